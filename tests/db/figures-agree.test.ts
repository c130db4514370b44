import { afterAll, beforeAll, expect, test } from 'vitest'
import { idsOfList, readList } from '@/lib/exports/queries/lists'
import { readRows } from '@/lib/exports/queries/rows'
import { tallyKey } from '@/lib/exports/rules/summary-columns'
import { exportViewOf } from '@/lib/exports/rules/view'
import type { Kind } from '@/lib/exports/schema'
import { INDICATORS } from '@/lib/indicators/catalogue'
import { countForInputs } from '@/lib/indicators/queries/counted'
import { getWall } from '@/lib/indicators/queries/wall'
import { recordsBehind } from '@/lib/indicators/rules/records'
import type { Actor } from '@/lib/platform/actor'
import { type Ctx, unscoped, withScope } from '@/lib/platform/db'
import { ownPrefix } from '@/lib/regions/rules'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { takeOut } from '../support/exports'
import { AMOUNTS, inputsSlowly, listsSlowly, membersSlowly } from '../support/figures-oracle'
import { MovingCounty } from '../support/moving-county'
import { layPolicy } from '../support/policy'
import { countSlowly } from '../support/wall-oracle'

const OPERATIONS = Number(process.env.FANGXIAN_OPS ?? 480)
const SEED = Number(process.env.FANGXIAN_SEED ?? 20_281_129)
const AROUND = 4
/** Between two comparisons on one day at most so many operations. */
const COMPARE_EVERY = 1_000
const LEVELS = [PLACES.village, PLACES.township, PLACES.county]

/** When the county is looked at, and on which days it lives before: an instant without a share is the next tick of the clock alone. */
const COURSE: readonly { at: string; share?: number }[] = [
  { at: '2026-03-30T10:00:00+08:00', share: 3 },
  { at: '2026-03-31T23:59:59.999+08:00', share: 1 },
  { at: '2026-04-01T00:00:00+08:00' },
  { at: '2026-04-01T09:00:00+08:00', share: 1 },
  { at: '2028-02-28T23:59:59.999+08:00', share: 2 },
  { at: '2028-02-29T00:00:00+08:00' },
  { at: '2028-02-29T23:59:59.999+08:00', share: 2 },
  { at: '2028-03-01T00:00:00+08:00' },
  { at: '2028-03-01T12:00:00+08:00', share: 1 },
]

let office: Actor
let county: MovingCounty

beforeAll(async () => {
  await layGround()
  await layPolicy()
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  county = new MovingCounty(SEED, office)
  await county.open()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const listed = async (ctx: Ctx, kind: Kind, query: string) =>
  (await idsOfList(ctx, await readList(ctx, kind, query))).length
const yuan = (fen: number) => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

/** The wall against the hand-written count, the list behind each figure, the lists of the matter and the rows of the exports. */
async function wallAgrees(ctx: Ctx, region: string, about: object) {
  const prefix = ownPrefix(region)
  const slow = { ...(await countSlowly(prefix, ctx.today)) }
  const wall = await getWall(ctx, region)
  for (const { code, sum } of INDICATORS) {
    const { numerator: n, numeratorPersons: np, denominator: d, denominatorPersons: dp } = wall?.figures[code] ?? {}
    expect({ ...about, code, n, np, d, dp }).toEqual({ ...about, code, ...slow[code] })
    const behind = (part: string) => listed(ctx, 'HOUSEHOLDS', `region=${region}&behind=${code}&part=${part}`)
    expect({ ...about, code, counted: await behind('counted'), missing: await behind('missing') }).toEqual({
      ...about,
      code,
      // A sum of days is of all its households.
      counted: sum ? d : n,
      missing: sum ? 0 : Number(d) - Number(n),
    })
  }
  expect({ ...about, overdue: wall?.figures.openClues.overdue }).toEqual({ ...about, overdue: slow.overdueClues?.n })
  return wall
}

async function listsAgree(ctx: Ctx, region: string, about: object, wall: Awaited<ReturnType<typeof getWall>>) {
  const prefix = ownPrefix(region)
  const slow = await listsSlowly(prefix, ctx.today)
  const at = (kind: Kind, more = '') => listed(ctx, kind, `region=${region}${more}`)
  const lists = {
    clues_open: await at('CLUES', '&tab=open'),
    clues_overdue: await at('CLUES', '&tab=overdue'),
    clues_decided: await at('CLUES', '&tab=decided'),
    cases_open: await at('CASES', '&tab=open'),
    cases_removed: await at('CASES', '&tab=removed'),
    visits: await at('VISITS'),
    visits_of_30_days: await at('VISITS', '&days=30'),
    findings_open: await at('FINDINGS', '&tab=open'),
    findings_closed: await at('FINDINGS', '&tab=closed'),
    findings_overdue: await at('FINDINGS', '&tab=overdue'),
    relief_paid: await at('RELIEF', '&tab=paid'),
    households: await at('HOUSEHOLDS'),
    unvisited: await at('HOUSEHOLDS', '&unvisited=90'),
  }
  expect({ ...about, ...lists }).toMatchObject({
    ...about,
    ...Object.fromEntries(Object.keys(lists).map((key) => [key, slow[key]])),
  })
  const { openClues, monitored } = wall?.figures ?? {}
  expect({ ...about, clues: lists.clues_open, overdue: lists.clues_overdue, cases: lists.cases_open }).toEqual({
    ...about,
    clues: openClues?.numerator,
    overdue: openClues?.overdue,
    cases: monitored?.numerator,
  })
  const list = await readList(ctx, 'SUMMARY', `region=${region}`)
  const view = exportViewOf(ctx.actor.role, { isUnmasked: false, withHealth: false })
  const rows = await readRows(ctx, list, await idsOfList(ctx, list), view, { keys: new Set(), serial: '' })
  const sum = (key: string) => rows.reduce((all, { cells }) => all + Number(cells[key]), 0)
  const keys = ['households', 'persons', 'notExited', 'exited', 'neverPoor', 'monitored', 'unvisited']
  expect({ ...about, ...Object.fromEntries(keys.map((key) => [key, sum(key)])) }).toEqual({
    ...about,
    households: slow.households,
    persons: slow.persons,
    notExited: slow.poor,
    exited: slow.exited,
    neverPoor: slow.never_poor,
    monitored: slow.cases_open,
    unvisited: slow.unvisited,
  })
  for (const { code, sum: isSum } of INDICATORS) {
    const { numerator: n, numeratorPersons: np, denominator: d } = wall?.figures[code] ?? {}
    // Averages are not added up; what they are of stands beside them.
    const told = isSum ? {} : { n: sum(tallyKey(code, 'households')), np: sum(tallyKey(code, 'persons')) }
    const expected = isSum ? {} : { n, np }
    expect({ ...about, code, ...told, d: sum(tallyKey(code, 'base')) }).toEqual({ ...about, code, ...expected, d })
  }
  expect({ ...about, members: slow.persons }).toEqual({ ...about, members: await membersSlowly(prefix, ctx.today) })
}

/** Every input that the system counts itself against the hand-written count. */
async function inputsAgree(ctx: Ctx, region: string, about: object) {
  const prefix = ownPrefix(region)
  const [from, asOf] = [`${ctx.today.slice(0, 4)}-01-01`, ctx.today]
  const { reads, isBusy } = await countForInputs(ctx, { region, from, asOf })
  expect({ ...about, isBusy }).toEqual({ ...about, isBusy: false })
  const counted = Object.fromEntries(reads.map(({ code, value }) => [code, value]))
  const [slow, wall] = [await inputsSlowly(prefix, from, asOf), await countSlowly(prefix, ctx.today)]
  const ofWall = {
    remaining_poor_persons: wall.remainingPoor?.np,
    remaining_poor_households: wall.remainingPoor?.n,
    registered_households: wall.remainingPoor?.d,
    registered_persons: wall.remainingPoor?.dp,
    monitored_households: wall.monitored?.n,
    monitored_persons: wall.monitored?.np,
    households_visited: wall.visitCoverage?.n,
    households_due_visit: wall.visitCoverage?.d,
    guarantee_unmet_households: wall.guaranteesNotMet?.n,
    guarantee_checked_households: wall.guaranteesNotMet?.d,
    monitored_with_measure: wall.measureCoverage?.n,
    risk_removed_households: wall.riskRemoved?.n,
    ever_monitored: wall.riskRemoved?.d,
    removals_rolled_back: wall.rolledBack?.n,
    once_removed_households: wall.rolledBack?.d,
    relapsed_persons: wall.relapsed?.np,
    newly_poor_persons: wall.newlyPoor?.np,
    cases_self_reported: wall.selfReported?.n,
  }
  const expected = Object.entries({ ...slow, ...ofWall }).flatMap(([code, n]) => {
    // Nothing recorded is no statement that there was nothing.
    const isSilent = code.startsWith('findings_')
      ? slow.findings_total === 0
      : code in ofWall
        ? wall.remainingPoor?.d === 0
        : n === 0
    if (isSilent) return []
    return [[code, AMOUNTS.includes(code) ? yuan(Number(n)) : String(n)]]
  })
  expect({ ...about, ...counted }).toEqual({ ...about, ...Object.fromEntries(expected) })
}

const LIST_OF: Readonly<Record<string, Kind>> = {
  '/households': 'HOUSEHOLDS',
  '/findings': 'FINDINGS',
  '/relief': 'RELIEF',
}
/** Inputs that count the rows of their list; the others add up what stands in them. */
const isOfRows = (code: string) =>
  /^findings_|_households$|^households_|_person_times$/.test(code) &&
  !/^(temporary|prevention|filial)\w*_households$/.test(code)

/** The list that a counted input opens has exactly as many rows. */
async function linksAgree(ctx: Ctx, region: string, about: object) {
  const span = { region, from: `${ctx.today.slice(0, 4)}-01-01`, asOf: ctx.today }
  const { reads } = await countForInputs(ctx, span)
  for (const { code, value } of reads) {
    const [page = '', query = ''] = recordsBehind(code, { ...span, today: ctx.today })?.split('?') ?? []
    expect({ ...about, code, page }).not.toMatchObject({ page: '' })
    const kind = LIST_OF[page]
    if (kind && isOfRows(code))
      expect({ ...about, code, rows: await listed(ctx, kind, query) }).toEqual({ ...about, code, rows: Number(value) })
  }
}

/** The very files of a village: as many lines as their lists have rows, and the counts of the summary. */
async function filesAgree() {
  const region = PLACES.village
  for (const [kind, query] of [
    ['HOUSEHOLDS', `region=${region}&behind=remainingPoor&part=counted`],
    ['CASES', `region=${region}&tab=open`],
    ['CLUES', `region=${region}&tab=open`],
    ['VISITS', `region=${region}&days=7`],
    ['SUMMARY', `region=${region}`],
  ] as const) {
    const rows = await withScope(office, (ctx) => listed(ctx, kind, query))
    if (rows === 0) continue
    const { body } = await takeOut(office, { kind, query, format: 'CSV_UTF8' })
    // A line for the heads, the imprint above and below, and the end of the last one.
    expect({ kind, lines: body.toString('utf8').split('\r\n').length - AROUND }).toEqual({ kind, lines: rows })
  }
}

/** What the clock alone changed between two instants without a deed: a month's visits begin anew, and days run out. */
const moved = new Set<'month' | 'deadline'>()
const figuresAt = (at: string) =>
  withScope(
    office,
    async (ctx) => {
      const { visitCoverage, openClues } = (await getWall(ctx, PLACES.county))?.figures ?? {}
      return { month: visitCoverage?.numerator, deadline: openClues?.overdue }
    },
    { at: new Date(at) },
  )

async function everythingAgrees(at: string) {
  for (const region of LEVELS) {
    const about = { seed: SEED, after: county.done, at, region }
    await withScope(
      office,
      async (ctx) => {
        const wall = await wallAgrees(ctx, region, about)
        await listsAgree(ctx, region, about, wall)
        await inputsAgree(ctx, region, about)
        await linksAgree(ctx, region, about)
      },
      { at: new Date(at) },
    )
  }
}

test('after random operations every number equals its list, its export and a count by hand, through month ends, 29 February and midnight', async () => {
  const shares = COURSE.reduce((sum, { share = 0 }) => sum + share, 0)
  let looks = 0
  for (const [index, { at, share }] of COURSE.entries()) {
    const isLast = index === COURSE.length - 1
    const until = isLast ? OPERATIONS : county.done + Math.floor((OPERATIONS * (share ?? 0)) / shares)
    const day = at.slice(0, 10)
    while (share && county.done < until) {
      await county.live(Math.min(COMPARE_EVERY, until - county.done), day)
      if (county.done < until) await everythingAgrees(at)
    }
    await everythingAgrees(at)
    looks++
    const next = COURSE[index + 1]
    if (next && !next.share) {
      const [before, after] = [await figuresAt(at), await figuresAt(next.at)]
      if (before.month !== after.month) moved.add('month')
      if (before.deadline !== after.deadline) moved.add('deadline')
    }
  }
  await filesAgree()
  expect([...moved].sort()).toEqual(['month', 'deadline'].sort())
  const { rows } = await owner().query('SELECT count(*)::int AS n FROM household')
  console.log(`figures agree: ${county.done} operations, ${rows[0].n} households, ${looks} instants, seed ${SEED}`)
  expect(county.done).toBe(OPERATIONS)
}, 3_600_000)
