import type { Plan } from '@/lib/events/rules/change'
import type { SituationHousehold, SituationMember } from '@/lib/events/rules/situation'
import { EVENT_KINDS, type EventDetails, GONE_REASONS, RELATIONS } from '@/lib/events/schema'

/** A seeded source of chance, so that a failing run can be run again. */
export function chance(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    below,
    pick: <T>(list: readonly T[]): T | undefined => list[below(list.length)],
    is: (share: number) => next() < share,
  }
}
export type Chance = ReturnType<typeof chance>

type Row = { id: string; householdId: string; personId: string; relation: string; from: string; to: string | null }
type Person = { id: string; sex: 'M' | 'F'; birthDate: string; diedOn: string | null }

/** A county in memory, which does what a plan says and nothing else. */
export class County {
  readonly rows = new Map<string, Row>()
  readonly people = new Map<string, Person>()
  readonly households = new Map<string, { isActive: boolean; leftOn: string | null }>()
  private readonly byPerson = new Map<string, Row[]>()
  private readonly byHousehold = new Map<string, Row[]>()
  private count = 0

  nextId = () => `00000000-0000-4000-8000-${String(++this.count).padStart(12, '0')}`

  found(day: string): string {
    const [householdId, personId] = [this.nextId(), this.nextId()]
    this.households.set(householdId, { isActive: true, leftOn: null })
    this.people.set(personId, { id: personId, sex: 'M', birthDate: '1960-01-01', diedOn: null })
    this.add({ id: this.nextId(), householdId, personId, relation: 'HEAD', from: day, to: null })
    return householdId
  }

  private add(row: Row): void {
    this.rows.set(row.id, row)
    this.byPerson.set(row.personId, [...(this.byPerson.get(row.personId) ?? []), row])
    this.byHousehold.set(row.householdId, [...(this.byHousehold.get(row.householdId) ?? []), row])
  }

  situation(id: string): SituationHousehold {
    const own = this.byHousehold.get(id) ?? []
    const members = own.filter(({ to }) => to === null).map((row) => this.member(row))
    return {
      countyCode: '130799',
      id,
      regionCode: '130799100001',
      villageName: '',
      householdNo: id,
      householdType: '',
      povertyStatus: '',
      headName: members.find(({ relation }) => relation === 'HEAD')?.name ?? '',
      version: 1,
      isActive: this.households.get(id)?.isActive ?? false,
      firstOn: own.map(({ from }) => from).toSorted()[0] ?? '2014-01-01',
      nextVisitOn: null,
      incomeYear: null,
      hasBankAccount: false,
      helpers: [],
      promises: [],
      clue: null,
      openCase: null,
      members,
    }
  }

  private member(row: Row): SituationMember {
    const person = this.people.get(row.personId) as Person
    const { sex, birthDate } = person
    return {
      membershipId: row.id,
      personId: row.personId,
      name: row.personId.slice(-6),
      relation: row.relation,
      since: row.from,
      sex,
      birthDate,
      ethnicity: null,
      hasIdNumber: false,
    }
  }

  /** Carries a plan out, change by change, and stops where a constraint of the database would. */
  carryOut(plan: Plan, details: EventDetails): void {
    for (const change of plan.changes) {
      if (change.do === 'PERSON') {
        this.people.set(change.personId, {
          id: change.personId,
          sex: details.sex ?? 'M',
          birthDate: details.birthDate,
          diedOn: null,
        })
      } else if (change.do === 'JOIN') {
        const { membershipId: id, householdId, personId, relation, on } = change
        const row = { id, householdId, personId, relation, from: on, to: null }
        const near = [...(this.byPerson.get(personId) ?? []), ...(this.byHousehold.get(householdId) ?? [])]
        if (near.some((other) => clash(other, row))) throw new Error(`two memberships of ${personId}`)
        this.add(row)
      } else if (change.do === 'END') this.row(change.membershipId).to = change.on
      else if (change.do === 'RELATE') this.row(change.membershipId).relation = change.relation
      else if (change.do === 'DIED') (this.people.get(change.personId) as Person).diedOn = change.on
      else if (change.do === 'FOUND') this.households.set(change.householdId, { isActive: true, leftOn: null })
      else if (change.do === 'LEAVE') this.households.set(change.householdId, { isActive: false, leftOn: change.on })
    }
  }

  private row(id: string): Row {
    return this.rows.get(id) as Row
  }

  /** What is wrong with a household's days: a day without a head, or one with two. */
  faults(id: string): string[] {
    const standing = (this.byHousehold.get(id) ?? []).filter((row) => row.to !== row.from)
    const heads = standing.filter(({ relation }) => relation === 'HEAD').toSorted((a, b) => (a.from < b.from ? -1 : 1))
    const wrong: string[] = []
    for (const [at, head] of heads.entries()) {
      const next = heads[at + 1]
      if (next && head.to !== next.from) wrong.push(`${id}: ${head.to} and ${next.from}`)
    }
    const { isActive, leftOn } = this.households.get(id) ?? { isActive: false, leftOn: null }
    const last = heads.at(-1)
    if (isActive && last?.to !== null) wrong.push(`${id}: no head today`)
    if (!isActive && last && last.to !== leftOn) wrong.push(`${id}: a head after it was gone`)
    const first = heads[0]?.from ?? ''
    if (standing.some(({ from }) => from < first)) wrong.push(`${id}: somebody before the first head`)
    if (standing.filter(({ relation, to }) => relation === 'SPOUSE' && to === null).length > 1)
      wrong.push(`${id}: two spouses`)
    return wrong
  }
}

const clash = (a: Row, b: Row) =>
  a.to !== a.from &&
  (a.to === null || a.to > b.from) &&
  (b.to === null || b.to > a.from) &&
  (a.personId === b.personId || (a.householdId === b.householdId && a.relation === 'HEAD' && b.relation === 'HEAD'))

/** Anything that may happen to a household, sensible or not. */
export function anything(dice: Chance, household: SituationHousehold, day: string, ids: () => string) {
  const people = household.members.map(({ personId }) => personId)
  const person = dice.pick(people)
  return {
    kind: dice.pick(EVENT_KINDS.filter((kind) => kind !== 'MOVE' && kind !== 'CORRECTION')) ?? 'BIRTH',
    effectiveOn: day,
    personId: person,
    newHeadId: dice.pick(people),
    memberIds: people.filter(() => dice.is(0.4)),
    otherNo: '',
    village: undefined,
    field: undefined,
    clue: undefined,
    monitoring: undefined,
    helpers: 'STAY' as const,
    goneReason: dice.pick(GONE_REASONS),
    newId: ids(),
    membershipId: ids(),
    name: '\u65b0\u4eba',
    sex: dice.is(0.5) ? ('M' as const) : ('F' as const),
    birthDate: '1999-01-01',
    ethnicity: '',
    place: '',
    value: '',
    note: '',
    handoverNote: '',
    householdNo: '',
    headName: '',
    relation: dice.pick(RELATIONS),
    relations: Object.fromEntries(people.filter(() => dice.is(0.3)).map((id) => [id, dice.pick(RELATIONS) ?? 'OTHER'])),
  } satisfies EventDetails
}
