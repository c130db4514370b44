import { type Plan, told } from '@/lib/events/rules/change'
import { type Context, close, member, oneSpouse, rename, since, sizes } from '@/lib/events/rules/moves'
import type { Situation, SituationMember } from '@/lib/events/rules/situation'
import { changeHead, end, merge, move, split } from '@/lib/events/rules/whole'
import { ARRIVALS, DEPARTURES, type EventDetails, type EventKind } from '@/lib/events/schema'
import { DomainError } from '@/lib/platform/errors'

export const isArrival = (kind: EventKind) => (ARRIVALS as readonly EventKind[]).includes(kind)
export const isDeparture = (kind: EventKind) => (DEPARTURES as readonly EventKind[]).includes(kind)

/**
 * What an event would change, and what it would leave; nothing is written. The same plan is shown before sending, looked at by whoever
 * checks and then carried out. `joining` is a person the register already knows, with the household he still belongs to as `other`; of
 * somebody in another village no more is known than that.
 * Errors: DomainError `events.*` with the field.
 */
export function planEvent(
  situation: Situation,
  details: EventDetails,
  nextId: () => string,
  joining: SituationMember | 'ELSEWHERE' | null = null,
): Plan {
  const { household, today } = situation
  const on = details.effectiveOn
  if (!household.isActive) throw new DomainError('events.householdGone')
  if (on > today) throw new DomainError('input.inTheFuture', {}, 'effectiveOn')
  if (on < household.firstOn) throw new DomainError('events.beforeHousehold', { day: household.firstOn }, 'effectiveOn')
  const context: Context = {
    situation,
    details,
    household,
    on,
    nextId,
    changes: [],
    effects: [],
  }
  const subjects = carry(context, joining)
  return {
    changes: context.changes,
    effects: context.effects,
    subjects: [...new Set(subjects)],
    touched: [
      household.id,
      ...(situation.other ? [situation.other.id] : []),
      ...(details.kind === 'SPLIT' ? [details.newId] : []),
    ],
  }
}

function carry(context: Context, joining: SituationMember | 'ELSEWHERE' | null): string[] {
  const { details, household } = context
  const everybody = [household.id, ...household.members.map(({ personId }) => personId)]
  switch (details.kind) {
    case 'SPLIT':
      split(context)
      break
    case 'MERGE':
      return [...everybody, ...merge(context)]
    case 'HEAD_CHANGE':
      changeHead(context)
      return everybody
    case 'MOVE':
      move(context)
      return everybody
    case 'GONE':
      end(context)
      return everybody
    case 'CORRECTION':
      return [correct(context)]
    default:
      return isArrival(details.kind) ? arrive(context, joining) : depart(context)
  }
  return everybody
}

function depart(context: Context): string[] {
  const { details, household, on, changes, effects } = context
  const person = member(context, details.personId, 'personId')
  since(person, on)
  changes.push({ do: 'END', membershipId: person.membershipId, on, cause: details.kind })
  if (details.kind === 'DEATH') changes.push({ do: 'DIED', personId: person.personId, on })
  effects.push(
    told('CHANGES', details.kind === 'DEATH' ? 'died' : 'memberLeaves', {
      name: person.name,
      day: on,
      kind: details.kind,
    }),
  )
  const rest = household.members.filter((each) => each !== person)
  if (rest.length === 0) close(context, 'NO_MEMBERS')
  else if (person.relation === 'HEAD') rename(context, rest, details.newHeadId)
  sizes(context, household.members.length, rest.length)
  return [
    person.personId,
    ...(rest.length === 0 ? [household.id] : []),
    ...(person.relation === 'HEAD' && details.newHeadId ? [details.newHeadId] : []),
  ]
}

function arrive(context: Context, known: SituationMember | 'ELSEWHERE' | null): string[] {
  const { details, household, situation, on, changes, effects } = context
  const relation = details.relation
  if (!relation) throw new DomainError('input.required', {}, 'relation')
  if (relation === 'HEAD') throw new DomainError('events.oneHead', {}, 'relation')
  const joining = known === 'ELSEWHERE' ? null : known
  const personId = joining?.personId ?? details.newId
  const name = joining?.name ?? details.name
  if (details.birthDate && details.birthDate > on) throw new DomainError('events.bornLater', {}, 'birthDate')
  oneSpouse([...household.members, { relation } as SituationMember])
  if (known === 'ELSEWHERE') effects.push(told('CHANGES', 'asksOther', { name }))
  else if (!known) changes.push({ do: 'PERSON', personId })
  const { other } = situation
  if (joining && other) {
    since(joining, on)
    const rest = other.members.filter((each) => each.personId !== personId)
    if (joining.relation === 'HEAD' && rest.length > 0)
      throw new DomainError('events.headElsewhere', { name }, 'idNumber')
    changes.push({
      do: 'END',
      membershipId: joining.membershipId,
      on,
      cause: details.kind === 'MARRY_IN' ? 'MARRY_OUT' : 'OTHER_OUT',
    })
    effects.push(told('CHANGES', 'leavesOther', { name, head: other.headName }))
    if (rest.length === 0) close({ ...context, household: other }, 'NO_MEMBERS')
  }
  changes.push({
    do: 'JOIN',
    membershipId: details.membershipId,
    householdId: household.id,
    personId,
    relation,
    on,
    cause: details.kind,
  })
  effects.push(told('CHANGES', 'memberJoins', { name, relation, day: on }))
  sizes(context, household.members.length, household.members.length + 1)
  return joining ? [personId] : []
}

function correct(context: Context): string {
  const { details, changes, effects } = context
  const person = member(context, details.personId, 'personId')
  const { field } = details
  if (!field) throw new DomainError('input.required', {}, 'field')
  const values = {
    NAME: { before: person.name, after: details.name },
    SEX: { before: person.sex, after: details.sex ?? '' },
    BIRTH_DATE: { before: person.birthDate, after: details.birthDate },
    ETHNICITY: { before: person.ethnicity ?? '', after: details.ethnicity },
    ID_NUMBER: { before: '', after: details.value },
  }[field]
  if (field !== 'ID_NUMBER' && values.before === values.after) throw new DomainError('events.sameValue', {}, 'value')
  if (person.hasIdNumber && (field === 'SEX' || field === 'BIRTH_DATE'))
    throw new DomainError('events.byIdNumber', {}, 'field')
  changes.push({ do: 'CORRECT', personId: person.personId, field, value: values.after })
  effects.push(told('CHANGES', 'corrected', { name: person.name, field }, values))
  return person.personId
}
