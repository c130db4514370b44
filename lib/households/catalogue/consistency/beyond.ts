/** An earlier year's values of a member, as far as a rule compares them. */
export type EarlierYear = { year: number; schooling: string | null }

export type MeasureAfter = { personId: string; left: string; on: string }

/**
 * What a rule must know that the household's own record does not say. A form or an import that does not know it passes null, and the
 * rules that need it do not decide.
 */
export type BeyondFacts = {
  /** By member: how many others of the county hold the same ID number or disability card. */
  sameNumber: Readonly<Record<string, number>>
  /** Digits of the recorded phone, and whether it reads as a mobile or a landline with its area code. */
  phone: { digits: number; isNumber: boolean } | null
  /** Households of the county with the recorded phone, this one included. */
  samePhoneHouseholds: number
  /** By pairing: households of the county that the helper has today, this one included. */
  helperHouseholds: Readonly<Record<string, number>>
  /** Pairings whose helper, by name and phone, is a member of a registered poor household. */
  poorHelpers: readonly string[]
  /** By member, newest first: the years before the present values. */
  earlierYears: Readonly<Record<string, readonly EarlierYear[]>>
  /** Persons who belonged to the household on a day of the poverty year of its newest income. */
  membersInIncomeYear: number | null
  /** By person: the first measure given for somebody after he died or left the household, and the day he did. */
  measuresAfter: readonly MeasureAfter[]
  /** An open clue, or a monitoring case whose risk is not removed. */
  hasOpenClue: boolean
  hasOpenCase: boolean
  /** Risks of the open case. */
  risks: readonly string[]
  /** Guarantees whose newest check on site failed. */
  failedGuarantees: readonly string[]
  /** The day the county identified it as monitored; the newest visit; the day its income was last changed after it was first written. */
  countyDecidedOn: string | null
  lastVisitedOn: string | null
  incomeChangedOn: string | null
  isRelocated: boolean | null
}

/** Newest two incomes per head of a household of the village, in fen. */
export type VillageIncome = {
  householdId: string
  povertyStatus: string
  year: number
  perCapitaFen: number
  previousFen: number | null
}

export type VillageFacts = { regionCode: string; incomes: readonly VillageIncome[] }
