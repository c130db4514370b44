import 'server-only'
import { listAcross } from '@/lib/duplicates/queries/list'
import { household, inOrder, rowOf } from '@/lib/exports/queries/household-row'
import type { List } from '@/lib/exports/queries/lists'
import { bulkKey } from '@/lib/exports/queries/narrowed-lists'
import { aboutNobody, dayCell } from '@/lib/exports/queries/plain-row'
import type { SheetRow } from '@/lib/exports/schema'
import { getFindingAlerts } from '@/lib/findings/queries/alerts'
import type { HouseholdView } from '@/lib/households/rules/views'
import { permille } from '@/lib/i18n/format'
import zhDuplicates from '@/lib/i18n/zh-CN/duplicates'
import zh from '@/lib/i18n/zh-CN/monitoring'
import type { GuaranteeItem } from '@/lib/monitoring/rules/choices'
import type { Ctx } from '@/lib/platform/db'

const PAIR_DIGITS = 8
const TENTHS = 10

/** Closed lines whose household fails again, by the ids of the lines, as the page of false closings tells of them. */
export async function readDoubtfulRows(
  ctx: Ctx,
  { countyCode, regionCode }: List,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const lines = inOrder(ids, (await getFindingAlerts(ctx, regionCode)).doubtful)
  const found = await ctx.db.household.findMany({
    where: { countyCode, id: { in: lines.map(({ householdId }) => householdId) } },
    ...household,
  })
  const by = new Map(found.map((each) => [each.id, each]))
  return lines.flatMap((line) => {
    const own = by.get(line.householdId)
    return own
      ? rowOf(own, view, {
          findingNo: line.findingNo,
          finding: line.title,
          failingItems: line.failing.map((item) => zh.items[item as GuaranteeItem]).join(zh.listJoin),
          failedOn: dayCell(line.failedOn),
          closedOn: dayCell(line.closedOn),
        })
      : []
  })
}

/** Days on which somebody closed many lines at once, as the page tells of them. */
export async function readBulkRows(ctx: Ctx, { regionCode }: List, keys: readonly string[]): Promise<SheetRow[]> {
  const { bulk } = await getFindingAlerts(ctx, regionCode)
  return inOrder(
    keys,
    bulk.map((each) => ({ ...each, id: bulkKey(each) })),
  ).map((each) =>
    aboutNobody(regionCode, {
      closedBy: each.name,
      closedUnit: each.unit,
      closedOn: dayCell(each.day),
      closedLines: each.lines,
    }),
  )
}

/** Responsible units with their lines, as the page tells of them. */
export async function readUnitScoreRows(ctx: Ctx, { regionCode }: List, keys: readonly string[]): Promise<SheetRow[]> {
  const { units } = await getFindingAlerts(ctx, regionCode)
  return inOrder(
    keys,
    units.map((each) => ({ ...each, id: each.unit })),
  ).map((each) => {
    const share = permille(each.reopened, each.closed)
    return aboutNobody(regionCode, {
      responsibleUnit: each.unit,
      overdueLines: each.overdue,
      openLines: each.open,
      everClosedLines: each.closed,
      reopenedLines: each.reopened,
      reopenedShare: share === null ? null : share / TENTHS,
    })
  })
}

/** Pairs across counties by their ids, as the list of their common superior tells of them: no more than the two counties and a name. */
export async function readAcrossRows(ctx: Ctx, { regionCode }: List, ids: readonly string[]): Promise<SheetRow[]> {
  return inOrder(ids, await listAcross(ctx)).map((pair) =>
    aboutNobody(regionCode, {
      pairNo: pair.id.slice(0, PAIR_DIGITS),
      firstCounty: pair.leftCounty,
      secondCounty: pair.rightCounty,
      memberName: pair.name,
      status: zhDuplicates.statuses[pair.status],
      foundOn: dayCell(pair.foundAt.slice(0, 10)),
      decidedByName: pair.decidedByName,
    }),
  )
}
