import 'server-only'
import { day, household, inOrder, rowOf } from '@/lib/exports/queries/household-row'
import type { SheetRow } from '@/lib/exports/schema'
import { ledgerLabel } from '@/lib/households/catalogue/codes'
import type { HouseholdView } from '@/lib/households/rules/views'
import { fill } from '@/lib/i18n/fill'
import zh from '@/lib/i18n/zh-CN/monitoring'
import { inTellingOrder } from '@/lib/monitoring/catalogue'
import { familyOf, itemOf } from '@/lib/monitoring/rules/explain'
import type { RuleId } from '@/lib/monitoring/schema'
import type { Ctx } from '@/lib/platform/db'

/** What a rule of the screening says, for a file. */
export function ruleText(ruleId: RuleId): string {
  const item = itemOf(ruleId)
  return fill(zh.rules[familyOf(ruleId)], { item: item ? zh.items[item as keyof typeof zh.items] : '' })
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
