import { consequencesOf } from '@/lib/events/catalogue'
import { told } from '@/lib/events/rules/change'
import { add, type Context, close, oneSpouse, rename, since, sizes } from '@/lib/events/rules/moves'
import { relationUnder } from '@/lib/events/rules/relations'
import { headOf } from '@/lib/events/rules/situation'
import { DomainError } from '@/lib/platform/errors'

/** Same people, another head. */
export function changeHead(context: Context): void {
  const { details, household } = context
  if (headOf(household)?.personId === details.newHeadId) throw new DomainError('events.headAlready', {}, 'newHeadId')
  rename(context, [...household.members], details.newHeadId)
}

/** Some found a household of their own; the head stays. */
export function split(context: Context): void {
  const { details, household, on, changes, effects, nextId } = context
  const going = household.members.filter(({ personId }) => details.memberIds.includes(personId))
  if (going.length === 0) throw new DomainError('events.whoGoes', {}, 'memberIds')
  if (going.some(({ relation }) => relation === 'HEAD')) throw new DomainError('events.headStays', {}, 'memberIds')
  const headId = going.length === 1 ? going[0]?.personId : details.newHeadId
  const head = going.find(({ personId }) => personId === headId)
  if (!head) throw new DomainError('events.headNeeded', {}, 'newHeadId')
  changes.push({ do: 'FOUND', householdId: details.newId, from: household.id })
  effects.push(told('CHANGES', 'householdFounded', { name: head.name, n: going.length, day: on }))
  const standing = going.map((each) => {
    since(each, on)
    const relation = each === head ? 'HEAD' : (details.relations[each.personId] ?? relationUnder(head, each))
    if (each !== head && relation === 'HEAD') throw new DomainError('events.oneHead', {}, `relations.${each.personId}`)
    changes.push({ do: 'END', membershipId: each.membershipId, on, cause: 'SPLIT' })
    changes.push({
      do: 'JOIN',
      membershipId: nextId(),
      householdId: details.newId,
      personId: each.personId,
      relation,
      on,
      cause: 'SPLIT',
    })
    effects.push(told('CHANGES', 'goesAlong', { name: each.name, relation }))
    return { ...each, relation }
  })
  oneSpouse(standing)
  sizes(context, household.members.length, household.members.length - going.length)
  if (household.clue && !details.clue) throw new DomainError('events.clueWhere', { no: household.clue.no }, 'clue')
  if (household.openCase && !details.monitoring)
    throw new DomainError('events.caseWhere', { no: household.openCase.no }, 'monitoring')
  add(
    context,
    consequencesOf({
      fate: 'SPLIT',
      household,
      to: { id: details.newId, household: null },
      on,
      choices: details,
      nextId,
    }),
  )
}

/** Two households of one village become one; the other ends. */
export function merge(context: Context): string[] {
  const { details, household, situation, on, changes, effects, nextId } = context
  const { other } = situation
  if (!other?.isActive) throw new DomainError('events.otherNeeded', {}, 'otherNo')
  if (other.id === household.id) throw new DomainError('events.otherSame', {}, 'otherNo')
  if (other.regionCode !== household.regionCode) throw new DomainError('events.otherVillage', {}, 'otherNo')
  const coming = other.members.map((each) => {
    since(each, on)
    const relation = details.relations[each.personId] ?? 'OTHER'
    if (relation === 'HEAD') throw new DomainError('events.oneHead', {}, `relations.${each.personId}`)
    changes.push({ do: 'END', membershipId: each.membershipId, on, cause: 'MERGE' })
    changes.push({
      do: 'JOIN',
      membershipId: nextId(),
      householdId: household.id,
      personId: each.personId,
      relation,
      on,
      cause: 'MERGE',
    })
    effects.push(told('CHANGES', 'memberJoins', { name: each.name, relation, day: on }))
    return { ...each, relation }
  })
  oneSpouse([...household.members, ...coming])
  if (other.clue && !details.clue) throw new DomainError('events.clueWhere', { no: other.clue.no }, 'clue')
  if (other.openCase && !details.monitoring)
    throw new DomainError('events.caseWhere', { no: other.openCase.no }, 'monitoring')
  sizes(context, household.members.length, household.members.length + coming.length)
  changes.push({ do: 'LEAVE', householdId: other.id, on, reason: 'MERGED' })
  effects.push(told('CHANGES', 'householdGone', { name: other.headName, day: on }))
  add(
    context,
    consequencesOf({
      fate: 'JOIN',
      household: other,
      to: { id: household.id, household },
      on,
      choices: details,
      nextId,
    }),
  )
  return [other.id, ...other.members.map(({ personId }) => personId)]
}

/** The household goes to another village as a whole. */
export function move(context: Context): void {
  const { details, household, on, effects, nextId } = context
  if (!details.village || details.village === household.regionCode)
    throw new DomainError('events.villageNeeded', {}, 'village')
  effects.push(
    told(
      'CHANGES',
      'villageBecomes',
      { n: household.members.length },
      { before: household.villageName, after: details.place },
    ),
  )
  const helpers = details.helpers === 'FOLLOW' ? 'FOLLOW' : 'END'
  add(context, consequencesOf({ fate: 'MOVE', household, to: null, on, choices: { ...details, helpers }, nextId }))
}

/** Nobody of the household is left. */
export function end(context: Context): void {
  const { details, household, on, changes, effects } = context
  if (!details.goneReason) throw new DomainError('input.required', {}, 'goneReason')
  for (const each of household.members) {
    since(each, on)
    const died = details.goneReason === 'DIED_OUT'
    changes.push({ do: 'END', membershipId: each.membershipId, on, cause: died ? 'DEATH' : 'GONE' })
    if (died) changes.push({ do: 'DIED', personId: each.personId, on })
    effects.push(told('CHANGES', died ? 'died' : 'memberLeaves', { name: each.name, day: on, kind: 'GONE' }))
  }
  sizes(context, household.members.length, 0)
  close(context, details.goneReason)
}
