import 'server-only'
import { createTranslator } from 'next-intl'
import type { SheetRow } from '@/lib/exports/schema'
import { figureTexts } from '@/lib/households/rules/consistency-words'
import { maskName } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import zh from '@/lib/i18n/zh-CN/quality'
import type { Ctx } from '@/lib/platform/db'
import { readIssues } from '@/lib/quality/queries/issues'
import { ruleOf } from '@/lib/quality/rules/clearing'

const say = createTranslator({ locale: 'zh-CN', messages: zh as never }) as unknown as (
  key: string,
  values?: Readonly<Record<string, string>>,
) => string

/** What does not fit, by the ids, as the list of quality tells of it: in Chinese like every file, health only for who asked and may. */
export async function readQualityRows(
  ctx: Ctx,
  countyCode: string,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  return (await readIssues(ctx, countyCode, ids, view)).map(({ issue, place }) => ({
    householdId: issue.householdId,
    personId: issue.personId,
    regionCode: place.regionCode,
    householdVersion: place.householdVersion ?? 0,
    personVersion: null,
    cells: {
      townshipName: place.townshipName,
      villageName: place.villageName,
      householdNo: place.householdNo,
      headName: place.headName === null ? null : maskName(place.headName, view.name),
      memberName: issue.personName,
      severity: zh.severities[issue.severity],
      ruleNo: issue.ruleId.slice(1),
      ruleName: ruleOf(issue.ruleId) ? say(`rules.${issue.ruleId}.name`) : issue.ruleId,
      says: issue.isWithheld ? zh.withheld : say(`rules.${issue.ruleId}.says`, figureTexts(issue.figures)),
      foundOn: { day: issue.foundOn },
      explanation: issue.explanation?.reason || null,
      explainedBy: issue.explanation?.by ?? null,
      explainedUntil: issue.explanation && { day: issue.explanation.until },
    },
  }))
}
