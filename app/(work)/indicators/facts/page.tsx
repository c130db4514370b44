import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { daysText, nameOf, reportedText, unitOf } from '@/components/indicators/figure-words'
import { IndicatorNav } from '@/components/indicators/indicator-nav'
import { SumTable } from '@/components/indicators/sum-table'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { LinkButton } from '@/components/ui/link-button'
import { Select } from '@/components/ui/select'
import { TupleTable } from '@/components/ui/tuple-table'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { listFacts } from '@/lib/indicators/queries/facts'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('figures'))('parts.facts') }
}

export default async function FactsPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const names = ['region', 'source', 'input', 'asOf', 'after', 'facts', 'targets'] as const
  const [region, source, input, asOf, after, facts, targets] = names.map((name) => asked(parameters, name))
  const [t, locale, list] = await Promise.all([
    getTranslations('figures'),
    getLocale(),
    load('dashboard:read', async (ctx) => ({
      ...(await listFacts(ctx, { region, source, input, asOf, after })),
      role: ctx.actor.role,
    })),
  ])
  const { place, own } = list
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/indicators/facts', { region, source, input, asOf, ...over })
  const words = {
    hedge: (key: 'about') => t(`hedges.${key}`),
    qualifier: (key: 'ABOUT') => t(`qualifiers.${key}`),
  } as Parameters<typeof reportedText>[3]
  const inputs = [...list.names.values()].map((each) => ({
    value: each.code,
    label: locale === 'zh-CN' ? each.nameZh : each.nameEn,
  }))
  return (
    <>
      <PageHead
        title={t('parts.facts')}
        sub={t('facts.sub', { region: place.name, n: list.facts.length })}
        back="/indicators"
        actions={
          <>
            {list.facts.length > 0 && <ExportButton role={list.role} kind="FACTS" list={address({})} />}
            {list.mayReport && (
              <>
                <LinkButton href={`/indicators/facts/new?region=${place.code}`} look="act">
                  {t('facts.add')}
                </LinkButton>
                <LinkButton href="/indicators/facts/import">{t('facts.import')}</LinkButton>
              </>
            )}
          </>
        }
      />
      <IndicatorNav part="facts" />
      {facts && (
        <div className="pt-4">
          <Banner
            state="held"
            live
            title={t('facts.imported', { facts: Number(facts), targets: Number(targets ?? 0) })}
          />
        </div>
      )}
      <form className="flex flex-wrap items-end gap-2 py-3">
        {place.options.length > 0 && (
          <div className="min-w-40">
            <Select
              name="region"
              id="f-region"
              label={t('facts.region')}
              empty={own.name}
              options={place.options.map(({ value, label }) => ({ value, label }))}
              defaultValue={place.code === own.code ? '' : place.code}
            />
          </div>
        )}
        <div className="min-w-48">
          <Select
            name="source"
            id="f-source"
            label={t('facts.source')}
            empty={t('facts.allSources')}
            options={list.sources.map((value) => ({ value, label: value }))}
            defaultValue={source ?? ''}
          />
        </div>
        <div className="min-w-48">
          <Select
            name="input"
            id="f-input"
            label={t('facts.input')}
            empty={t('facts.allInputs')}
            options={inputs}
            defaultValue={input ?? ''}
          />
        </div>
        <Field name="asOf" id="f-asOf" label={t('facts.asOf')} type="date" defaultValue={asOf ?? ''} />
        <Button type="submit">{t('page.go')}</Button>
      </form>
      <div className="grid gap-4">
        {list.facts.length === 0 ? (
          <EmptyState title={t('facts.none')}>{t('facts.noneWhy')}</EmptyState>
        ) : (
          <section className="sheet px-4">
            <TupleTable
              caption={t('parts.facts')}
              markAt={7}
              columns={[
                { head: t('facts.input'), at: 1, sub: 2, href: '/indicators/facts/{0}', strong: true },
                { head: t('facts.value'), at: 3, align: 'r' },
                { head: t('facts.day'), at: 4 },
                { head: t('facts.source'), at: 5, sub: 6 },
                { head: t('facts.by'), at: 8 },
              ]}
              rows={list.facts.map((fact) => [
                fact.id,
                nameOf(fact.code, list.names, locale),
                fact.region.name,
                fact.value === null
                  ? t('facts.withdrawn')
                  : reportedText(fact.value, unitOf(fact.code, fact.unit, list.names, locale), fact.qualifiers, words),
                daysText(fact, locale),
                fact.source,
                [
                  fact.ref,
                  fact.version > 1 ? t('facts.version', { n: fact.version }) : '',
                  fact.isCorrected ? t('facts.corrected') : '',
                ]
                  .filter(Boolean)
                  .join(' '),
                fact.isCorrected || fact.value === null ? 'past' : null,
                fact.by,
              ])}
            />
          </section>
        )}
        <ListPager after={after} next={list.next} address={address} />
        {!after && <SumTable list={list} />}
      </div>
    </>
  )
}
