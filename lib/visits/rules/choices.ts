import type { ShockKind } from '@/lib/monitoring/rules/choices'

/** Who was met; NOBODY stands alone. */
export const PEOPLE_MET = ['HEAD', 'SPOUSE', 'FAMILY', 'NEIGHBOUR', 'NOBODY'] as const
export type PersonMet = (typeof PEOPLE_MET)[number]

/** Recent shocks. `amounts`: which figures are asked. */
export const SHOCKS = [
  { kind: 'MEDICAL', amounts: 'totalAndSelfPaid' },
  { kind: 'JOB_LOST', amounts: 'none' },
  { kind: 'DISASTER', amounts: 'total' },
  { kind: 'ACCIDENT', amounts: 'totalAndSelfPaid' },
  { kind: 'DISABILITY_ILLNESS', amounts: 'none' },
  { kind: 'SCHOOLING', amounts: 'totalAndSelfPaid' },
  { kind: 'DEATH_OF_EARNER', amounts: 'none' },
  { kind: 'OTHER', amounts: 'total' },
] as const satisfies readonly { kind: ShockKind; amounts: string }[]

/** When to come again; ON means a day of one's own choice. */
export const NEXT_VISITS = ['1w', '2w', '1m', 'on'] as const
export type NextVisit = (typeof NEXT_VISITS)[number]

/** A phone may send a visit this many days late, no later. */
export const LATEST_SENDING_DAYS = 60

/** Periods, in days, that a list of visits can be narrowed to. */
export const PERIODS = [7, 30, 90] as const
