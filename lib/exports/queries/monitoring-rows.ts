import 'server-only'
import type { Cell, SheetRow } from '@/lib/exports/schema'
import { ledgerLabel } from '@/lib/households/catalogue/codes'
import { maskName } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import { fill } from '@/lib/i18n/fill'
import zh from '@/lib/i18n/zh-CN/monitoring'
import { inTellingOrder } from '@/lib/monitoring/catalogue'
import { familyOf, itemOf } from '@/lib/monitoring/rules/explain'
import type { RuleId } from '@/lib/monitoring/schema'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'

const FEN = 100

/** What a row of a list tells of its household. */
export const household = {
  select: {
    id: true,
    version: true,
    regionCode: true,
    householdNo: true,
    headName: true,
    memberCount: true,
    perCapitaIncomeFen: true,
    lastVisitedOn: true,
    region: { select: { name: true, parent: { select: { name: true } } } },
  },
} as const

type ReadHousehold = {
  id: string
  version: number
  regionCode: string
  householdNo: string
  headName: string
  memberCount: number
  perCapitaIncomeFen: bigint | null
  lastVisitedOn: Date | null
  region: { name: string; parent: { name: string } | null }
}

export const day = (date: Date | null): Cell => date && { day: dayFrom(date) }

export function rowOf(of: ReadHousehold, view: HouseholdView, cells: Record<string, Cell>): SheetRow {
  return {
    householdId: of.id,
    personId: null,
    regionCode: of.regionCode,
    householdVersion: of.version,
    personVersion: null,
    cells: {
      townshipName: of.region.parent?.name ?? null,
      villageName: of.region.name,
      householdNo: of.householdNo,
      headName: maskName(of.headName, view.name),
      householdSize: of.memberCount,
      incomePerCapita: of.perCapitaIncomeFen === null ? null : Number(of.perCapitaIncomeFen) / FEN,
      lastVisitedOn: day(of.lastVisitedOn),
      ...cells,
    },
  }
}

function ruleText(ruleId: RuleId): string {
  const item = itemOf(ruleId)
  return fill(zh.rules[familyOf(ruleId)], { item: item ? zh.items[item as keyof typeof zh.items] : '' })
}

export function inOrder<R extends { id: string }>(ids: readonly string[], rows: readonly R[]): R[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Clues by their ids, as their list tells of them. */
export async function readClueRows(
  ctx: Ctx,
  countyCode: string,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const rows = await ctx.db.clue.findMany({
    where: { countyCode, id: { in: [...ids] } },
    select: {
      id: true,
      clueNo: true,
      source: true,
      status: true,
      summary: true,
      openedOn: true,
      verifyBy: true,
      identifyBy: true,
      decidedOn: true,
      decidedByName: true,
      signals: { select: { ruleId: true } },
      household,
    },
  })
  return inOrder(ids, rows).map((clue) => {
    const rules = inTellingOrder([...new Set(clue.signals.map(({ ruleId }) => ruleId as RuleId))], (ruleId) => ruleId)
    return rowOf(clue.household, view, {
      clueNo: clue.clueNo,
      why: rules.map(ruleText).join(zh.listJoin) || null,
      summary: view.health ? clue.summary : null,
      source: zh.sources[clue.source],
      status: zh.clueStatus[clue.status],
      openedOn: day(clue.openedOn),
      verifyBy: day(clue.verifyBy),
      identifyBy: day(clue.identifyBy),
      decidedOn: day(clue.decidedOn),
      decidedByName: clue.decidedByName,
    })
  })
}

/** Monitoring cases by their ids, as their list tells of them. */
export async function readCaseRows(
  ctx: Ctx,
  countyCode: string,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const rows = await ctx.db.monitoringCase.findMany({
    where: { countyCode, id: { in: [...ids] } },
    select: {
      id: true,
      caseNo: true,
      monitoredType: true,
      risks: true,
      channel: true,
      status: true,
      identifiedOn: true,
      planBy: true,
      removedOn: true,
      household,
    },
  })
  return inOrder(ids, rows).map((each) =>
    rowOf(each.household, view, {
      caseNo: each.caseNo,
      monitoredType: ledgerLabel('monitoredType', each.monitoredType),
      riskTypes: each.risks.map((risk) => ledgerLabel('riskTypes', risk)).join(zh.listJoin),
      channel: zh.sources[each.channel],
      status: zh.caseStatus[each.status],
      identifiedOn: day(each.identifiedOn),
      planBy: day(each.planBy),
      removedOn: day(each.removedOn),
    }),
  )
}
