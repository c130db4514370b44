import type { Metadata } from 'next'
import { CluesOfDay } from '@/app/(work)/monitoring/of-day'
import { Narrowed, narrowSpeaker } from '@/components/casework/narrowed'
import { ExportButton } from '@/components/exports/export-button'
import { dueSpeaker } from '@/components/monitoring/due'
import { ruleName } from '@/components/monitoring/speak'
import { asked, listAddress } from '@/components/shell/address'
import { AsOfPick } from '@/components/shell/as-of-pick'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { Tabs } from '@/components/ui/tabs'
import { TupleTable } from '@/components/ui/tuple-table'
import { pastDay } from '@/lib/households/queries/as-of'
import { count, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { listClues } from '@/lib/monitoring/queries/clues'
import { CLUE_PARTS, CLUE_TABS, type ClueTab, TAB_OF_PART } from '@/lib/monitoring/schema'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('monitoring'))('titles.clues') }
}

export default async function CluesPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const on = pastDay(parameters.asOf)
  if (on) return <CluesOfDay parameters={parameters} on={on} />
  const tab: ClueTab = CLUE_TABS.find((each) => each === asked(parameters, 'tab')) ?? 'open'
  const region = asked(parameters, 'region')
  const after = asked(parameters, 'after')
  const part = CLUE_PARTS.find((each) => each === asked(parameters, 'part') && TAB_OF_PART[each] === tab)
  const [t, locale, { role, list, today, own }] = await Promise.all([
    getTranslations('monitoring'),
    getLocale(),
    load('clue:read', async (ctx) => ({
      role: ctx.actor.role,
      list: await listClues(ctx, { region, tab, part, after }),
      today: ctx.today,
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    })),
  ])
  const due = await dueSpeaker(today)
  const words = await narrowSpeaker()
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/clues', { tab, region, part, ...over })
  const isDecided = tab === 'decided'
  const counts: Record<ClueTab, string | undefined> = {
    open: count(list.counts.open),
    overdue: count(list.counts.overdue),
    decided: undefined,
  }
  const rows = list.clues.map((clue) => {
    const why =
      clue.ruleIds.map((ruleId) => ruleName(t, ruleId)).join(t('listJoin')) ||
      clue.summary ||
      t(`sources.${clue.source}`)
    const { state, word } = due(clue.openedOn, clue.verifyBy)
    const end = isDecided
      ? ([
          t(`clueStatus.${clue.status}`),
          `${clue.decidedOn ? nearDay(clue.decidedOn, today, locale) : ''} ${clue.decidedByName ?? ''}`,
          clue.status === 'CONFIRMED' ? 'held' : 'closed',
        ] as const)
      : ([word, nearDay(clue.verifyBy, today, locale), state] as const)
    const source = `${t(`sources.${clue.source}`)} ${nearDay(clue.openedOn, today, locale)}`
    return [clue.id, clue.headName, clue.village, why, source, ...end, clue.clueNo]
  })
  return (
    <>
      <PageHead
        title={t('titles.clues')}
        sub={t('list.sub', { region: list.place.name, n: list.counts.open, late: list.counts.overdue })}
        actions={rows.length > 0 && <ExportButton role={role} kind="CLUES" list={address({})} />}
      />
      <Tabs
        label={t('part')}
        tabs={[
          ...CLUE_TABS.map((each) => ({
            href: listAddress('/clues', { tab: each, region }),
            label: t(`tabs.${each}`),
            count: counts[each],
            current: each === tab,
          })),
          { href: listAddress('/monitoring', { region }), label: t('tabs.cases') },
        ]}
      />
      <RegionFilter kept={{ tab, part }} own={own} place={list.place} />
      <Narrowed parts={[words.clue(part)]} clear={listAddress('/clues', { tab, region })} />
      {rows.length === 0 ? (
        <EmptyState title={t(`list.empty.${tab}`)} action={{ href: '/households', label: t('list.toHouseholds') }}>
          {t('list.emptyWhy')}
        </EmptyState>
      ) : (
        <section className="sheet px-4">
          <TupleTable
            caption={t('titles.clues')}
            columns={[
              { head: t('list.household'), at: 1, sub: 2, href: '/clues/{0}', strong: true },
              { head: t('list.why'), at: 3, sub: 4 },
              { head: isDecided ? t('list.result') : t('list.deadline'), at: 5, sub: 6, kind: 'state', state: 7 },
              { head: t('list.no'), at: 8 },
            ]}
            rows={rows}
          />
        </section>
      )}
      <ListPager after={after} next={list.next} address={address} />
      <AsOfPick action="/clues" today={today} kept={{ region }} />
    </>
  )
}
