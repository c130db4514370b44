import { describe, expect, it } from 'vitest'
import { STEPS, stepFrom } from '@/lib/supervision/lifecycle'
import { digitsOf, fitsLevel, isAbove, typeOfLevel } from '@/lib/supervision/rules/places'
import { isReached, standingOf, timeGone, wayDone, worstOf } from '@/lib/supervision/rules/standing'
import { AssignInput, HoldSessionInput, LISTED_STATUSES } from '@/lib/supervision/schema'

const down = (current: number, base = 20, target = 0) => ({ direction: 'DOWN' as const, base, current, target })
const up = (current: number) => ({ direction: 'UP' as const, base: 60, current, target: 100 })
const span = (today: string) => ({ listedOn: '2026-03-01', deadlineOn: '2026-06-09', today })
const points = { behind: 5, farBehind: 15 }

describe('a threshold', () => {
  it.each([
    [15, 15, false],
    [16, 15, true],
    [1_000, 1_000, false],
    [1_001, 1_000, true],
  ])('%i persons against %i', (persons, threshold, listed) => {
    expect(isAbove(persons, threshold)).toBe(listed)
  })
})

describe('a key work', () => {
  it('is reached at its target, from either side, and counts its way', () => {
    expect([isReached(down(0)), isReached(down(1)), isReached(up(100)), isReached(up(99.99))]).toEqual([
      true,
      false,
      true,
      false,
    ])
    expect([wayDone(down(15)), wayDone(down(25)), wayDone(down(0)), wayDone(up(80)), wayDone(down(5, 0, 0))]).toEqual([
      25, 0, 100, 50, 0,
    ])
  })

  it('stands against the time that is over, and crosses the line with the deadline', () => {
    expect(timeGone(span('2026-04-20'))).toBe(50)
    expect(timeGone({ ...span('2026-04-20'), deadlineOn: null })).toBeNull()
    const on = (day: string, current: number) => standingOf(down(current), span(day), points)
    expect(on('2026-04-20', 10)).toBe('doing')
    expect(on('2026-04-20', 11)).toBe('doing')
    expect(on('2026-04-20', 12)).toBe('behind')
    expect(on('2026-04-20', 14)).toBe('crossed')
    expect(on('2026-06-09', 1)).toBe('doing')
    expect(on('2026-06-10', 1)).toBe('crossed')
    expect(on('2026-06-10', 0)).toBe('held')
    expect(standingOf(down(9), { ...span('2026-04-20'), deadlineOn: null }, points)).toBe('open')
    expect([worstOf(['held', 'behind', 'doing']), worstOf(['held']), worstOf([])]).toEqual(['behind', 'held', 'open'])
  })
})

describe('a listed place', () => {
  it('has its level, and goes one way', () => {
    expect([typeOfLevel('COUNTY'), typeOfLevel('VILLAGE')]).toEqual(['COUNTY_REMAINING', 'VILLAGE_REMAINING'])
    expect([fitsLevel('COUNTY_DELISTED', 'COUNTY'), fitsLevel('VILLAGE_REMAINING', 'TOWNSHIP')]).toEqual([true, false])
    expect([digitsOf('130799000000'), digitsOf('130799100001')]).toEqual([6, 12])
    const ways = STEPS.flatMap(({ from, to }) => from.map((status) => `${status}>${to}`))
    expect(ways).toEqual([
      'LISTED>IN_BATTLE',
      'IN_BATTLE>IN_BATTLE',
      'LISTED>LISTED',
      'IN_BATTLE>IN_BATTLE',
      'IN_BATTLE>DELIST_PROPOSED',
      'DELIST_PROPOSED>IN_BATTLE',
      'DELIST_PROPOSED>DELISTED',
    ])
    expect(LISTED_STATUSES.filter((status) => stepFrom(status, 'delist'))).toEqual(['DELIST_PROPOSED'])
  })

  it('takes only works with values, and sessions only lines with words', () => {
    const assigned = AssignInput.parse({
      placeId: crypto.randomUUID(),
      version: 1,
      on: '2026-03-20',
      leader: 'A',
      team: 'B',
      liaison: 'C',
      deadlineOn: '2026-06-30',
      works: [{ workCode: 'A', unit: '人', base: 5, target: 0 }, { workCode: 'B' }],
    })
    expect(assigned.works.map(({ workCode }) => workCode)).toEqual(['A'])
    const said = {
      id: crypto.randomUUID(),
      placeId: crypto.randomUUID(),
      heldOn: '2026-03-20',
      mode: 'ROUTINE',
      method: 'ANNOUNCED',
      means: ['PHONE'],
      team: 'A',
      spots: 'B',
      help: [
        { kind: 'SOLVED', amount: '1,200' },
        { kind: 'SUPPORT', content: ' C ' },
      ],
      findings: [{ id: crypto.randomUUID(), aspect: 'A' }],
    }
    const held = HoldSessionInput.parse(said)
    expect(held.help).toEqual([{ kind: 'SUPPORT', content: 'C', amount: 0 }])
    expect(held.findings).toEqual([])
    const unsorted = HoldSessionInput.safeParse({
      ...said,
      findings: [{ id: crypto.randomUUID(), aspect: 'A', title: 'D' }],
    })
    expect(unsorted.error?.issues.map(({ path }) => path.join('.'))).toEqual(['findings.0.category'])
  })
})
