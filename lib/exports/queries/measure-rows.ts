import 'server-only'
import { day, household, inOrder, rowOf, yuan } from '@/lib/exports/queries/household-row'
import type { SheetRow } from '@/lib/exports/schema'
import { maskName } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import zh from '@/lib/i18n/zh-CN/support'
import type { Ctx } from '@/lib/platform/db'
import type { Category, Form, FundSource } from '@/lib/support/schema'

/** Measures by their ids, as their list tells of them; what they are called and brought only for who asked for health and may. */
export async function readMeasureRows(
  ctx: Ctx,
  countyCode: string,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const rows = await ctx.db.supportMeasure.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: {
      type: { select: { category: true, nameZh: true } },
      person: { select: { name: true } },
      household,
    },
  })
  const open = view.health
  return inOrder(ids, rows).map((row) => ({
    ...rowOf(row.household, view, {
      memberName: row.person && maskName(row.person.name, view.name),
      measureCategory: zh.categories[row.type.category as Category],
      measureType: open ? row.type.nameZh : null,
      measureTitle: open ? row.title : null,
      measureScale: open ? row.scale || null : null,
      measureForm: zh.forms[row.form as Form],
      measureAmount: yuan(row.amountFen),
      fundSource: row.fundSource && zh.sources[row.fundSource as FundSource],
      responsibleUnit: row.unit,
      responsiblePerson: row.responsible,
      plannedOn: day(row.plannedOn),
      finishBy: day(row.finishBy),
      startedOn: day(row.startedOn),
      deliveredOn: day(row.deliveredOn),
      measureEffect: open ? row.effect || null : null,
      status: zh.statuses[row.status],
      confirmedOn: day(row.confirmedOn),
      signer: row.signer && maskName(row.signer, view.name),
    }),
    personId: row.personId,
  }))
}
