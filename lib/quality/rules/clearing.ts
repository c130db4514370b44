import { ALL_RULES } from '@/lib/households/catalogue/consistency/all'
import type { ClearedBy } from '@/lib/households/catalogue/consistency/rule'
import type { Severity } from '@/lib/households/schema'
import type { Role } from '@/lib/platform/actor'
import { addDays, nextMonth } from '@/lib/platform/days'

const CLEARERS: Record<ClearedBy, readonly Role[]> = {
  VILLAGE: ['FIRST_SECRETARY', 'VILLAGE_CADRE', 'TOWNSHIP', 'COUNTY_OFFICE'],
  TOWNSHIP: ['TOWNSHIP', 'COUNTY_OFFICE'],
  COUNTY: ['COUNTY_OFFICE'],
}

const RULES = new Map(ALL_RULES.map((rule) => [rule.id, rule]))

export const ruleOf = (id: string) => RULES.get(id) ?? null

/** Whether a role clears what a rule finds: explains it, or withdraws an explanation. A rule that is no more is cleared by nobody. */
export function mayClear(role: Role, ruleId: string): boolean {
  const rule = RULES.get(ruleId)
  return rule !== undefined && CLEARERS[rule.clearedBy].includes(role)
}

/** An error is mended, never explained away. */
export const mayBeExplained = (severity: Severity) => severity !== 'E'

/** The last day an explanation given on a day may hold, after so many months. */
export function latestUntil(today: string, months: number): string {
  let day = today
  for (let month = 0; month < months; month++) day = nextMonth(day)
  return day
}

/** How long an explanation is offered for at first: three months, or the most that is allowed. */
export function usualUntil(today: string, latest: string): string {
  const usual = addDays(today, 90)
  return usual < latest ? usual : latest
}

/** Rules about health, disability and welfare of a person: told in full to those who may read about health. */
const HEALTH_FIELDS = ['health', 'disabilityCardNo', 'labour', 'destitute', 'subsistence', 'mainCause']
export function tellsHealth(ruleId: string): boolean {
  return RULES.get(ruleId)?.fields.some((field) => HEALTH_FIELDS.includes(field)) ?? true
}

/** Households without anything unexplained, of all, per cent rounded down: the score of a village. Null without households. */
export function scoreOf({ households, flawed }: { households: number; flawed: number }): number | null {
  return households === 0 ? null : Math.floor(((households - flawed) * 100) / households)
}
