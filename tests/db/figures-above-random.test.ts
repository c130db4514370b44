import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Cell, layCity, tally, told, VILLAGES } from '../support/above'
import { closeOwner, PLACES } from '../support/builders'

const SMALL = 5
const { village, township, county, city } = PLACES

beforeAll(layCity)
afterAll(closeOwner)

type Household = { registered: boolean; poor: boolean; open: boolean; had: boolean; failed: boolean; food: boolean }
const share = (percent: number) => fc.integer({ min: 0, max: 99 }).map((at) => at < percent)
const aHouse = fc.record<Household>({
  registered: share(70),
  poor: share(30),
  open: share(30),
  had: share(30),
  failed: share(30),
  food: share(60),
})
const SETS: Record<string, (h: Household) => [counted: boolean, base: boolean]> = {
  remainingPoor: (h) => [h.poor, h.registered],
  monitored: (h) => [h.open, h.registered || h.open],
  guaranteesNotMet: (h) => [h.failed, true],
  unmetFood: (h) => [h.failed && h.food, true],
  measureCoverage: (h) => [h.food, h.open],
  riskRemoved: (h) => [!h.open, h.open || h.had],
  monitoredShare: (h) => [h.open, true],
}
const counted = (houses: Household[]) =>
  Object.fromEntries(
    Object.entries(SETS).map(([code, set]) => {
      const base = houses.map(set).filter(([, isBase]) => isBase)
      return [code, { n: base.filter(([is]) => is).length, d: base.length }]
    }),
  )

test('whatever a reader subtracts from what he is shown, no small cell outside his scope comes out', async () => {
  let shown = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(aHouse, { maxLength: 40 }), { minLength: VILLAGES.length, maxLength: VILLAGES.length }),
      fc.constantFrom(village, township.slice(0, 9), county.slice(0, 6)),
      async (houses, scope) => {
        await tally(Object.fromEntries(VILLAGES.map((region, index) => [region, counted(houses[index] ?? [])])))
        const lines = await told({ scope }, village)
        const own = scope.padEnd(12, '0')
        if (own !== village) {
          const asked = await told({ scope }, own, scope.length === 6 ? 'CITY' : 'COUNTY')
          for (const line of asked) expect(lines).toContainEqual(line)
        }
        const outside = [township, county, city].filter((region) => !region.startsWith(scope))
        const isSmall = (value: number) => value > 0 && value < SMALL
        const cells = (region: string) =>
          new Map(
            lines.flatMap(({ region: at, indicator, state, n, d }) =>
              at === region && state === 'SHOWN' && n !== null && d !== null ? [[indicator, { n, d }]] : [],
            ),
          )
        const seen = new Map([own, ...outside].map((region) => [region, cells(region)]))
        outside.forEach((above, index) => {
          const here = seen.get(above) as Map<string, Cell>
          shown += here.size
          for (const { n, d } of here.values()) expect([n, d, d - n].filter(isSmall)).toEqual([])
          for (const below of [own, ...outside.slice(0, index)]) {
            const there = seen.get(below) as Map<string, Cell>
            const rest = [...here].flatMap(([code, cell]) => {
              const under = there.get(code)
              return under ? [{ code, n: cell.n - under.n, d: cell.d - under.d }] : []
            })
            for (const { n, d } of rest) expect([n, d, d - n].filter(isSmall)).toEqual([])
            // Two figures beside each other: bases within bases, and a part within the whole that it is a part of.
            for (const a of rest)
              for (const b of rest) {
                if (a === b) continue
                expect([Math.abs(a.d - b.d), Math.abs(a.n - b.d), Math.abs(a.d - a.n - b.d)].filter(isSmall)).toEqual(
                  [],
                )
                if (a.code === 'unmetFood' && b.code === 'guaranteesNotMet') expect(isSmall(b.n - a.n)).toBe(false)
              }
          }
        })
      },
    ),
    { numRuns: 25 },
  )
  expect(shown).toBeGreaterThan(0)
})
