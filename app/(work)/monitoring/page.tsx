import type { Metadata } from 'next'
import { CasesOfDay } from '@/app/(work)/monitoring/of-day'
import { Narrowed, narrowSpeaker } from '@/components/casework/narrowed'
import { ExportButton } from '@/components/exports/export-button'
import { dueSpeaker } from '@/components/monitoring/due'
import { asked, listAddress } from '@/components/shell/address'
import { AsOfPick } from '@/components/shell/as-of-pick'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Tabs } from '@/components/ui/tabs'
import { TupleTable } from '@/components/ui/tuple-table'
import { pastDay } from '@/lib/households/queries/as-of'
import { count, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { listCases } from '@/lib/monitoring/queries/cases'
import { CASE_TABS, type CaseTab, type Risk } from '@/lib/monitoring/schema'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { listCasesByHelp } from '@/lib/support/queries/cases'
import { readCaseNarrow } from '@/lib/support/rules/case-parts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const LABELS = { open: 'caseOpen', overdue: 'planOverdue', assess: 'assessDue', removed: 'removed' } as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('monitoring'))('titles.cases') }
}

export default async function MonitoringPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const on = pastDay(parameters.asOf)
  if (on) return <CasesOfDay parameters={parameters} on={on} />
  const tab: CaseTab = CASE_TABS.find((each) => each === asked(parameters, 'tab')) ?? 'open'
  const region = asked(parameters, 'region')
  const after = asked(parameters, 'after')
  const [part, risk, help] = ['part', 'risk', 'help'].map((name) => asked(parameters, name))
  const narrow = tab === 'open' ? readCaseNarrow({ part, risk, help }) : null
  const [t, identification, locale, { role, list, today, own }] = await Promise.all([
    getTranslations('monitoring'),
    getTranslations('identification'),
    getLocale(),
    load('case:read', async (ctx) => ({
      role: ctx.actor.role,
      list: narrow
        ? await listCasesByHelp(ctx, { region, after }, narrow)
        : await listCases(ctx, { region, tab, after }),
      today: ctx.today,
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    })),
  ])
  const due = await dueSpeaker(today)
  const words = await narrowSpeaker()
  const day = (text: string) => nearDay(text, today, locale)
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/monitoring', { tab, region, ...narrow, ...over })
  const counts: Record<CaseTab, string | undefined> = {
    open: count(list.counts.open),
    overdue: count(list.counts.overdue),
    assess: count(list.counts.assess),
    removed: undefined,
  }
  const rows = list.cases.map((each) => {
    const risks = each.risks.map((risk) => t(`risks.${risk as Risk}`)).join(t('listJoin'))
    const plan = due(each.identifiedOn, each.planBy)
    const progress =
      each.status === 'MONITORED'
        ? [plan.word, day(each.planBy), plan.state]
        : [
            t(`caseStatus.${each.status}`),
            each.removedOn ? day(each.removedOn) : '',
            each.status === 'RISK_REMOVED' ? 'held' : 'doing',
          ]
    const type = t(`types.${each.monitoredType}`)
    return [each.id, each.headName, each.village, type, risks, ...progress, day(each.identifiedOn), each.caseNo]
  })
  return (
    <>
      <PageHead
        title={t('titles.cases')}
        sub={t('list.caseSub', { region: list.place.name, n: list.counts.open, late: list.counts.overdue })}
        actions={
          rows.length > 0 && (
            <>
              <ExportButton role={role} kind="CASES" list={address({})} />
              {may(role, 'household:readFull') && (
                <LinkButton href={listAddress('/monitoring/ledger', { region })} icon="print" look="plain">
                  {identification('papers.names.ledger')}
                </LinkButton>
              )}
            </>
          )
        }
      />
      <Tabs
        label={t('part')}
        tabs={[
          { href: listAddress('/clues', { region }), label: t('tabs.clues') },
          ...CASE_TABS.map((each) => ({
            href: listAddress('/monitoring', { tab: each, region }),
            label: t(`tabs.${LABELS[each]}`),
            count: counts[each],
            current: each === tab,
          })),
        ]}
      />
      <RegionFilter kept={{ tab, ...narrow }} own={own} place={list.place} />
      {narrow && <Narrowed parts={words.cases(narrow)} clear={listAddress('/monitoring', { tab, region })} />}
      {rows.length === 0 ? (
        <EmptyState title={t(`list.emptyCases.${tab}`)} action={{ href: '/clues', label: t('tabs.clues') }}>
          {t('list.emptyCasesWhy')}
        </EmptyState>
      ) : (
        <section className="sheet px-4">
          <TupleTable
            caption={t('titles.cases')}
            columns={[
              { head: t('list.household'), at: 1, sub: 2, href: '/monitoring/{0}', strong: true },
              { head: t('list.type'), at: 3, sub: 4 },
              { head: tab === 'overdue' ? t('list.plan') : t('list.status'), at: 5, sub: 6, kind: 'state', state: 7 },
              { head: t('list.identified'), at: 8 },
              { head: t('list.caseNo'), at: 9 },
            ]}
            rows={rows}
          />
        </section>
      )}
      <ListPager after={after} next={list.next} address={address} />
      <AsOfPick action="/monitoring" today={today} kept={{ region }} />
    </>
  )
}
