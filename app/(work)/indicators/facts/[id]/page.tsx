import type { Metadata } from 'next'
import { dayFields, qualifierField, valueField } from '@/components/indicators/fact-fields'
import { daysText, reportedText } from '@/components/indicators/figure-words'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { Facts } from '@/components/ui/facts'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { stamp } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { correctFactAction } from '@/lib/indicators/actions'
import { type FactView, getFact } from '@/lib/indicators/queries/facts'
import type { Qualifier } from '@/lib/indicators/schema/facts'
import { load } from '@/lib/platform/load'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('figures'))('fact.title') }
}

export default async function FactPage({ params, searchParams }: Readonly<Props>) {
  const { id } = await params
  const kept = asked(await searchParams, 'kept')
  const [t, locale, { fact, chain, input, mayCorrect }] = await Promise.all([
    getTranslations('figures'),
    getLocale(),
    load('dashboard:read', (ctx) => getFact(ctx, id)),
  ])
  const words = {
    hedge: (key: 'about') => t(`hedges.${key}`),
    qualifier: (key: Qualifier) => t(`qualifiers.${key}`),
  } as Parameters<typeof reportedText>[3]
  const say = {
    form: (word: 'region') => t(`form.${word}`),
    qualifier: (each: Qualifier) => t(`qualifiers.${each}`),
  } as Parameters<typeof valueField>[0]
  const unit = locale !== 'zh-CN' && input?.unit === fact.unit ? input.unitEn : fact.unit
  const value = (each: FactView) =>
    each.value === null ? t('facts.withdrawn') : reportedText(each.value, unit, each.qualifiers, words)
  const items = [
    ['value', value(fact)],
    ['region', fact.region.name],
    ['day', daysText(fact, locale)],
    ['source', fact.source],
    ['ref', fact.ref],
    ['by', [fact.by, fact.unitOfReporter].filter(Boolean).join(' ')],
    ['at', stamp(fact.at)],
    ['note', fact.note],
  ] as const
  const name = locale === 'zh-CN' ? input?.nameZh : input?.nameEn
  return (
    <>
      <PageHead title={name ?? fact.code} sub={t('fact.title')} back="/indicators/facts" />
      <div className="grid gap-4">
        {kept && <Banner state="held" live title={t('facts.kept')} />}
        <section className="sheet px-4 py-4">
          <Facts items={items.map(([key, text]) => ({ key, name: t(`fact.${key}`), value: text || t('fact.none') }))} />
        </section>
        <section className="sheet px-4 pb-3">
          <SectionHead title={t('fact.history')} />
          <TupleTable
            caption={t('fact.history')}
            columns={[
              { head: t('fact.history'), at: 1, href: '/indicators/facts/{0}', strong: true },
              { head: t('fact.value'), at: 2, align: 'r' },
              { head: t('fact.source'), at: 3 },
              { head: t('fact.reason'), at: 4 },
              { head: t('fact.by'), at: 5, sub: 6 },
            ]}
            rows={chain.map((each) => [
              each.id,
              t('facts.version', { n: each.version }),
              value(each),
              each.source,
              each.reason || t('fact.first'),
              each.by,
              stamp(each.at),
            ])}
          />
        </section>
        {mayCorrect && (
          <section className="sheet px-4 pb-4">
            <Reveal summary={t('fact.correct')}>
              <p className="pb-3 text-13 text-ink-3">{t('fact.correctHint')}</p>
              <StepForm
                isWide
                action={correctFactAction}
                hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID(), factId: fact.id }}
                fields={[
                  valueField(say, fact.value ?? '', false),
                  ...dayFields(say, t('form.daysHint'), fact),
                  qualifierField(say, fact.qualifiers),
                  { name: 'source', label: t('form.source'), type: 'text', max: 200, value: fact.source, needed: true },
                  { name: 'note', label: t('form.note'), type: 'text', max: 1000, value: fact.note },
                  { name: 'reason', label: t('fact.reason'), type: 'long', max: 300, needed: true },
                ]}
                submit={t('fact.save')}
                busy={t('form.busy')}
              />
            </Reveal>
          </section>
        )}
      </div>
    </>
  )
}
