import 'server-only'
import { maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { factsOf } from '@/lib/indicators/queries/behind'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { countyOf } from '@/lib/regions/rules'
import { deskOf } from '@/lib/worklist/rules'
import type { OwnHouseholds } from '@/lib/worklist/schema'
import { selectOwnHouseholds } from '@/lib/worklist/sql'
import { selectOwnDeadlines, selectOwnMonths, selectOwnPromises } from '@/lib/worklist/sql/mine'

const HOUSEHOLDS = 50
const PROMISES = 50
const VILLAGES = 10
/** Deadlines shown; what goes beyond is not counted either, so that the figure is the list. */
const DEADLINES = 200

export type Mine = Awaited<ReturnType<typeof getMine>>

/**
 * What concerns the actor alone: whom he answers for and who needs him next, his visits of the year by month, his open promises, and the
 * deadlines he met this year. Always of the actor himself: nobody else's can be asked for. Names masked by role.
 */
export async function getMine(ctx: Ctx) {
  const { role } = ctx.actor
  const year = `${ctx.today.slice(0, 4)}-01-01`
  const visits = may(role, 'visit:log')
  return {
    households: may(role, 'household:read') ? await ownHouseholds(ctx) : null,
    months: visits ? await selectOwnMonths(ctx, year) : null,
    promises: visits ? await named(ctx, await selectOwnPromises(ctx, PROMISES)) : null,
    deadlines: may(role, 'deadline:read') ? await ownDeadlines(ctx, year) : null,
  }
}

async function ownDeadlines(ctx: Ctx, since: string) {
  const { name } = viewOf(ctx.actor.role)
  const rows = await selectOwnDeadlines(ctx, since, DEADLINES)
  return { since, most: DEADLINES, rows: rows.map((row) => ({ ...row, name: maskName(row.name, name) })) }
}

async function ownHouseholds(ctx: Ctx): Promise<OwnHouseholds> {
  const { role, regionCode, userId, scope } = ctx.actor
  const isField = deskOf(role) === 'FIELD'
  const everyone = role === 'FIRST_SECRETARY' || role === 'VILLAGE_CADRE'
  const places = isField ? [regionCode] : await villagesOf(ctx, userId)
  const parts: OwnHouseholds[] = []
  for (const place of places.filter((each) => each.startsWith(scope)))
    parts.push(
      await selectOwnHouseholds(ctx, {
        facts: await factsOf(ctx, place),
        county: countyOf(place),
        everyone,
        limit: HOUSEHOLDS,
      }),
    )
  const last = '9999'
  const rows = parts.flatMap((part) => part.rows).sort((a, b) => ((a.dueOn ?? last) < (b.dueOn ?? last) ? -1 : 1))
  return {
    total: parts.reduce((all, { total }) => all + total, 0),
    due: parts.reduce((all, { due }) => all + due, 0),
    rows: await named(ctx, rows.slice(0, HOUSEHOLDS)),
  }
}

/** The villages where an office's person is paired with households himself. */
async function villagesOf(ctx: Ctx, userId: string): Promise<string[]> {
  const today = dateOf(ctx.today)
  const rows = await ctx.db.householdHelper.findMany({
    where: { userId, validFrom: { lte: today }, OR: [{ validTo: null }, { validTo: { gte: today } }] },
    distinct: ['regionCode'],
    take: VILLAGES,
    select: { regionCode: true },
  })
  return rows.map((row) => row.regionCode)
}

async function named<R extends { headName: string }>(ctx: Ctx, rows: readonly R[]): Promise<R[]> {
  const { name } = viewOf(ctx.actor.role)
  return rows.map((row) => ({ ...row, headName: maskName(row.headName, name) }))
}
