import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestSummary } from '@/lib/exports/commands/request'
import { columnsOf } from '@/lib/exports/rules/columns'
import { tallyKey } from '@/lib/exports/rules/summary-columns'
import { exportViewOf } from '@/lib/exports/rules/view'
import en from '@/lib/i18n/en/indicators'
import zh from '@/lib/i18n/zh-CN/indicators'
import { CARD_CODES, INDICATORS, isIndicatorCode, TALLIES } from '@/lib/indicators/catalogue'
import { MORE } from '@/lib/indicators/catalogue/more'
import { REPORTED_DEFINITIONS } from '@/lib/indicators/catalogue/reported'
import { answerIndicators } from '@/lib/indicators/queries/answer'
import { countForInputs } from '@/lib/indicators/queries/counted'
import { getIndicatorPage } from '@/lib/indicators/queries/page'
import { countsOf, getWall, type Wall } from '@/lib/indicators/queries/wall'
import { namesIn } from '@/lib/indicators/rules/formula'
import { recordsBehind } from '@/lib/indicators/rules/records'
import { shareOf, shownOf } from '@/lib/indicators/rules/shown'
import type { Counts } from '@/lib/indicators/schema'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { type Ctx, unscoped, withScope } from '@/lib/platform/db'
import { aClue, aHousehold, anActor, closeOwner, insert, layGround, PLACES } from '../support/builders'
import { cellsOf, download, idOf, makeNow, NOTE, plain } from '../support/exports'
import { aCase, aMeasure, layTypes } from '../support/measures'
import { layPolicy } from '../support/policy'
import { aFact, anInput } from '../support/reported'

let office: Actor

/** Inputs that something of the wall counts, by the figure. */
const COUNTED = INDICATORS.flatMap(({ code, inputs = {} }) =>
  Object.entries(inputs).map(([of, input]) => ({ code, of: of as keyof Counts, input })),
)

beforeAll(async () => {
  await layGround()
  await layPolicy()
  await layTypes()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  const poor = { poverty_status: 'NOT_EXITED', exit_year: null, identified_on: '2026-02-01' }
  const first = await aHousehold(PLACES.village, { ...poor, member_count: 3, last_visited_on: '2026-03-02' })
  const second = await aHousehold(PLACES.otherTownshipVillage, { member_count: 2, last_visited_on: '2026-02-20' })
  await aHousehold(PLACES.siblingVillage, { poverty_status: 'RELAPSED', relapsed_on: '2026-03-01', member_count: 4 })
  await aClue(second, office)
  const caseId = await aCase(first)
  await aMeasure(first, office, 'DELIVERED', { case_id: caseId })
  for (const item of ['FOOD', 'CLOTHING', 'EDUCATION', 'MEDICAL', 'HOUSING', 'WATER'])
    await insert('guarantee_state', {
      county_code: first.countyCode,
      household_id: first.id,
      region_code: first.regionCode,
      item,
      result: 'FAIL',
      fail_reason: 'x',
      checked_on: '2026-03-02',
    })
  for (const input of new Set(COUNTED.map((each) => each.input))) {
    await anInput(input)
    await aFact(office, PLACES.county, { input_code: input, value: '100', unit: '户', source: 'WALK' })
  }
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const seen = <R>(read: (ctx: Ctx) => Promise<R>) => withScope(office, read)
const wallOf = (region: string) => seen((ctx) => getWall(ctx, region)) as Promise<Wall>

test('a figure that is counted stands on the wall, in its comparison and in words of both languages', async () => {
  const wall = await wallOf(PLACES.county)
  expect([...CARD_CODES, ...MORE.map(({ code }) => code)].sort()).toEqual(INDICATORS.map(({ code }) => code).sort())
  for (const { code } of TALLIES) {
    const parts = wall.children.map((child) => countsOf(child, code).denominator)
    expect([code, parts.reduce((sum, n) => sum + n, 0)]).toEqual([code, countsOf(wall, code).denominator])
    expect([code, zh.names[code], en.names[code], zh.means[code], en.means[code]]).not.toContain(undefined)
  }
  // What nobody has would agree with whatever is lost.
  const silent = TALLIES.filter(({ code }) => countsOf(wall, code).denominator === 0).map(({ code }) => code)
  expect(silent).toEqual(['rolledBack'])
})

test('it leaves in the summary, a row per place, as the wall of that place has it', async () => {
  const wall = await wallOf(PLACES.county)
  const query = `region=${PLACES.county}`
  const asked = { id: randomUUID(), query, format: 'XLSX', purpose: 'STUDY', note: NOTE }
  const id = idOf(await execute(office, requestSummary, asked, { id: randomUUID() }))
  expect(await makeNow(office, id)).toBe(true)
  const [, heads = [], ...rows] = (await cellsOf((await download(office, id)).body)).map((row) => row.map(plain))
  const columns = columnsOf('SUMMARY', exportViewOf(office.role, { isUnmasked: false, withHealth: false }))
  expect(heads).toEqual(columns.map(({ head }) => head))
  expect(rows.slice(0, -1).map(([code]) => code)).toEqual(wall.children.map(({ place }) => place.code))
  for (const child of wall.children) {
    const row = rows.find(([code]) => code === child.place.code) ?? []
    const cell = (key: string) => row[columns.findIndex((column) => column.key === key)] ?? null
    for (const { code, sum } of TALLIES) {
      const counts = countsOf(child, code)
      const [main, shown] = sum
        ? [cell(tallyKey(code, 'days')), isIndicatorCode(code) && shownOf(code, counts, wall.today)]
        : [cell(tallyKey(code, 'households')), counts.numerator]
      expect([code, main, cell(tallyKey(code, 'base'))]).toEqual([code, shown, counts.denominator])
      if (!sum)
        expect([code, cell(tallyKey(code, 'persons')), cell(tallyKey(code, 'share'))]).toEqual([
          code,
          counts.numeratorPersons,
          shareOf(counts),
        ])
    }
  }
})

test('it is told to other programs', async () => {
  const wall = await wallOf(PLACES.county)
  const { body } = await seen((ctx) => answerIndicators(ctx, { region: PLACES.county, source: 'WALK' }))
  expect(body.tallies.map(({ code }) => code)).toEqual(TALLIES.map(({ code }) => code))
  for (const { code, counted, names, definition, reported } of body.tallies) {
    const counts = countsOf(wall, code)
    expect([code, counted?.base, counted?.persons]).toEqual([
      code,
      { households: counts.denominator, persons: counts.denominatorPersons },
      counts.numeratorPersons,
    ])
    expect(names?.en && definition?.['zh-CN'], code).toBeTruthy()
    for (const each of reported) expect(body.indicators.map((line) => line.code as string)).toContain(each)
  }
  const days = body.tallies.find(({ code }) => code === 'daysSinceVisit')
  // The 26th of March: 24 days since the second, 34 since the 20th of February.
  expect(days).toMatchObject({ unit: 'DAYS', counted: { value: 29, households: 2 } })
  const later = await seen((ctx) => answerIndicators(ctx, { region: PLACES.county, asOf: '2026-04-01' }))
  expect(later.body.tallies.every(({ counted }) => counted === null)).toBe(true)
})

test('what is counted stands beside what is reported of the same, with the difference and the way to its households', async () => {
  const [wall, page] = await Promise.all([
    wallOf(PLACES.county),
    seen((ctx) => getIndicatorPage(ctx, { region: PLACES.county, source: 'WALK' })),
  ])
  const span = { region: PLACES.county, from: page.from, asOf: page.asOf }
  const { reads } = await seen((ctx) => countForInputs(ctx, span))
  const unread: string[] = []
  for (const { code, of, input } of COUNTED) {
    const counted = String(wall.figures[code][of])
    expect([input, reads.find((read) => read.code === input)?.value]).toEqual([input, counted])
    const part = of.startsWith('numerator') ? 'counted' : 'base'
    expect(recordsBehind(input, { ...span, today: page.today })).toContain(`behind=${code}&part=${part}`)
    const readers = REPORTED_DEFINITIONS.filter(({ formula }) => namesIn(formula).some(({ name }) => name === input))
    const lines = page.lines.filter((line) => readers.some((reader) => reader.code === line.code))
    if (readers.length === 0) unread.push(input)
    // A share of nothing is not shown.
    else if (wall.figures[code].denominator > 0)
      expect([input, lines.some(({ difference }) => difference !== null)]).toEqual([input, true])
  }
  expect(unread).toEqual(['registered_households'])
  const poor = page.lines.find(({ code }) => code === 'newly_poor')
  expect(poor).toMatchObject({ reported: { shown: '100' }, counted: { shown: '3' }, difference: '-97' })
  const spring = await seen((ctx) =>
    getIndicatorPage(ctx, { region: PLACES.county, from: '2026-03-01', source: 'WALK' }),
  )
  expect(spring.lines.find(({ code }) => code === 'newly_poor')?.counted).toBeNull()
})
