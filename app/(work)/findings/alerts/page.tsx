import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { getFindingAlerts } from '@/lib/findings/queries/alerts'
import { nearDay, percent } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('findings'))('alerts.title') }
}

export default async function FindingAlertsPage({ searchParams }: Readonly<Props>) {
  const region = asked(await searchParams, 'region')
  const [t, guarantees, locale, { alerts, own, role }] = await Promise.all([
    getTranslations('findings'),
    getTranslations('monitoring.items'),
    getLocale(),
    load('finding:read', async (ctx) => ({
      alerts: await getFindingAlerts(ctx, region),
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
      role: ctx.actor.role,
    })),
  ])
  const { place, limits, bulk, doubtful, units, today } = alerts
  const list = listAddress('/findings/alerts', { region: place.code })
  const day = (text: string) => nearDay(text, today, locale)
  return (
    <>
      <PageHead
        title={t('alerts.title')}
        back="/findings"
        crumbs={[{ href: '/findings', label: t('title') }, { label: t('alerts.title') }]}
        sub={place.name}
      />
      <RegionFilter own={own} place={place} />
      <div className="grid gap-4">
        <section className="sheet px-4 pb-4">
          <SectionHead
            title={t('alerts.doubtful')}
            end={doubtful.length > 0 && <ExportButton role={role} kind="DOUBTFUL_CLOSINGS" list={list} isNamed />}
          />
          <p className="pb-3 text-13 text-ink-3">{t('alerts.doubtfulWhy')}</p>
          {doubtful.length === 0 ? (
            <p className="text-13">{t('alerts.noDoubtful')}</p>
          ) : (
            <TupleTable
              caption={t('alerts.doubtful')}
              columns={[
                { head: t('list.finding'), at: 1, sub: 2, href: '/findings/{0}', strong: true },
                { head: t('page.household'), at: 3, sub: 4, href: '/households/{8}' },
                { head: t('alerts.failing'), at: 5 },
                { head: t('alerts.failedOn'), at: 6 },
                { head: t('list.closedOn'), at: 7 },
              ]}
              rows={doubtful.map((each) => [
                each.id,
                each.title,
                each.findingNo,
                each.headName,
                each.village,
                each.failing.map((item) => guarantees(item as 'FOOD')).join(t('join')),
                day(each.failedOn),
                day(each.closedOn),
                each.householdId,
              ])}
            />
          )}
        </section>
        <section className="sheet px-4 pb-4">
          <SectionHead
            title={t('alerts.bulk')}
            end={bulk.length > 0 && <ExportButton role={role} kind="BULK_CLOSINGS" list={list} isNamed />}
          />
          <p className="pb-3 text-13 text-ink-3">{t('alerts.bulkWhy', limits)}</p>
          {bulk.length === 0 ? (
            <p className="text-13">{t('alerts.noBulk')}</p>
          ) : (
            <TupleTable
              caption={t('alerts.bulk')}
              columns={[
                { head: t('alerts.who'), at: 1, sub: 2, strong: true },
                { head: t('alerts.day'), at: 3 },
                { head: t('alerts.lines'), at: 4, kind: 'number' },
              ]}
              rows={bulk.map((each) => [
                `${each.closedBy} ${each.day}`,
                each.name,
                each.unit,
                day(each.day),
                each.lines,
              ])}
            />
          )}
        </section>
        <section className="sheet px-4 pb-4">
          <SectionHead
            title={t('alerts.units')}
            end={units.length > 0 && <ExportButton role={role} kind="UNIT_SCORES" list={list} isNamed />}
          />
          <p className="pb-3 text-13 text-ink-3">{t('alerts.unitsWhy')}</p>
          {units.length === 0 ? (
            <p className="text-13">{t('alerts.noUnits')}</p>
          ) : (
            <TupleTable
              caption={t('alerts.units')}
              columns={[
                { head: t('alerts.unit'), at: 0, strong: true },
                { head: t('alerts.overdue'), at: 1, kind: 'number' },
                { head: t('alerts.open'), at: 2, kind: 'number' },
                { head: t('alerts.closed'), at: 3, kind: 'number' },
                { head: t('alerts.reopened'), at: 4, sub: 5, kind: 'number' },
              ]}
              rows={units.map(({ unit, overdue, open, closed, reopened }) => [
                unit,
                overdue,
                open,
                closed,
                reopened,
                percent(reopened, closed),
              ])}
            />
          )}
        </section>
      </div>
    </>
  )
}
