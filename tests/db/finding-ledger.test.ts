import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countWaiting } from '@/lib/findings/queries/household'
import { type FindingQuery, listFindings } from '@/lib/findings/queries/list'
import { FINDING_TABS } from '@/lib/findings/schema'
import { unitScores } from '@/lib/findings/sql'
import { unscoped, withScope } from '@/lib/platform/db'
import { type Random, random } from '@/prisma/seed/random'
import { aHousehold, anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { inspectors } from '../support/findings'
import {
  aLine,
  countModel,
  inTurn,
  isThere,
  type ModelLine,
  mayBeTaken,
  type Person,
  sees,
  take,
  VERBS,
  type Verb,
} from '../support/ledger-model'
import {
  FORGED,
  KINDS,
  layStatements,
  registerSql,
  runStatements,
  type Statement,
  settings,
  stepSql,
} from '../support/ledger-steps'
import { said, send } from '../support/outbox'

const OPERATIONS = 10_000
const AT_ONCE = 120
const COMPARE_EVERY = 2_500
const BY_COMMAND = 0.03
const SEED = 20_261_127
const TODAY = '2026-03-26'
const DAY = '2026-03-25'
const DUE = ['2026-03-01', '2026-03-24', '2026-03-25', '2026-03-26', '2027-01-31']
const UNITS = ['一村', '一镇政府', '县扶贫办', '县住建局', '县 扶贫办', '县水务局']
const SOURCES = ['LOOK_BACK', 'SELF_CHECK', 'AUDIT', 'NATIONAL_ASSESSMENT'] as const
const AHEAD: readonly Verb[] = ['assign', 'accept', 'prove', 'submit', 'review', 'verify', 'close', 'holds']
/** Steps that change no status: past the commands the database asks only that the line is not closed. */
const BESIDE: readonly Verb[] = ['progress', 'press', 'publish']

let people: Person[]
let office: Person
const [chance, lines]: [Random, ModelLine[]] = [random(SEED), []]

beforeAll(async () => {
  await layGround()
  await layStatements()
  const known = await inspectors()
  office = known.office
  people = [
    ...Object.values(known),
    await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY', '县·扶贫办'),
    await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY', '邻县扶贫办'),
    { ...known.leader, actingFor: { userId: known.office.userId, name: 'A' }, actingUnit: known.office.unit },
  ]
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

type Operation = { lineId: string; statement: Statement; fits: boolean; what: string; done: () => void }

/** A step that was drawn: mostly the next one by whoever may, now and then anything by anybody. */
function drawStep(): Operation | null {
  const line = chance.one(lines)
  const next = VERBS.filter((each) => inTurn(line, each))
  const ahead = next.filter(
    (each) => AHEAD.includes(each) && (each !== 'prove' || line.proven.size < line.needs.length),
  )
  const verb = chance.one(chance.chance(0.2) ? VERBS : chance.chance(0.65) && ahead.length > 0 ? ahead : next)
  const able = people.filter((each) => mayBeTaken(each, line, verb))
  const actor = able.length > 0 && chance.chance(0.75) ? chance.one(able) : chance.one(people)
  if (!inTurn(line, verb) && (isThere(line, verb) || (BESIDE.includes(verb) && line.status !== 'CLOSED'))) return null
  const wish = {
    day: DAY,
    unit: chance.one(UNITS),
    dueOn: chance.one(DUE),
    kind: chance.one(line.needs.filter((each) => !line.proven.has(each)).concat(line.needs)),
    isDrawn: chance.chance(0.4),
  }
  const isStale = chance.chance(0.03)
  const isOfOldRound = verb === 'prove' && line.round > 0 && chance.chance(0.2)
  const forged = chance.chance(0.2) ? chance.one(people).userId : undefined
  const over = {
    forged,
    version: isStale ? line.version - 1 : line.version,
    round: isOfOldRound ? line.round - 1 : line.round,
  }
  const isFresh = verb === 'holds' || (!isStale && !isOfOldRound)
  return {
    lineId: line.id,
    statement: { as: settings(actor), sql: stepSql(line, actor, verb, { ...wish, ...over }) },
    fits: isFresh && mayBeTaken(actor, line, verb),
    what: `${verb} of ${line.status} by ${actor.role} ${actor.unit}`,
    done: () => take(actor, line, verb, wish),
  }
}

function drawLine(places: readonly { regionCode: string; householdId: string | null }[]): Operation {
  const actor = chance.one(people)
  const category = chance.one(Object.keys(KINDS) as (keyof typeof KINDS)[])
  const place = chance.one(places)
  const line = aLine({
    ...place,
    id: randomUUID(),
    source: chance.one(SOURCES),
    category,
    needs: [...KINDS[category], ...(place.householdId ? ['HOUSEHOLD_WORD'] : [])],
    hiddenDigits: chance.chance(0.15) && actor.role === 'SUPERVISOR' ? actor.scope.length : null,
    foundBy: actor.userId,
  })
  return {
    lineId: line.id,
    statement: { as: settings(actor), sql: registerSql(line, actor, DAY) },
    fits: line.regionCode.startsWith(actor.scope),
    what: `register by ${actor.role}`,
    done: () => lines.push(line),
  }
}

/** What nobody may: to rewrite, to forge, to delete. */
function drawForgery(): Operation {
  const line = chance.one(lines)
  const where = `WHERE county_code = '${line.regionCode.slice(0, 6)}' AND id = '${line.id}'`
  const sql = chance.chance(0.1)
    ? `DELETE FROM finding ${where}`
    : `UPDATE finding SET ${chance.one(FORGED)}, version = version + 1 ${where}`
  return {
    lineId: line.id,
    statement: { as: settings(chance.one(people)), sql },
    fits: false,
    what: `${sql} of ${line.status}`,
    done: () => undefined,
  }
}

/** The same step through the phone door: only that what the model forbids is refused there too, and what is taken is taken once. */
async function byCommand(): Promise<boolean> {
  const line = chance.one(lines)
  const verb = chance.one(['accept', 'progress', 'prove', 'review', 'return', 'publish'] as const)
  const actor = chance.one(people)
  const kind = chance.one(line.needs.filter((each) => !line.proven.has(each)).concat(line.needs))
  const told = {
    goal: 'A',
    measures: 'B',
    note: 'A',
    opinion: 'A',
    reason: 'A',
    id: randomUUID(),
    kind,
    reference: 'A',
  }
  const asked = { findingId: line.id, version: line.version, on: DAY, ...told }
  const answer = await said(send(actor, `finding.${verb}`, asked))
  if (answer !== 'done') return false
  expect([verb, line.status, actor.role, mayBeTaken(actor, line, verb)]).toEqual([verb, line.status, actor.role, true])
  take(actor, line, verb, { day: DAY, kind })
  return true
}

/** What the ledger counts for somebody, against the model's own count, however it is narrowed. */
async function compare(households: readonly string[]): Promise<void> {
  const queries: FindingQuery[] = [
    { tab: 'open' },
    { tab: 'open', region: PLACES.village },
    { tab: 'open', region: PLACES.township, source: 'AUDIT' },
    { tab: 'open', category: 'FUNDS' },
    { tab: 'open', source: 'LOOK_BACK', category: 'FILES' },
    ...households.map((household) => ({ tab: 'open' as const, household })),
  ]
  const near = people.filter(({ role }) => role === 'LINE_DEPARTMENT' || role === 'COUNTY_LEADER').slice(0, 2)
  for (const actor of people) {
    for (const query of queries) {
      const isNarrowed = query !== queries[0]
      if (isNarrowed && !near.includes(actor)) continue
      const { region, source, category, household } = query
      const level = region === PLACES.township ? 9 : 12
      const here = lines.filter(
        (line) =>
          sees(actor, line) &&
          (!region || line.regionCode.startsWith(region.slice(0, level))) &&
          (!source || line.source === source) &&
          (!category || line.category === category) &&
          (!household || line.householdId === household),
      )
      const { counts } = await withScope(actor, (ctx) => listFindings(ctx, query))
      expect([actor.role, query, counts]).toMatchObject([actor.role, query, countModel(here, TODAY)])
    }
    const seen = lines.filter((line) => sees(actor, line))
    const [wall] = await withScope(
      actor,
      (ctx) =>
        ctx.db.$queryRaw<
          { village: number; county: number }[]
        >`SELECT open_findings('130799', ${PLACES.village})::int AS village,
          open_findings('130799', ${PLACES.county})::int AS county`,
    )
    const open = (fits: (line: ModelLine) => boolean) =>
      seen.filter((line) => line.status !== 'CLOSED' && fits(line)).length
    expect([actor.role, wall?.village, wall?.county]).toEqual([
      actor.role,
      open(({ regionCode }) => regionCode === PLACES.village),
      open(({ regionCode }) => regionCode.startsWith('130799')),
    ])
  }
}

/** Every tab turned over page by page shows the lines that it counts, each once. */
async function turnOver(actor: Person): Promise<void> {
  for (const tab of FINDING_TABS) {
    const shown: string[] = []
    let after: string | undefined
    let counted = 0
    do {
      const { findings, next, counts } = await withScope(actor, (ctx) => listFindings(ctx, { tab, after }))
      shown.push(...findings.map(({ id }) => id))
      after = next ?? undefined
      counted = counts[tab]
    } while (after)
    expect([tab, new Set(shown).size, shown.length]).toEqual([tab, counted, counted])
  }
  const { mine } = await withScope(actor, async (ctx) => (await listFindings(ctx, { tab: 'mine' })).counts)
  expect((await withScope(actor, countWaiting)).count).toBe(mine)
}

test('after 10,000 random operations by right and wrong persons every count of the ledger is what was done', async () => {
  const homes = [await aHousehold(), await aHousehold(PLACES.otherTownshipVillage)]
  const places = [
    PLACES.village,
    PLACES.siblingVillage,
    PLACES.township,
    PLACES.county,
    PLACES.otherTownshipVillage,
    PLACES.otherCountyVillage,
  ].map((regionCode): { regionCode: string; householdId: string | null } => ({ regionCode, householdId: null }))
  places.push(...homes.map(({ regionCode, id }) => ({ regionCode, householdId: id })))
  let [operations, taken, refused, next] = [0, 0, 0, COMPARE_EVERY]
  while (operations < OPERATIONS) {
    // Within a batch each line is touched once, so that the batch can be drawn before it is run.
    const batch: Operation[] = []
    const touched = new Set<string>()
    while (batch.length < AT_ONCE) {
      const dice = chance.next()
      const each = lines.length < 60 || dice < 0.015 ? drawLine(places) : dice < 0.055 ? drawForgery() : drawStep()
      if (!each || touched.has(each.lineId)) {
        if (touched.size >= lines.length * 0.7) break
        continue
      }
      touched.add(each.lineId)
      batch.push(each)
    }
    const answers = await runStatements(batch.map(({ statement }) => statement))
    for (const [n, each] of batch.entries()) {
      expect([each.what, each.fits, answers[n]]).toEqual([
        each.what,
        each.fits,
        each.fits ? 'done' : expect.not.stringMatching(/^done$/),
      ])
      if (each.fits) {
        each.done()
        taken++
      } else refused++
    }
    operations += batch.length
    for (let n = 0; n < batch.length * BY_COMMAND; n++, operations++) (await byCommand()) ? taken++ : refused++
    if (operations >= next) {
      await compare(homes.map(({ id }) => id))
      next += COMPARE_EVERY
    }
  }
  await compare(homes.map(({ id }) => id))
  for (const actor of [office, people.at(-2) as Person]) await turnOver(actor)
  const { rows } = await owner().query('SELECT id, status, version, reopened, unit FROM finding ORDER BY id')
  const wanted = lines.map(({ id, status, version, round, unit }) => ({ id, status, version, reopened: round, unit }))
  expect(rows).toEqual(wanted.sort((a, b) => (a.id < b.id ? -1 : 1)))
  const scores = await withScope(office, (ctx) => unitScores(ctx, { lo: '130799', hi: '130799:' }))
  expect(scores.reduce((sum, { open }) => sum + open, 0)).toBe(
    lines.filter((line) => sees(office, line) && line.unit !== null && line.status !== 'CLOSED').length,
  )
  const { closed, reopened: again } = countModel(lines, TODAY)
  console.log(
    `${operations} operations: ${taken} taken, ${refused} refused; ${lines.length} lines, ${closed} closed, ${again} reopened`,
  )
  expect([taken > 4_000, refused > 2_000, closed > 20, again > 10]).toEqual([true, true, true, true])
}, 300_000)
