import { addMonths, ageOn } from '@/lib/platform/days'

/** 小额信贷政策 (P-信贷) as it is in force for a region on a day; null where a value is not known. */
export type LoanPolicy = {
  limitYuan: number | null
  maxYears: number | null
  minAge: number | null
  maxAge: number | null
}
export type Terms = { amountFen: number; lentOn: string; dueOn: string; birthDate: string }
export type Fault = {
  code: 'loans.aboveLimit' | 'loans.tooLong' | 'loans.age'
  field: string
  params: Record<string, string>
}

const MONTHS = 12

/** The first limit of the policy that a loan would break, beside its field; null when it keeps them all. */
export function faultOf({ amountFen, lentOn, dueOn, birthDate }: Terms, policy: LoanPolicy): Fault | null {
  const { limitYuan, maxYears, minAge, maxAge } = policy
  if (limitYuan !== null && amountFen > limitYuan * 100)
    return { code: 'loans.aboveLimit', field: 'amount', params: { yuan: String(limitYuan) } }
  const last = maxYears === null ? null : addMonths(lentOn, maxYears * MONTHS)
  if (last !== null && dueOn > last) return { code: 'loans.tooLong', field: 'dueOn', params: { day: last } }
  const age = ageOn(birthDate, lentOn)
  if ((minAge !== null && age < minAge) || (maxAge !== null && age > maxAge))
    return {
      code: 'loans.age',
      field: 'personId',
      params: { age: String(age), least: String(minAge ?? 0), most: String(maxAge ?? age) },
    }
  return null
}

/**
 * The latest day to which a loan may be put off (展期): so many months after the day first agreed; where an epidemic rule covers that day, to
 * the rule's last day if that is later. Null when no value is known.
 */
export function latestDue(firstDueOn: string, months: number | null, epidemicUntil: string | null): string | null {
  const usual = months === null ? null : addMonths(firstDueOn, months)
  if (epidemicUntil === null) return usual
  return usual === null || epidemicUntil > usual ? epidemicUntil : usual
}
