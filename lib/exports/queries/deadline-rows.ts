import 'server-only'
import { dayCell } from '@/lib/exports/queries/plain-row'
import type { SheetRow } from '@/lib/exports/schema'
import { maskName } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import { fill } from '@/lib/i18n/fill'
import zh from '@/lib/i18n/zh-CN/deadlines'
import { daysBetween } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { readDeadlines } from '@/lib/worklist/queries/deadlines'

/** Deadlines by their ids, as their list tells of them. */
export async function readDeadlineRows(ctx: Ctx, ids: readonly string[], view: HouseholdView): Promise<SheetRow[]> {
  return (await readDeadlines(ctx, ids)).map((row) => ({
    householdId: row.householdId,
    personId: null,
    regionCode: row.regionCode,
    householdVersion: row.householdVersion ?? 0,
    personVersion: null,
    cells: {
      townshipName: row.township || null,
      villageName: row.village,
      householdNo: row.householdNo,
      headName: maskName(row.name, view.name),
      deadlineKind: zh.kinds[row.kind],
      status: zh.tabs[row.metOn === null ? row.colour : 'LATE'],
      clockFrom: { day: row.startsOn },
      clock: fill(zh.file[row.clock], { n: row.days }),
      dueOn: { day: row.dueOn },
      daysOver: Math.max(0, daysBetween(row.dueOn, row.metOn ?? ctx.today)) || null,
      deadlineLevel: zh.levels[row.level],
      raisedTo: row.metOn === null && row.raisedTo !== row.level ? zh.levels[row.raisedTo] : null,
      answers: row.answers.join(zh.listJoin) || null,
      metOn: dayCell(row.metOn),
      metBy: row.metBy,
      lateReason: row.lateReason,
    },
  }))
}
