import 'server-only'
import { maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { PlanHead } from '@/lib/yearplans/queries/plan'
import type { Group } from '@/lib/yearplans/schema/groups'

const MOST_LINES = 300

export type GroupsView = Awaited<ReturnType<typeof getGroups>>

/**
 * The special groups of a village household by household: open ones first, by the day they are due. Whoever may not read health sees how many
 * there are and how many are done, and no household.
 */
export async function getGroups(ctx: Ctx, { id: planId, countyCode, today }: PlanHead) {
  const view = viewOf(ctx.actor.role)
  const where = { countyCode, planId }
  const [all, done] = [
    await ctx.db.villageSpecial.count({ where }),
    await ctx.db.villageSpecial.count({ where: { ...where, doneOn: { not: null } } }),
  ]
  const rows = view.health
    ? await ctx.db.villageSpecial.findMany({
        where,
        orderBy: [
          { doneOn: { sort: 'desc', nulls: 'first' } },
          { dueOn: { sort: 'asc', nulls: 'last' } },
          { householdId: 'asc' },
        ],
        take: MOST_LINES,
        include: { household: { select: { headName: true, groupName: true } } },
      })
    : []
  return {
    all,
    done,
    seesLines: view.health,
    lines: rows.map((row) => {
      const dueOn = row.dueOn && dayFrom(row.dueOn)
      const doneOn = row.doneOn && dayFrom(row.doneOn)
      return {
        householdId: row.householdId,
        head: maskName(row.household.headName, view.name),
        group: row.household.groupName,
        groups: row.groups as Group[],
        todo: row.todo,
        drawnOn: dayFrom(row.drawnOn),
        dueOn,
        doneOn,
        doneNote: row.doneNote,
        doneBy: row.doneByName,
        isLate: doneOn === null && dueOn !== null && dueOn < today,
        version: row.version,
      }
    }),
  }
}
