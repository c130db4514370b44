import type { CheckDay } from '@/lib/households/catalogue/consistency/rule'
import type { HouseholdFacts } from '@/lib/households/facts'
import { CONSISTENCY_PARAMETERS } from '@/lib/households/rules/consistency'
import type { ParameterCode, ParameterRow } from '@/lib/parameters/schema'
import { addDays, ageOn } from '@/lib/platform/days'

const AGE = /Age$/
const AGE_CODES = CONSISTENCY_PARAMETERS.filter((code) => AGE.test(code))
const LAST = '9999-12-31'

/** Ages at which some rule or the list of key fields changes its mind: every age among the policy values, and the year after it. */
function turningAges(on: CheckDay): number[] {
  const values = AGE_CODES.flatMap((code: ParameterCode) => on.value(code) ?? [])
  return [...new Set([16, ...values.flatMap((age) => [age, age + 1])])].sort((a, b) => a - b)
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** The day somebody completes an age; born on 29 February, on 1 March of a common year. */
export function birthday(birthDate: string, age: number): string {
  const year = Number(birthDate.slice(0, 4)) + age
  const monthDay = birthDate.slice(5)
  return `${year}-${monthDay === '02-29' && !isLeap(year) ? '03-01' : monthDay}`
}

function turnsOn(birthDate: string, today: string, ages: readonly number[]): string {
  if (birthDate > today) return birthDate
  const age = ageOn(birthDate, today)
  const next = ages.find((each) => each > age)
  return next === undefined ? LAST : birthday(birthDate, next)
}

/**
 * The first day after today on which a check of the household may come out differently without any write: a birthday that counts, a
 * pairing or membership that begins or ends, a new year or a new poverty year.
 */
export function householdStaleOn(facts: HouseholdFacts, on: CheckDay, dates: readonly (string | null)[]): string {
  const ages = turningAges(on)
  const days = [
    `${on.year + 1}-01-01`,
    `${on.year}-10-01`,
    ...facts.members.flatMap(({ birthDate, diedOn }) => [turnsOn(birthDate, on.today, ages), diedOn]),
    ...facts.helpers.map(({ to }) => to && addDays(to, 1)),
    ...dates,
  ]
  return earliestAfter(on.today, days)
}

/** The first of some days after `today`. */
export function earliestAfter(today: string, days: readonly (string | null)[]): string {
  return days.reduce<string>((first, day) => (day !== null && day > today && day < first ? day : first), LAST)
}

/** The first day after today on which another policy value begins to hold. */
export function parametersStaleOn(rows: readonly ParameterRow[], today: string): string {
  return earliestAfter(
    today,
    rows.flatMap(({ validFrom, validTo }) => [validFrom, validTo && addDays(validTo, 1)]),
  )
}
