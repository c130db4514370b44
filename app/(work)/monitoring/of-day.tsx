import type { Route } from 'next'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { CaseListOfDay } from '@/components/monitoring/case-list-of-day'
import { ClueListOfDay } from '@/components/monitoring/clue-list-of-day'
import { asked, listAddress } from '@/components/shell/address'
import { AsOfPick } from '@/components/shell/as-of-pick'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { getTranslations } from '@/lib/i18n/server'
import {
  type CasesOfDay as CasesPage,
  type CluesOfDay as CluesPage,
  listCasesOfDay,
  listCluesOfDay,
  type OfDayQuery,
} from '@/lib/monitoring/queries/as-of'
import type { Ctx } from '@/lib/platform/db'
import { load } from '@/lib/platform/load'
import type { Permission } from '@/lib/platform/permissions'
import { levelOfPrefix } from '@/lib/regions/rules'

type Props = Readonly<{ parameters: Record<string, string | string[] | undefined>; on: string }>
type View = Awaited<ReturnType<typeof readPast<CluesPage | CasesPage>>>

/** The list of clues as it stood on a past day. */
export async function CluesOfDay(props: Props) {
  const [t, view] = await Promise.all([
    getTranslations('monitoring.titles'),
    readPast('/clues', 'clue:read', props, listCluesOfDay),
  ])
  return (
    <Past title={t('clues')} view={view}>
      <ClueListOfDay page={view.list} {...view.ways} />
    </Past>
  )
}

/** The list of monitoring cases as it stood on a past day. */
export async function CasesOfDay(props: Props) {
  const [t, view] = await Promise.all([
    getTranslations('monitoring.titles'),
    readPast('/monitoring', 'case:read', props, listCasesOfDay),
  ])
  return (
    <Past title={t('cases')} view={view}>
      <CaseListOfDay page={view.list} {...view.ways} />
    </Past>
  )
}

/** Reads a list of a past day, with the ways that lead on from it; a day to come leads to the list of today. */
async function readPast<L>(
  path: string,
  permission: Permission,
  { parameters, on }: Props,
  list: (ctx: Ctx, query: OfDayQuery) => Promise<L>,
) {
  const [region, status, after] = ['region', 'status', 'after'].map((name) => asked(parameters, name))
  return load(permission, async (ctx) => {
    const todayHref = listAddress(path, { region })
    if (on > ctx.today) redirect(todayHref as Route)
    const { scope, regionCode: code, regionName: name } = ctx.actor
    const allHref = listAddress(path, { asOf: on, region })
    return {
      list: await list(ctx, { region, status, after, on }),
      // Below a county households come and go between readers; what has left is read where it is now.
      ways: { on, todayHref, allHref, isPartial: ['TOWNSHIP', 'VILLAGE'].includes(levelOfPrefix(scope)) },
      ...{ path, region, after, today: ctx.today, own: { code, name } },
    }
  })
}

async function Past({ title, view, children }: { title: string; view: View; children: ReactNode }) {
  const { list, path, region, after, ways, today, own } = view
  const { on } = ways
  const status = list.status
  return (
    <>
      <PageHead title={title} aside={list.place.name} back={path} />
      <RegionFilter kept={{ asOf: on, status }} own={own} place={list.place} />
      <div className="grid gap-4">
        {children}
        <ListPager
          after={after}
          next={list.next}
          address={(over) => listAddress(path, { asOf: on, region, status, ...over })}
        />
        <AsOfPick action={path} today={today} on={on} kept={{ region, status }} />
      </div>
    </>
  )
}
