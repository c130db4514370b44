import 'server-only'
import { shownName } from '@/lib/monitoring/queries/names'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may, seesOwnField } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'
import { fieldOf, ownLists } from '@/lib/support/queries/field'
import type { Category } from '@/lib/support/schema'

const MOST_LISTS = 50

const shown = {
  id: true,
  category: true,
  purpose: true,
  rowCount: true,
  matched: true,
  validUntil: true,
  madeByName: true,
  madeByUnit: true,
  madeAt: true,
  reportedAt: true,
  clues: true,
  withdrawnAt: true,
} as const

/** RUNNING shows whom it matched; OVER is past its day. */
export const LIST_STATES = ['RUNNING', 'OVER', 'WITHDRAWN'] as const
export type ListState = (typeof LIST_STATES)[number]

type Row = { category: string; validUntil: Date; withdrawnAt: Date | null }

function told<R extends Row>(ctx: Ctx, { category, validUntil, withdrawnAt, ...row }: R) {
  const until = dayFrom(validUntil)
  const state: ListState = withdrawnAt ? 'WITHDRAWN' : until < ctx.today ? 'OVER' : 'RUNNING'
  return { ...row, category: category as Category, validUntil: until, state }
}

/** A department sees its own lists, who oversees them those of the county. */
const readable = (ctx: Ctx) => (seesOwnField(ctx.actor.role) ? ownLists(ctx) : countyOfScope(ctx.actor.scope))

/** The newest lists of ID numbers, and the categories for which the reader may bring one. */
export async function listLists(ctx: Ctx) {
  const rows = await ctx.db.departmentList.findMany({
    where: readable(ctx),
    orderBy: [{ madeAt: 'desc' }, { id: 'asc' }],
    take: MOST_LISTS,
    select: shown,
  })
  const isDepartment = may(ctx.actor.role, 'match:list')
  return { lists: rows.map((row) => told(ctx, row)), field: isDepartment ? ((await fieldOf(ctx)) ?? []) : null }
}

/** A list with whom it matched, as long as it is in force; afterwards only how many they were. Errors: NotFoundError. */
export async function getList(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.departmentList.findFirst({ where: { ...readable(ctx), id }, select: { ...shown, countyCode: true } })
    : null
  if (!row) throw new NotFoundError()
  const { countyCode, ...list } = told(ctx, row)
  const isInForce = list.state === 'RUNNING'
  const matches = isInForce
    ? await ctx.db.departmentMatch.findMany({
        where: { countyCode, listId: id, household: { isActive: true } },
        orderBy: { rowNo: 'asc' },
        select: {
          rowNo: true,
          householdId: true,
          person: { select: { name: true } },
          household: {
            select: {
              headName: true,
              memberCount: true,
              region: { select: { name: true, parent: { select: { name: true } } } },
            },
          },
        },
      })
    : []
  const isOwn = may(ctx.actor.role, 'match:list')
  return {
    ...list,
    matches: matches.map(({ rowNo, householdId, person, household }) => ({
      rowNo,
      householdId,
      name: shownName(ctx, person.name),
      headName: shownName(ctx, household.headName),
      members: household.memberCount,
      village: [household.region.parent?.name, household.region.name].filter(Boolean).join(' '),
    })),
    mayReport: isOwn && isInForce && row.reportedAt === null && row.matched > 0,
    mayWithdraw: isOwn && row.withdrawnAt === null,
  }
}
