import 'server-only'
import type { Cell, SheetRow } from '@/lib/exports/schema'
import { maskName } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import zh from '@/lib/i18n/zh-CN/support'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Category, Form, FundSource } from '@/lib/support/schema'

const FEN = 100
const day = (date: Date | null): Cell => date && { day: dayFrom(date) }

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
      household: {
        select: {
          version: true,
          householdNo: true,
          headName: true,
          region: { select: { name: true, parent: { select: { name: true } } } },
        },
      },
    },
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const open = view.health
    return {
      householdId: row.householdId,
      personId: row.personId,
      regionCode: row.regionCode,
      householdVersion: row.household.version,
      personVersion: null,
      cells: {
        townshipName: row.household.region.parent?.name ?? null,
        villageName: row.household.region.name,
        householdNo: row.household.householdNo,
        headName: maskName(row.household.headName, view.name),
        memberName: row.person && maskName(row.person.name, view.name),
        measureCategory: zh.categories[row.type.category as Category],
        measureType: open ? row.type.nameZh : null,
        measureTitle: open ? row.title : null,
        measureScale: open ? row.scale || null : null,
        measureForm: zh.forms[row.form as Form],
        measureAmount: Number(row.amountFen) / FEN,
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
      },
    }
  })
}
