import { consequencesOf } from '@/lib/events/catalogue'
import { type Change, type Told, told } from '@/lib/events/rules/change'
import { relationUnder } from '@/lib/events/rules/relations'
import { headOf, type Situation, type SituationHousehold, type SituationMember } from '@/lib/events/rules/situation'
import type { EventDetails } from '@/lib/events/schema'
import { DomainError } from '@/lib/platform/errors'

/** What the parts of a plan share and add to. */
export type Context = {
  situation: Situation
  details: EventDetails
  household: SituationHousehold
  on: string
  nextId: () => string
  changes: Change[]
  effects: Told[]
}

/** Nobody leaves or changes before he came. */
export function since(member: SituationMember, on: string, field = 'effectiveOn'): void {
  if (member.since > on)
    throw new DomainError('events.beforeMembership', { name: member.name, day: member.since }, field)
}

/** A present member of the household. Errors: DomainError `events.personNeeded`. */
export function member({ household }: Context, id: string | undefined, field: string): SituationMember {
  const found = household.members.find(({ personId }) => personId === id)
  if (!found) throw new DomainError('events.personNeeded', {}, field)
  return found
}

/** Tells how many belong to it before and after. */
export function sizes({ effects }: Context, before: number, after: number): void {
  if (before !== after)
    effects.push(told('CHANGES', 'sizeBecomes', {}, { before: String(before), after: String(after) }))
}

/** A member's relation from a day on; what it was before stays known. */
export function relate(
  context: Context,
  person: SituationMember,
  relation: string,
  household: string,
): SituationMember {
  const { changes, effects, on, nextId } = context
  if (person.relation === relation) return person
  if (person.since >= on) changes.push({ do: 'RELATE', membershipId: person.membershipId, relation })
  else {
    const membershipId = nextId()
    changes.push({ do: 'END', membershipId: person.membershipId, on, cause: 'HEAD_CHANGE' })
    changes.push({
      do: 'JOIN',
      membershipId,
      householdId: household,
      personId: person.personId,
      relation,
      on,
      cause: 'HEAD_CHANGE',
    })
  }
  if (relation !== 'HEAD')
    effects.push(told('CHANGES', 'relationBecomes', { name: person.name, relation, was: person.relation }))
  return { ...person, relation }
}

/** Gives the household a new head and every other member his relation to the new one. */
export function rename(context: Context, members: SituationMember[], headId: string | undefined): SituationMember[] {
  const { household, details, on, effects } = context
  const head = members.find(({ personId }) => personId === headId)
  if (!head) throw new DomainError('events.headNeeded', {}, 'newHeadId')
  since(head, on, 'newHeadId')
  const present = headOf(household)
  // Before the present head there was another, whose days nobody takes away any more.
  if (present) since(present, on)
  effects.push(told('CHANGES', 'headBecomes', {}, { before: present?.name ?? '', after: head.name }))
  // Whoever was the head gives it up first: two heads on a day are refused at once.
  const order = [...members].sort(
    (a, b) => Number(a === head) - Number(b === head) || Number(b.relation === 'HEAD') - Number(a.relation === 'HEAD'),
  )
  const related = order.map((each) => {
    const relation = each === head ? 'HEAD' : (details.relations[each.personId] ?? relationUnder(head, each))
    if (each !== head && relation === 'HEAD') throw new DomainError('events.oneHead', {}, `relations.${each.personId}`)
    return relate(context, each, relation, household.id)
  })
  return oneSpouse(related)
}

/** A head has one spouse at most. Errors: DomainError `events.twoSpouses`. */
export function oneSpouse(members: SituationMember[]): SituationMember[] {
  if (members.filter(({ relation }) => relation === 'SPOUSE').length > 1)
    throw new DomainError('events.twoSpouses', {}, 'relation')
  return members
}

/** The household is no more; what still hangs on it is listed, never closed in silence. */
export function close(context: Context, reason: string): void {
  const { household, on, changes, effects, details, nextId } = context
  changes.push({ do: 'LEAVE', householdId: household.id, on, reason })
  effects.push(told('CHANGES', 'householdGone', { name: household.headName, day: on }))
  add(context, consequencesOf({ fate: 'END', household, to: null, on, choices: details, nextId }))
}

/** Adds the consequences to a plan. */
export function add({ changes, effects }: Context, more: { changes: Change[]; effects: Told[] }): void {
  changes.push(...more.changes)
  effects.push(...more.effects)
}
