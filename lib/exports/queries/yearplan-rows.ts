import 'server-only'
import { inOrder } from '@/lib/exports/queries/household-row'
import type { List } from '@/lib/exports/queries/lists'
import { aboutNobody, dayCell } from '@/lib/exports/queries/plain-row'
import type { Cell, SheetRow } from '@/lib/exports/schema'
import { MAX_ROWS } from '@/lib/exports/schema'
import zh from '@/lib/i18n/zh-CN/yearplans'
import type { Ctx } from '@/lib/platform/db'
import { getLabourRows, getSupplyRows, getTaskRows } from '@/lib/yearplans/queries/ledgers'
import { rankAll, readYear } from '@/lib/yearplans/queries/list'

type VillageLine = Awaited<ReturnType<typeof rankAll>>[number]
type Village = { code: string; name: string; above: string | null }

const askedYear = (list: List) => readYear(new URLSearchParams(list.query).get('year') ?? undefined)

const rowOf = ({ code, name, above }: Village, cells: Record<string, Cell>): SheetRow =>
  aboutNobody(code, { regionCode: code, townshipName: above, villageName: name, ...cells })

function planStanding({ planId, crossed, behind, tasks, done }: VillageLine): string {
  if (planId === null) return zh.list.noPlan
  if (crossed > 0) return zh.standings.crossed
  if (behind > 0) return zh.standings.behind
  return done === tasks ? zh.standings.held : zh.standings.doing
}

/** Villages by their codes and how their year stands, as their list tells of them. */
export async function readVillagePlanRows(ctx: Ctx, list: List, codes: readonly string[]): Promise<SheetRow[]> {
  const year = askedYear(list)
  const lines = await rankAll(ctx, { region: list.regionCode, year }, MAX_ROWS)
  const wanted = new Set(codes)
  return lines
    .filter(({ code }) => wanted.has(code))
    .map((line) =>
      rowOf(line, {
        planYear: year ?? Number(ctx.today.slice(0, 4)),
        secretary: line.secretary,
        planStanding: planStanding(line),
        tasksTotal: line.planId && line.tasks,
        tasksDone: line.planId && line.done,
        tasksCrossed: line.planId && line.crossed,
        tasksBehind: line.planId && line.behind,
        lastProgressOn: dayCell(line.lastOn),
      }),
    )
}

/** Tasks by their ids, as the page of their plan tells of them. */
export async function readYearTaskRows(ctx: Ctx, list: List, ids: readonly string[]): Promise<SheetRow[]> {
  return inOrder(ids, await getTaskRows(ctx, list.regionCode, list.countyCode, ids)).map((row) =>
    rowOf(row.village, {
      planYear: row.year,
      secretary: row.secretary,
      taskNo: row.no,
      taskName: row.name,
      responsiblePerson: row.owner || null,
      taskTarget: row.target || null,
      startsOn: dayCell(row.startsOn),
      finishBy: dayCell(row.endsOn),
      progress: row.percent,
      planStanding: zh.standings[row.standing],
      lastProgressOn: dayCell(row.lastOn),
    }),
  )
}

/** Labour export of villages by their codes, as reported and as counted. */
export async function readLabourRows(ctx: Ctx, list: List, codes: readonly string[]): Promise<SheetRow[]> {
  const rows = await getLabourRows(ctx, askedYear(list), list.countyCode, codes)
  const order = new Map(codes.map((code, at) => [code, at]))
  const at = (code: string) => order.get(code) ?? codes.length
  return rows
    .sort((a, b) => at(a.village.code) - at(b.village.code))
    .map(({ village, year, reported, counted, countedOn, difference }) =>
      rowOf(village, {
        planYear: year,
        labourOn: dayCell(reported?.asOf ?? null),
        labourTotal: reported?.total ?? null,
        labourOutside: reported?.outside ?? null,
        labourProvince: reported?.province ?? null,
        labourCounty: reported?.county ?? null,
        labourCombined: reported?.combined ?? null,
        source: reported?.source ?? null,
        reportedBy: reported?.recordedByName ?? null,
        countedOn: dayCell(counted ? countedOn : null),
        countedTotal: counted?.total ?? null,
        countedOutside: counted?.outside ?? null,
        countedProvince: counted?.province ?? null,
        countedCounty: counted?.county ?? null,
        countedElsewhere: counted?.elsewhere ?? null,
        labourApart: difference?.total ?? null,
        labourApartOutside: difference?.outside ?? null,
        labourApartWithin: difference?.within ?? null,
      }),
    )
}

/** Supplies by their ids, as the page of their plan tells of them. */
export async function readSupplyRows(ctx: Ctx, countyCode: string, ids: readonly string[]): Promise<SheetRow[]> {
  return inOrder(ids, await getSupplyRows(ctx, countyCode, ids)).map((row) =>
    rowOf(row.village, {
      planYear: row.year,
      supplyItem: zh.supplies.items[row.item],
      supplyName: row.name || null,
      workUnit: row.unit,
      supplyNeed: row.need,
      supplyStock: row.stock,
      supplyGap: row.gap,
      supplier: row.supplier || null,
      supplyOn: dayCell(row.asOf),
      reportedBy: row.by,
    }),
  )
}
