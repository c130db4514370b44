import type { Metadata } from 'next'
import { cellsOf, kindsOf } from '@/components/resumption/report-words'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { ListFilter } from '@/components/support/list-filter'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { LedgerTable } from '@/components/ui/ledger-table'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { count, longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { getReport } from '@/lib/resumption/queries/report'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('resumption'))('daily.title') }
}

export default async function ResumptionReportPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, day] = ['region', 'day'].map((name) => asked(parameters, name))
  const [t, locale, { report, actor }] = await Promise.all([
    getTranslations('resumption'),
    getLocale(),
    load('enterprise:read', async (ctx) => ({ report: await getReport(ctx, { region, day }), actor: ctx.actor })),
  ])
  const { all, children, place, visits } = report
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/enterprises/report', { region, day: report.day, ...over })
  const kinds = kindsOf(all)
  const word = (kind: (typeof kinds)[number]) => (kind === 'both' ? t('daily.both') : t(`types.${kind}`))
  const right = { align: 'r' as const }
  const heads = [
    { head: t('daily.firms'), ...right },
    { head: t('daily.resumed'), ...right },
    { head: t('daily.rate'), ...right },
    { head: t('daily.staff'), ...right },
    { head: t('daily.returned'), ...right },
    { head: t('daily.staffRate'), ...right },
    { head: t('daily.poor'), ...right },
  ]
  const figured = kinds.reduce((sum, kind) => sum + (kind === 'both' ? 0 : all[kind].figured), 0)
  const reported = kinds.reduce((sum, kind) => sum + (kind === 'both' ? 0 : all[kind].reported), 0)
  return (
    <>
      <PageHead
        title={t('daily.title')}
        back="/enterprises"
        crumbs={[{ href: '/enterprises', label: t('title') }, { label: t('daily.title') }]}
        sub={t('daily.sub', { region: place.name, day: longDay(report.day, locale) })}
        actions={
          <>
            <LinkButton href={address({ day: report.previous })} icon="back">
              {t('daily.previous')}
            </LinkButton>
            {report.following && (
              <LinkButton href={address({ day: report.following })} icon="next">
                {t('daily.following')}
              </LinkButton>
            )}
            <LinkButton
              href={listAddress('/enterprises/report/print', { region: place.code, day: report.day })}
              icon="print"
            >
              {t('daily.print')}
            </LinkButton>
          </>
        }
      />
      <ListFilter
        own={{ code: actor.regionCode, name: actor.regionName }}
        place={place}
        hidden={{ day: report.day }}
        choices={[]}
      />
      <form className="flex flex-wrap items-end gap-2 pb-3">
        <input type="hidden" name="region" value={place.code} />
        <Field name="day" id="f-day" label={t('daily.day')} type="date" defaultValue={report.day} max={report.today} />
        <Button type="submit">{t('daily.show')}</Button>
      </form>
      {kinds.length === 0 ? (
        <EmptyState title={t('daily.empty')}>{t('list.emptyWhy')}</EmptyState>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <section className="sheet wenwu px-4 py-3">
            <LedgerTable
              stack
              caption={t('daily.title')}
              columns={[{ head: t('daily.kind') }, ...heads]}
              rows={kinds.map((kind) => ({
                key: kind,
                cells: [word(kind), ...cellsOf(all[kind])],
              }))}
            />
            {kinds.includes('both') && (
              <p className="pt-2 text-13">
                {all.both.twice > 0 ? t('daily.twice', { n: all.both.twice }) : t('daily.twiceNone')}
              </p>
            )}
            <p className="pt-1 text-13 text-ink-3">{t('daily.basis', { figured, reported })}</p>
          </section>
          <section className="sheet px-4 pb-3">
            <SectionHead title={t('daily.rest')} />
            <LedgerTable
              stack
              caption={t('daily.rest')}
              columns={[
                { head: t('daily.kind') },
                { head: t('daily.mayReturn'), ...right },
                { head: t('daily.heldBack'), ...right },
                { head: t('daily.driven'), ...right },
                { head: t('daily.reported'), ...right },
              ]}
              rows={kinds.map((kind) => ({
                key: kind,
                cells: [
                  word(kind),
                  count(all[kind].mayReturn),
                  count(all[kind].heldBack),
                  count(all[kind].householdsDriven),
                  `${count(all[kind].reported)} / ${count(all[kind].firms)}`,
                ],
              }))}
            />
          </section>
          <section className="sheet px-4 pb-3">
            <SectionHead title={t('daily.visits', { from: longDay(report.visitsFrom, locale) })} />
            <p>{t('daily.visitsText', visits)}</p>
          </section>
          {children.length > 0 && (
            <section className="sheet px-4 pb-3">
              <SectionHead title={t('daily.children')} />
              <LedgerTable
                stack
                caption={t('daily.children')}
                columns={[{ head: t('daily.place') }, { head: t('daily.kind') }, ...heads]}
                rows={children.flatMap((child) =>
                  kindsOf(child).map((kind) => ({
                    key: `${child.code} ${child.isOwn} ${kind}`,
                    cells: [
                      child.isOwn ? (
                        t('daily.own', { name: child.name })
                      ) : (
                        <a key="place" href={address({ region: child.code })}>
                          {child.name}
                        </a>
                      ),
                      word(kind),
                      ...cellsOf(child[kind]),
                    ],
                  })),
                )}
              />
            </section>
          )}
        </div>
      )}
    </>
  )
}
