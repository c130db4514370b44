import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { strayAnswer, tally } from '@/lib/inspections/rules/answers'
import { type DrawRule, draw, type Framed, frameSum } from '@/lib/inspections/rules/draw'
import { MUST_INCLUDE } from '@/lib/inspections/schema'

const ROUNDS = 60

/** Numbers that look random and come again with the same start. */
function numbers(start: number) {
  let state = start
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function aFrame(next: (below: number) => number): Framed[] {
  return Array.from({ length: next(120) }, () => ({
    id: randomUUID(),
    village: `1307991000${10 + next(3)}`,
    stratum: next(4) === 0 ? ('OTHER' as const) : ('REGISTERED' as const),
    groups: MUST_INCLUDE.filter(() => next(8) === 0),
  }))
}

const aRule = (next: (below: number) => number): DrawRule => ({
  registered: next(12),
  others: next(5),
  mustInclude: MUST_INCLUDE.filter(() => next(2) === 0),
})

const shuffled = <T>(list: readonly T[], next: (below: number) => number) =>
  list
    .map((each) => ({ each, at: next(1e9) }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each)

describe('a draw', () => {
  it('is the same for the same seed and frame in whatever order, for many frames and rules', () => {
    for (let round = 1; round <= ROUNDS; round++) {
      const next = numbers(round)
      const [frame, rule, seed] = [aFrame(next), aRule(next), randomUUID()]
      const other = shuffled(frame, next)
      expect(draw(seed, other, rule)).toEqual(draw(seed, frame, rule))
      expect(frameSum(other)).toEqual(frameSum(frame))
    }
  })

  it('holds each household once, every group whole, each stratum at its least number or used up, and none at random beyond it', () => {
    for (let round = 1; round <= ROUNDS; round++) {
      const next = numbers(round * 7)
      const [frame, rule] = [aFrame(next), aRule(next)]
      const list = draw(randomUUID(), frame, rule)
      const ids = new Set(list.map(({ id }) => id))
      expect(ids.size).toBe(list.length)
      const must = frame.filter(({ groups }) => groups.some((group) => rule.mustInclude.includes(group)))
      expect(must.every(({ id }) => ids.has(id))).toBe(true)
      for (const village of new Set(frame.map((each) => each.village))) {
        for (const [stratum, least] of [
          ['REGISTERED', rule.registered],
          ['OTHER', rule.others],
        ] as const) {
          const of = <T extends { village: string; stratum: string }>(rows: T[]) =>
            rows.filter((each) => each.village === village && each.stratum === stratum)
          const drawn = of(list)
          const whole = drawn.filter(({ reason }) => reason !== 'RANDOM').length
          expect(drawn.length).toBe(Math.min(of(frame).length, Math.max(least, whole)))
        }
      }
    }
  })

  it('differs between seeds, and every household has a like chance', () => {
    const frame = Array.from({ length: 20 }, () => ({
      id: randomUUID(),
      village: '130799100001',
      stratum: 'REGISTERED' as const,
      groups: [],
    }))
    const rule = { registered: 5, others: 0, mustInclude: [] }
    const times = new Map<string, number>()
    for (let n = 0; n < 800; n++)
      for (const { id } of draw(randomUUID(), frame, rule)) times.set(id, (times.get(id) ?? 0) + 1)
    // 200 expected of each; six standard deviations are 73.
    for (const { id } of frame) expect(Math.abs((times.get(id) ?? 0) - 200)).toBeLessThan(74)
  })
})

describe('answers', () => {
  const items = new Map([
    ['A', { mayNotApply: false }],
    ['B', { mayNotApply: true }],
  ])
  it.each([
    [
      'all asked',
      [
        { code: 'A', answer: 'YES' },
        { code: 'B', answer: 'NA' },
      ],
      -1,
    ],
    ['an item that always applies', [{ code: 'A', answer: 'NA' }], 0],
    [
      'an unknown item',
      [
        { code: 'A', answer: 'YES' },
        { code: 'C', answer: 'YES' },
      ],
      1,
    ],
    [
      'an item twice',
      [
        { code: 'A', answer: 'YES' },
        { code: 'A', answer: 'NO' },
      ],
      1,
    ],
  ] as const)('%s', (_what, answers, at) => {
    expect(strayAnswer(answers, items)).toBe(at)
  })

  it('are counted; what was put right at once among the faults', () => {
    const answers = [
      { answer: 'YES', course: 'LEDGER' },
      { answer: 'NO', course: 'FIXED' },
      { answer: 'NO', course: 'LEDGER' },
      { answer: 'NA', course: 'FIXED' },
    ] as const
    expect(tally(answers)).toEqual({ yes: 1, no: 2, fixed: 1 })
  })
})
