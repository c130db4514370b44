/** What is known of a household when an event is planned. Days are 'YYYY-MM-DD'. */
export type SituationMember = {
  membershipId: string
  personId: string
  name: string
  relation: string
  since: string
  sex: 'M' | 'F'
  birthDate: string
  ethnicity: string | null
  hasIdNumber: boolean
}

export type SituationHelper = { id: string; name: string; userId: string | null; since: string }
export type SituationPromise = { id: string; content: string; by: string; dueOn: string; visitId: string }
export type OpenMatter = { id: string; no: string }

export type SituationHousehold = {
  countyCode: string
  id: string
  regionCode: string
  villageName: string
  householdNo: string
  headName: string
  householdType: string
  povertyStatus: string
  version: number
  isActive: boolean
  /** The first day on which somebody belonged to it. */
  firstOn: string
  nextVisitOn: string | null
  incomeYear: number | null
  hasBankAccount: boolean
  members: readonly SituationMember[]
  helpers: readonly SituationHelper[]
  promises: readonly SituationPromise[]
  clue: OpenMatter | null
  openCase: OpenMatter | null
}

export type Situation = { household: SituationHousehold; other: SituationHousehold | null; today: string }

/** Who heads a household now. */
export function headOf(household: SituationHousehold): SituationMember | undefined {
  return household.members.find((member) => member.relation === 'HEAD')
}
