import { expect, test } from 'vitest'
import { CONSEQUENCES } from '@/lib/events/catalogue'
import { planEvent } from '@/lib/events/rules/plan'
import { relationUnder } from '@/lib/events/rules/relations'
import { addDays } from '@/lib/platform/days'
import { DomainError } from '@/lib/platform/errors'
import { anything, County, chance } from '../support/event-county'

const EVENTS = 10_000
const TODAY = '2026-03-26'

test.each([20260326])(
  'after 10,000 random events (seed %i) every day has one head per household and nobody two memberships',
  (seed) => {
    const dice = chance(seed)
    const county = new County()
    const ids = Array.from({ length: 40 }, () => county.found('2014-01-01'))
    const done = new Map<string, number>()
    let day = '2015-01-01'
    for (let at = 0; at < EVENTS; ) {
      if (dice.is(0.25)) day = addDays(day, 1)
      const on = dice.is(0.2) ? addDays(day, -dice.below(400)) : day
      const id = dice.pick(ids) as string
      const household = county.situation(id)
      if (!household.isActive && dice.is(0.5)) ids.push(county.found(day))
      const details = anything(dice, household, on > TODAY ? TODAY : on, county.nextId)
      const other = details.kind === 'MERGE' ? county.situation(dice.pick(ids) as string) : null
      try {
        const plan = planEvent({ household, other, today: TODAY }, details, county.nextId)
        county.carryOut(plan, details)
        at += 1
        done.set(details.kind, (done.get(details.kind) ?? 0) + 1)
        if (details.kind === 'SPLIT') ids.push(details.newId)
        for (const each of plan.touched) expect(county.faults(each)).toEqual([])
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
      }
    }
    expect([...county.households.keys()].flatMap((id) => county.faults(id))).toEqual([])
    expect(done.size).toBe(14)
    expect(Math.min(...done.values())).toBeGreaterThan(20)
  },
  60_000,
)

test('nobody is made head for days on which somebody before the present head was it', () => {
  const county = new County()
  const id = county.found('2014-01-01')
  const details = (over: object) => ({ ...anything(chance(1), county.situation(id), TODAY, county.nextId), ...over })
  const happens = (over: object) => {
    const event = details(over)
    county.carryOut(
      planEvent({ household: county.situation(id), other: null, today: TODAY }, event, county.nextId),
      event,
    )
    return event.newId
  }
  const [second, third] = [1, 2].map(() => happens({ kind: 'OTHER_IN', relation: 'OTHER', effectiveOn: '2015-01-01' }))
  happens({ kind: 'HEAD_CHANGE', newHeadId: second, relations: {}, effectiveOn: '2018-11-12' })
  const earlier = { kind: 'HEAD_CHANGE', newHeadId: third, relations: {}, effectiveOn: '2018-06-24' }
  expect(() => happens(earlier)).toThrow(
    expect.objectContaining({ code: 'events.beforeMembership', field: 'effectiveOn' }),
  )
  happens({ ...earlier, effectiveOn: '2018-11-12' })
  expect(county.faults(id)).toEqual([])
})

test('a new head is told how the others stand to him, as far as it follows', () => {
  const kin = (personId: string, relation: string, sex: 'M' | 'F') => ({ personId, relation, sex })
  const [head, wife, son, bride, child, mother] = [
    kin('1', 'HEAD', 'M'),
    kin('2', 'SPOUSE', 'F'),
    kin('3', 'SON', 'M'),
    kin('4', 'DAUGHTER_IN_LAW', 'F'),
    kin('5', 'GRANDSON', 'M'),
    kin('6', 'MOTHER', 'F'),
  ]
  expect([head, son, bride, child, mother].map((each) => relationUnder(wife, each))).toEqual([
    'SPOUSE',
    'SON',
    'DAUGHTER_IN_LAW',
    'GRANDSON',
    'HUSBANDS_MOTHER',
  ])
  expect([head, wife, bride, child, mother].map((each) => relationUnder(son, each))).toEqual([
    'FATHER',
    'MOTHER',
    'SPOUSE',
    'SON',
    'GRANDMOTHER',
  ])
})

test('whatever hangs on a household says once what becomes of it', () => {
  expect(new Set(CONSEQUENCES.map(({ id }) => id)).size).toBe(CONSEQUENCES.length)
})
