import type { Metadata } from 'next'
import { FigureForms } from '@/components/relief/figure-forms'
import { LineFigures } from '@/components/relief/line-figures'
import { ReliefTabs } from '@/components/relief/relief-tabs'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import { Select } from '@/components/ui/select'
import { count, longDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { getFigures } from '@/lib/relief/queries/figures'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('relief'))('figures.title') }
}

export default async function ReliefLinesPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, from, to, done] = ['region', 'from', 'to', 'done'].map((name) => asked(parameters, name))
  const [t, locale, { figures, own, role }] = await Promise.all([
    getTranslations('relief'),
    getLocale(),
    load('fund:read', async (ctx) => ({
      figures: await getFigures(ctx, { region, from, to }),
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
      role: ctx.actor.role,
    })),
  ])
  const day = (text: string) => longDay(text, locale)
  const { policies } = figures
  return (
    <>
      <PageHead
        title={t('figures.title')}
        sub={t('figures.sub', { region: figures.place.name, from: day(figures.from), to: day(figures.to) })}
      />
      <ReliefTabs role={role} at="figures" />
      {done && (
        <div className="pb-4">
          <Banner state="held" live title={t('figures.done')} />
        </div>
      )}
      <p className="py-3 text-13 text-ink-3">{t('figures.note')}</p>
      <form className="flex flex-wrap items-end gap-2 pb-4">
        {figures.place.options.length > 0 && (
          <div className="min-w-48">
            <Select
              name="region"
              label={t('figures.region')}
              empty={own.name}
              options={figures.place.options.map(({ value, label }) => ({ value, label }))}
              defaultValue={figures.place.code === own.code ? '' : figures.place.code}
            />
          </div>
        )}
        <Field name="from" label={t('figures.fromOn')} type="date" defaultValue={figures.from} />
        <Field name="to" label={t('figures.toOn')} type="date" defaultValue={figures.to} />
        <Button type="submit">{t('figures.go')}</Button>
      </form>
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          {figures.lines.map((each) => (
            <LineFigures key={each.line} figures={each} mayReport={figures.mayReport} />
          ))}
          <section className="sheet min-w-0 px-4 pb-4">
            <SectionHead title={t('figures.policies')} />
            {policies.length === 0 ? (
              <p className="text-13 text-ink-3">{t('figures.noPolicies')}</p>
            ) : (
              <LedgerTable
                caption={t('figures.policies')}
                stack
                columns={[
                  { head: t('figures.line') },
                  { head: t('figures.insurer') },
                  { head: t('figures.period') },
                  { head: t('figures.premiumYuan'), align: 'r' },
                  { head: t('figures.insuredPersons'), align: 'r' },
                  { head: t('figures.source') },
                ]}
                rows={policies.map((policy) => ({
                  key: policy.id,
                  cells: [
                    t(`lines.L${policy.line}`),
                    [policy.insurer, policy.no].filter(Boolean).join(' '),
                    t('figures.term', { from: day(policy.from), to: day(policy.to) }),
                    `${policy.isApproximate ? `${t('figures.approximate')} ` : ''}${yuan(policy.premiumFen)}`,
                    policy.persons === null ? '' : count(policy.persons),
                    policy.source,
                  ],
                }))}
              />
            )}
          </section>
        </div>
        {figures.mayReport && <FigureForms figures={figures} own={own} />}
      </div>
    </>
  )
}
