import type { Metadata } from 'next'
import { IndicatorNav } from '@/components/indicators/indicator-nav'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { TupleTable } from '@/components/ui/tuple-table'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { addInputAction } from '@/lib/indicators/actions'
import { listInputs } from '@/lib/indicators/queries/facts'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('figures'))('inputs.title') }
}

export default async function InputsPage({ searchParams }: Readonly<Props>) {
  const kept = asked(await searchParams, 'kept')
  const [t, locale, { inputs, mayAdd }] = await Promise.all([
    getTranslations('figures'),
    getLocale(),
    load('dashboard:read', (ctx) => listInputs(ctx)),
  ])
  const isZh = locale === 'zh-CN'
  return (
    <>
      <PageHead title={t('inputs.title')} sub={t('inputs.sub', { n: inputs.length })} back="/indicators" />
      <IndicatorNav part="inputs" />
      <div className="grid gap-4 pt-4">
        {kept && <Banner state="held" live title={t('inputs.added')} />}
        {mayAdd && (
          <section className="sheet px-4 pb-4">
            <Reveal summary={t('inputs.add')}>
              <StepForm
                isWide
                action={addInputAction}
                hidden={{ commandId: crypto.randomUUID() }}
                fields={[
                  {
                    name: 'code',
                    label: t('inputs.code'),
                    type: 'text',
                    hint: t('inputs.codeHint'),
                    max: 60,
                    needed: true,
                  },
                  { name: 'nameZh', label: t('inputs.name'), type: 'text', max: 80, needed: true },
                  { name: 'nameEn', label: t('inputs.nameEn'), type: 'text', max: 160, needed: true },
                  { name: 'unit', label: t('inputs.unit'), type: 'text', max: 16, needed: true },
                  { name: 'unitEn', label: t('inputs.unitEn'), type: 'text', max: 40 },
                  { name: 'isSummed', label: t('inputs.summed'), type: 'tick' },
                ]}
                submit={t('inputs.save')}
                busy={t('inputs.busy')}
              />
            </Reveal>
          </section>
        )}
        <section className="sheet px-4 pb-2">
          <TupleTable
            caption={t('inputs.title')}
            columns={[
              { head: t('inputs.name'), at: 1, href: '/indicators/facts?input={0}', strong: true },
              { head: t('inputs.unit'), at: 2 },
              { head: t('inputs.summed'), at: 3 },
              { head: t('inputs.code'), at: 0 },
            ]}
            rows={inputs.map((each) => [
              each.code,
              isZh ? each.nameZh : each.nameEn,
              isZh ? each.unit : each.unitEn,
              each.isSummed ? t('inputs.yes') : t('inputs.no'),
            ])}
          />
        </section>
      </div>
    </>
  )
}
