import type { Plan } from '@/lib/events/rules/change'
import { isArrival } from '@/lib/events/rules/plan'
import type { Situation } from '@/lib/events/rules/situation'
import type { EventDetails, LockedField } from '@/lib/events/schema'
import type { HouseholdFacts, MemberFacts } from '@/lib/households/facts'
import { NO_MEMBER } from '@/lib/households/rules/new-facts'

type Asked = { situation: Pick<Situation, 'household' | 'other'>; details: EventDetails; idNumber: string }

/** The households of an event as they would stand after it, by what its plan writes; those that end are not among them. */
export function factsAfter(facts: readonly HouseholdFacts[], plan: Plan, asked: Asked): HouseholdFacts[] {
  const people = new Map(facts.flatMap(({ members }) => members.map((member) => [member.id, member])))
  const belongs = membershipsOf(asked)
  const houses = new Map(facts.map((house) => [house.id, house]))
  for (const change of plan.changes) {
    if (change.do === 'PERSON') people.set(change.personId, newcomer(change.personId, asked))
    else if (change.do === 'JOIN') belongs.set(change.membershipId, change)
    else if (change.do === 'END') belongs.delete(change.membershipId)
    else if (change.do === 'RELATE') {
      const held = belongs.get(change.membershipId)
      if (held) belongs.set(change.membershipId, { ...held, relation: change.relation })
    } else if (change.do === 'FOUND') {
      const from = houses.get(change.from)
      if (from) houses.set(change.householdId, founded(from, change.householdId))
    } else if (change.do === 'LEAVE') houses.delete(change.householdId)
    else if (change.do === 'CORRECT') {
      const member = people.get(change.personId)
      if (member) people.set(change.personId, { ...member, ...corrected(change.field, change.value, asked) })
    }
  }
  return [...houses.values()].map((house) => {
    const members = [...belongs.values()]
      .filter(({ householdId }) => householdId === house.id)
      .map(({ personId, relation }) => ({ ...(people.get(personId) ?? newcomer(personId, asked)), relation }))
    return { ...house, members, memberCount: members.length }
  })
}

function membershipsOf({ situation: { household, other } }: Asked) {
  const held = new Map<string, { householdId: string; personId: string; relation: string }>()
  for (const house of [household, ...(other ? [other] : [])]) {
    for (const { membershipId, personId, relation } of house.members)
      held.set(membershipId, { householdId: house.id, personId, relation })
  }
  return held
}

/** Somebody of whom no more is known than what was typed. */
function newcomer(id: string, { details, idNumber }: Asked): MemberFacts {
  const { name, birthDate, ethnicity, effectiveOn: since } = details
  const typed = { id, name, relation: '', sex: details.sex ?? 'M', birthDate, ethnicity: ethnicity || null, since }
  const number = idNumber ? { idNumber, hasIdNumber: true } : { idType: 'HUKOU' }
  return { ...NO_MEMBER, ...typed, ...number }
}

function corrected(field: LockedField, value: string, { details, idNumber }: Asked): Partial<MemberFacts> {
  const { sex, birthDate } = details
  switch (field) {
    case 'NAME':
      return { name: value }
    case 'SEX':
      return { sex: value === 'F' ? 'F' : 'M' }
    case 'BIRTH_DATE':
      return { birthDate: value }
    case 'ETHNICITY':
      return { ethnicity: value || null }
    case 'ID_NUMBER':
      return { idNumber, hasIdNumber: true, idType: 'RESIDENT_ID', birthDate, ...(sex ? { sex } : {}) }
  }
}

/** A household split off begins without what was recorded of the one it left. */
function founded(from: HouseholdFacts, id: string): HouseholdFacts {
  return {
    ...from,
    id,
    monitoredType: null,
    hasPhone: false,
    housingGrade: null,
    incomes: [],
    livings: [],
    helpers: [],
  }
}

/** Facts that an event changes, each with the field of its form beside which a fault of it is said. */
export type Places = Readonly<Record<string, string>>

const TYPED: Places = {
  name: 'name',
  sex: 'sex',
  birthDate: 'birthDate',
  idNumber: 'idNumber',
  idType: 'idNumber',
  relation: 'relation',
}
const CORRECTED: Record<LockedField, Places> = {
  NAME: { name: 'name' },
  SEX: { sex: 'sex' },
  BIRTH_DATE: { birthDate: 'birthDate' },
  ID_NUMBER: { idNumber: 'idNumber', idType: 'idNumber', birthDate: 'idNumber', sex: 'idNumber' },
  ETHNICITY: { ethnicity: 'ethnicity' },
}

/** Where the form of an event says what is wrong with its outcome; nothing for an event that changes no facts that a rule reads. */
export function placesOf({ kind, field }: EventDetails): Places {
  if (kind === 'CORRECTION') return field ? CORRECTED[field] : {}
  if (isArrival(kind)) return TYPED
  if (kind === 'MOVE' || kind === 'GONE') return {}
  if (kind === 'MERGE') return { relation: 'otherNo', members: 'otherNo' }
  if (kind === 'HEAD_CHANGE') return { relation: 'newHeadId' }
  return { relation: 'newHeadId', members: kind === 'SPLIT' ? 'memberIds' : 'personId' }
}
