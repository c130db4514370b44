import type { HouseholdFacts, MemberFacts } from '@/lib/households/facts'
import type { Severity } from '@/lib/households/schema'
import { resolveParameter, warningLine } from '@/lib/parameters/rules'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'
import type { BeyondFacts, VillageFacts } from './beyond'

export type Scope = 'PERSON' | 'HOUSEHOLD' | 'VILLAGE'

/** Where a rule comes from: national data checks of 2015–17, 2021 and 2023, the data cleaning of 2017, the register's form, the standard for drinking water, or this product. */
export const SOURCES = [
  'checks2015',
  'cleaning2017',
  'checks2021',
  'checks2023',
  'registerForm',
  'waterStandard',
  'ours',
] as const
export type Source = (typeof SOURCES)[number]

/** Who sets it right: the village by mending the record, the township by looking into it, the county by deciding. */
export type ClearedBy = 'VILLAGE' | 'TOWNSHIP' | 'COUNTY'

/** Numbers, days and codes that a rule's sentence names; `case` tells which of its sentences. Never a number of a card, a phone or a name. */
export type Figures = Readonly<Record<string, number | string>>

/** Figures that move with the calendar only: a change in them does not reopen what was explained. */
export const MOVING_FIGURES = ['age'] as const

/** One thing that does not fit. Without `personId` it is said of the household (or of the village). */
export type Hit = { personId?: string; figures: Figures }

/** The day a check is made on, and the policy values in force there and then. */
export type CheckDay = {
  today: string
  year: number
  regionCode: string
  /** The value in force for the region, today or on another day; null when none is known, and then the rule does not decide. */
  value(code: ParameterCode, day?: string): number | null
  /** The warning line or the monitoring line of the day, whichever is higher, in yuan; null when neither is known. */
  lineYuan(): number | null
}

type RuleBase = {
  id: string
  no: number
  severity: Severity
  /** The fields it speaks of, as the register names them. */
  fields: readonly string[]
  source: readonly Source[]
  /** Days between which it applies, both included. */
  appliesFrom?: string
  appliesTo?: string
  parameters?: readonly ParameterCode[]
  clearedBy: ClearedBy
}

export type HouseholdRule = RuleBase & {
  scope: 'PERSON' | 'HOUSEHOLD'
  /** What it reads beside the household itself; where that is not known it does not decide. */
  needs?: 'BEYOND'
  check(facts: HouseholdFacts, on: CheckDay, beyond: BeyondFacts | null): Hit[]
}

export type VillageRule = RuleBase & {
  scope: 'VILLAGE'
  check(village: VillageFacts, on: CheckDay): Hit[]
}

/** A check of every member by itself: the figures of what does not fit, or null. */
export function perMember(
  check: (member: MemberFacts, on: CheckDay, facts: HouseholdFacts) => Figures | null,
): HouseholdRule['check'] {
  return (facts, on) =>
    facts.members.flatMap((member) => {
      const figures = check(member, on, facts)
      return figures ? [{ personId: member.id, figures }] : []
    })
}

/** A check of the household as a whole. */
export function once(
  check: (facts: HouseholdFacts, on: CheckDay, beyond: BeyondFacts | null) => Figures | null,
): HouseholdRule['check'] {
  return (facts, on, beyond) => {
    const figures = check(facts, on, beyond)
    return figures ? [{ figures }] : []
  }
}

const DAYS = new WeakMap<readonly ParameterRow[], Map<string, CheckDay>>()

/** The policy values of a region on a day; each is looked up once, also by the next household of the region. */
export function checkDay(today: string, rows: readonly ParameterRow[], regionCode: string): CheckDay {
  const days = DAYS.get(rows) ?? new Map<string, CheckDay>()
  DAYS.set(rows, days)
  const key = `${regionCode} ${today}`
  const day = days.get(key) ?? newCheckDay(today, rows, regionCode)
  days.set(key, day)
  return day
}

function newCheckDay(today: string, rows: readonly ParameterRow[], regionCode: string): CheckDay {
  const known = new Map<string, number | null>()
  const remember = (key: string, find: () => number | null) => {
    const value = known.get(key)
    if (value !== undefined) return value
    const found = find()
    known.set(key, found)
    return found
  }
  const value = (code: ParameterCode, day = today) =>
    remember(`${code} ${day}`, () => resolveParameter(rows, code, regionCode, day)?.value ?? null)
  const lineYuan = () =>
    remember('line', () => {
      const lines = [warningLine(rows, regionCode, today)?.yuan ?? null, value('monitoringLine')].filter(
        (yuan) => yuan !== null,
      )
      return lines.length > 0 ? Math.max(...lines) : null
    })
  return { today, year: Number(today.slice(0, 4)), regionCode, value, lineYuan }
}

/** Whether a number is at or beyond a bound; an unknown bound decides nothing. */
export const below = (value: number | null, bound: number | null): boolean =>
  value !== null && bound !== null && value < bound
export const above = (value: number | null, bound: number | null): boolean =>
  value !== null && bound !== null && value > bound
