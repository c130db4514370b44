import 'server-only'
import { day, household, inOrder, rowOf } from '@/lib/exports/queries/household-row'
import type { SheetRow } from '@/lib/exports/schema'
import type { HouseholdView } from '@/lib/households/rules/views'
import monitoring from '@/lib/i18n/zh-CN/monitoring'
import zh from '@/lib/i18n/zh-CN/yearplans'
import type { Ctx } from '@/lib/platform/db'
import type { Group } from '@/lib/yearplans/schema/groups'

/**
 * Households of the special groups by the ids of their lines, as the page of their plan tells of them; which group a household is of and
 * what is done for it only for who asked for health and may.
 */
export async function readSpecialRows(
  ctx: Ctx,
  countyCode: string,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const keys = ids.map((id) => id.split('/')).map(([planId = '', householdId = '']) => ({ planId, householdId }))
  const rows = await ctx.db.villageSpecial.findMany({
    where: { countyCode, OR: keys },
    include: { household, plan: { select: { year: true } } },
  })
  const told = (text: string) => (view.health ? text || null : null)
  const lines = rows.map((row) => ({ ...row, id: `${row.planId}/${row.householdId}` }))
  return inOrder(ids, lines).map((row) =>
    rowOf(row.household, view, {
      planYear: row.plan.year,
      specialGroups: told(row.groups.map((group) => zh.groups.kinds[group as Group]).join(monitoring.listJoin)),
      specialTodo: told(row.todo),
      drawnOn: day(row.drawnOn),
      dueOn: day(row.dueOn),
      metOn: day(row.doneOn),
      metBy: row.doneByName || null,
      specialResult: told(row.doneNote),
    }),
  )
}
