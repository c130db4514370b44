import 'server-only'
import { day, household, inOrder, rowOf, yuan } from '@/lib/exports/queries/household-row'
import { aboutNobody } from '@/lib/exports/queries/plain-row'
import type { SheetRow } from '@/lib/exports/schema'
import { maskName } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import zh from '@/lib/i18n/zh-CN/relief'
import type { Ctx } from '@/lib/platform/db'
import type { ListStatus } from '@/lib/relief/schema/funds'

/** Lists of the filial fund by their ids: sums of a village and half-year, nobody in person. */
export async function readFilialRows(ctx: Ctx, countyCode: string, ids: readonly string[]): Promise<SheetRow[]> {
  const rows = await ctx.db.filialList.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: { region: { select: { name: true, parent: { select: { name: true } } } } },
  })
  return inOrder(ids, rows).map((list) =>
    aboutNobody(list.regionCode, {
      listNo: list.listNo,
      townshipName: list.region.parent?.name ?? null,
      villageName: list.region.name,
      filialYear: list.year,
      filialHalf: list.half,
      status: zh.filial.statuses[list.status as ListStatus],
      contributionCount: list.contributions,
      contributedYuan: yuan(list.totalFen),
      bonusYuan: yuan(list.bonusFen),
      countyYuan: yuan(list.countyFen),
      townshipYuan: yuan(list.townshipFen),
      villageYuan: yuan(list.villageFen),
      donationYuan: yuan(list.donationFen),
      preparedOn: day(list.preparedOn),
      preparedBy: list.preparedByName,
      checkedOn: day(list.checkedOn),
      checkedBy: list.checkedByName,
      paidOn: day(list.paidOn),
      paidBy: list.paidByName,
    }),
  )
}

/** Contributions of children to their parents by their ids, each with the list that it stands in. */
export async function readContributionRows(
  ctx: Ctx,
  countyCode: string,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const rows = await ctx.db.filialContribution.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: {
      household,
      parent: { select: { id: true, name: true } },
      list: { select: { listNo: true, status: true } },
    },
  })
  return inOrder(ids, rows).map((each) => ({
    ...rowOf(each.household, view, {
      parentName: maskName(each.parent.name, view.name),
      childName: maskName(each.childName, view.name),
      contributedOn: day(each.paidOn),
      contributedYuan: yuan(each.amountFen),
      bonusYuan: yuan(each.bonusFen),
      filialYear: each.year,
      filialHalf: each.half,
      listNo: each.list?.listNo ?? null,
      status: each.list ? zh.filial.statuses[each.list.status as ListStatus] : zh.filial.waiting,
      collectedBy: each.collectedByName,
    }),
    personId: each.parent.id,
  }))
}
