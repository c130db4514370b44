import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/actor'
import type { BuiltHousehold } from '../builders'
import type { Deed, OracleRole } from '../oracle'

/** Ids of what a trial may prepare; `subjectId` is for whatever has no name of its own here. */
const ids = () => ({
  clueId: randomUUID() as string,
  batchId: randomUUID() as string,
  evidenceId: randomUUID() as string,
  subjectId: randomUUID() as string,
})

type Others = { opener: Actor; another: Actor }

/** Where a trial takes place: a household, two others who did things there before (village and county), and ids. */
export type Setting = { household: BuiltHousehold } & Others & ReturnType<typeof ids>

export const aSetting = (household: BuiltHousehold, others: Others): Setting => ({ household, ...others, ...ids() })

/** One deed in one state, tried by every role in every place. */
export type Trial = {
  deed: Deed
  state: string
  expected: 'done' | 'rule' | 'conflict'
  /** Where a rule looks at who asks: those for whom it is done; the others meet the rule. */
  doneFor?: readonly OracleRole[]
  /** The actor has just proven again that it is he. */
  fresh?: true
  prepare?: (at: Setting) => Promise<unknown>
  input: (at: Setting) => unknown
  /** Where the row stands that the deed is about, if not in the household's village. */
  region?: string
  /** The answer beyond the scope, if not "not found". */
  beyond?: string
}
