import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import type { StateKey } from '@/components/ui/glyph'
import { LinkButton } from '@/components/ui/link-button'
import { Tabs } from '@/components/ui/tabs'
import { TupleTable } from '@/components/ui/tuple-table'
import { count, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { listProcedures } from '@/lib/identification/queries/list'
import { PROCEDURE_KINDS, PROCEDURE_TABS } from '@/lib/identification/schema'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identification'))('title') }
}

export default async function IdentificationPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const tab = PROCEDURE_TABS.find((each) => each === asked(parameters, 'tab')) ?? 'open'
  const kind = PROCEDURE_KINDS.find((each) => each === asked(parameters, 'kind'))
  const [region, after, planned, left] = ['region', 'after', 'planned', 'left'].map((name) => asked(parameters, name))
  const [t, common, locale, { list, today, own, role }] = await Promise.all([
    getTranslations('identification'),
    getTranslations('common'),
    getLocale(),
    load('identification:read', async (ctx) => ({
      list: await listProcedures(ctx, { region, tab, kind, after }),
      today: ctx.today,
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
      role: ctx.actor.role,
    })),
  ])
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/identification', { tab, region, kind, ...over })
  const rows = list.procedures.map((each) => {
    const state: StateKey =
      each.status === 'DONE'
        ? 'held'
        : each.status === 'REJECTED'
          ? 'closed'
          : each.mayGoOnFrom && each.mayGoOnFrom > today
            ? 'due'
            : 'doing'
    const what = each.planYear ? t('list.exitOf', { year: String(each.planYear) }) : t(`kinds.${each.kind}`)
    const then =
      each.mayGoOnFrom && each.mayGoOnFrom > today
        ? t('list.from', { day: nearDay(each.mayGoOnFrom, today, locale) })
        : ''
    return [
      each.id,
      each.headName,
      each.village,
      what,
      common('persons', { n: each.members }),
      t(`statuses.${each.status}`),
      then,
      state,
      nearDay(each.lastStepOn, today, locale),
      each.procedureNo,
    ]
  })
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('list.sub', { region: list.place.name, n: list.counts.open, mine: list.counts.mine })}
        actions={
          <>
            {rows.length > 0 && <ExportButton role={role} kind="PROCEDURES" list={address({})} />}
            {may(role, 'identification:plan') && (
              <LinkButton href={listAddress('/identification/plan', { region })} icon="plus">
                {t('list.plan')}
              </LinkButton>
            )}
          </>
        }
      />
      {planned !== undefined && (
        <div className="pb-4">
          <Banner state="held" live title={t('list.planned', { n: Number(planned) || 0 })}>
            {Number(left) > 0 && t('list.left', { n: Number(left) })}
          </Banner>
        </div>
      )}
      <Tabs
        label={t('title')}
        tabs={PROCEDURE_TABS.map((each) => ({
          href: listAddress('/identification', { tab: each, region, kind }),
          label: t(`tabs.${each}`),
          count: each === 'ended' ? undefined : count(list.counts[each]),
          current: each === tab,
        }))}
      />
      <Tabs
        label={t('list.kindFilter')}
        tabs={[
          { href: address({ kind: null }), label: t('list.allKinds'), current: !kind },
          ...PROCEDURE_KINDS.map((each) => ({
            href: address({ kind: each }),
            label: t(`kinds.${each}`),
            current: each === kind,
          })),
        ]}
      />
      <RegionFilter kept={{ tab }} own={own} place={list.place} />
      {rows.length === 0 ? (
        <EmptyState title={t(`list.empty.${tab}`)} action={{ href: '/households', label: t('list.toHouseholds') }}>
          {t('list.emptyWhy')}
        </EmptyState>
      ) : (
        <section className="sheet px-4">
          <TupleTable
            caption={t('title')}
            columns={[
              { head: t('list.household'), at: 1, sub: 2, href: '/identification/{0}', strong: true },
              { head: t('list.kind'), at: 3, sub: 4 },
              { head: t('list.status'), at: 5, sub: 6, kind: 'state', state: 7 },
              { head: t('list.last'), at: 8 },
              { head: t('list.no'), at: 9 },
            ]}
            rows={rows}
          />
        </section>
      )}
      <ListPager after={after} next={list.next} address={address} />
    </>
  )
}
