import type { Effect, LockedField } from '@/lib/events/schema'

/** One write of an applied event; what is written is what was shown. */
export type Change =
  | { do: 'PERSON'; personId: string }
  | {
      do: 'JOIN'
      membershipId: string
      householdId: string
      personId: string
      relation: string
      on: string
      cause: string
    }
  | { do: 'END'; membershipId: string; on: string; cause: string }
  | { do: 'RELATE'; membershipId: string; relation: string }
  | { do: 'DIED'; personId: string; on: string }
  | { do: 'FOUND'; householdId: string; from: string }
  | { do: 'LEAVE'; householdId: string; on: string; reason: string }
  | { do: 'HELPER_ENDS'; helperId: string; on: string; reason: string }
  | { do: 'HELPER_JOINS'; helperId: string; newId: string; householdId: string; on: string }
  | { do: 'PROMISE_GOES'; promiseId: string; householdId: string }
  | { do: 'CLUE_GOES'; clueId: string; householdId: string }
  | { do: 'CASE_GOES'; caseId: string; from: string; householdId: string }
  | { do: 'CORRECT'; personId: string; field: LockedField; value: string }

/** CHANGES: is written. STAYS: is told, so that nobody wonders. CLOSE: somebody must still decide it. */
export type Told = Effect & { group: 'CHANGES' | 'STAYS' | 'CLOSE' }

export type Plan = {
  changes: Change[]
  effects: Told[]
  /** Persons and households that may have no other open event. */
  subjects: string[]
  /** Households whose members change. */
  touched: string[]
}

export const told = (
  group: Told['group'],
  say: string,
  params: Effect['params'] = {},
  values: { before?: string; after?: string } = {},
): Told => ({ group, say, params, ...values })
