import { type Change, type Told, told } from '@/lib/events/rules/change'
import type { SituationHousehold } from '@/lib/events/rules/situation'
import type { EventDetails } from '@/lib/events/schema'

/**
 * What becomes of what hangs on a household. STAY: the household goes on. END: it is no more. SPLIT: some leave it and found another.
 * JOIN: it is taken into another. MOVE: it goes to another village as a whole.
 */
export type Fate = 'STAY' | 'END' | 'SPLIT' | 'JOIN' | 'MOVE'

export type Moment = {
  fate: Fate
  /** The household whose matters are decided. */
  household: SituationHousehold
  /** Where things may go: the new household of a split, the one that takes in. */
  to: { id: string; household: SituationHousehold | null } | null
  on: string
  choices: Pick<EventDetails, 'clue' | 'monitoring' | 'helpers'>
  nextId: () => string
}

/** One kind of thing that hangs on a household, and the one place that says what becomes of it. */
export type Consequence = { id: string; of(moment: Moment): { changes: Change[]; effects: Told[] } }

const nothing = { changes: [], effects: [] }

const helpers: Consequence = {
  id: 'helpers',
  of({ fate, household, to, on, choices, nextId }) {
    const changes: Change[] = []
    const effects: Told[] = []
    for (const { id, name, userId } of household.helpers) {
      const isKnownThere =
        to?.household?.helpers.some((each) => each.userId !== null && each.userId === userId) ?? false
      const follows =
        choices.helpers === 'FOLLOW' && to !== null && !isKnownThere && (fate === 'SPLIT' || fate === 'JOIN')
      const ends = fate === 'END' || fate === 'JOIN' || (fate === 'MOVE' && choices.helpers === 'END')
      if (follows && to) changes.push({ do: 'HELPER_JOINS', helperId: id, newId: nextId(), householdId: to.id, on })
      if (ends && fate !== 'MOVE')
        changes.push({ do: 'HELPER_ENDS', helperId: id, on, reason: fate === 'JOIN' ? 'MERGED' : 'GONE' })
      if (follows) effects.push(told('CHANGES', fate === 'SPLIT' ? 'helperAlso' : 'helperFollows', { name }))
      else if (ends) effects.push(told('CHANGES', 'helperEnds', { name }))
      else if (fate !== 'STAY') effects.push(told('STAYS', 'helperStays', { name }))
    }
    return { changes, effects }
  },
}

const promises: Consequence = {
  id: 'promises',
  of({ fate, household, to }) {
    const each = household.promises.map(({ id, content, by, dueOn }) => ({
      id,
      params: { content, name: by, day: dueOn },
    }))
    if (fate === 'STAY') return nothing
    if (fate === 'JOIN' && to) {
      return {
        changes: each.map(({ id }): Change => ({ do: 'PROMISE_GOES', promiseId: id, householdId: to.id })),
        effects: each.map(({ params }) => told('CHANGES', 'promiseFollows', params)),
      }
    }
    return {
      changes: [],
      effects: each.map(({ params }) => told(fate === 'END' ? 'CLOSE' : 'STAYS', 'promiseStays', params)),
    }
  },
}

const clue: Consequence = {
  id: 'clue',
  of({ fate, household, to, choices }) {
    const { clue: open } = household
    if (!open || fate === 'STAY') return nothing
    const params = { no: open.no }
    if (choices.clue === 'FOLLOW' && to && !to.household?.clue) {
      return {
        changes: [{ do: 'CLUE_GOES', clueId: open.id, householdId: to.id }],
        effects: [told('CHANGES', 'clueFollows', params)],
      }
    }
    return { changes: [], effects: [told(fate === 'END' || fate === 'JOIN' ? 'CLOSE' : 'STAYS', 'clueStays', params)] }
  },
}

const monitoring: Consequence = {
  id: 'monitoring',
  of({ fate, household, to, choices }) {
    const { openCase: open } = household
    if (!open || fate === 'STAY') return nothing
    const params = { no: open.no }
    if (choices.monitoring === 'FOLLOW' && to && !to.household?.openCase) {
      return {
        changes: [{ do: 'CASE_GOES', caseId: open.id, from: household.id, householdId: to.id }],
        effects: [told('CHANGES', 'caseFollows', params)],
      }
    }
    return { changes: [], effects: [told(fate === 'END' || fate === 'JOIN' ? 'CLOSE' : 'STAYS', 'caseStays', params)] }
  },
}

const money: Consequence = {
  id: 'money',
  of({ fate, household }) {
    if (fate === 'STAY' || fate === 'MOVE') return nothing
    const effects: Told[] = []
    if (household.incomeYear !== null)
      effects.push(told('STAYS', 'incomeStays', { year: String(household.incomeYear) }))
    if (household.hasBankAccount) effects.push(told('STAYS', 'bankStays'))
    return { changes: [], effects }
  },
}

const nextVisit: Consequence = {
  id: 'nextVisit',
  of({ fate, household }) {
    if (!household.nextVisitOn || fate === 'STAY' || fate === 'END' || fate === 'JOIN') return nothing
    return { changes: [], effects: [told('STAYS', 'nextVisitStays', { day: household.nextVisitOn })] }
  },
}

/** Everything that hangs on a household. Whatever comes to hang on it later adds its line here. */
export const CONSEQUENCES: readonly Consequence[] = [helpers, promises, clue, monitoring, money, nextVisit]

/** What becomes of all that hangs on a household. */
export function consequencesOf(moment: Moment): { changes: Change[]; effects: Told[] } {
  const all = CONSEQUENCES.map((consequence) => consequence.of(moment))
  return { changes: all.flatMap(({ changes }) => changes), effects: all.flatMap(({ effects }) => effects) }
}
