import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { outboxCommands } from '@/app/api/outbox/commands'
import { mergeHousehold } from '@/lib/duplicates/commands/merge-household'
import { undoMerge } from '@/lib/duplicates/commands/undo-merge'
import { getFinding } from '@/lib/findings/queries/finding'
import { listHouseholdFindings } from '@/lib/findings/queries/household'
import { doubtfulClosings } from '@/lib/findings/sql'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { csvOf } from '@/prisma/seed/sample-ledger'
import {
  aHousehold,
  anEvidence,
  type BuiltHousehold,
  closeOwner,
  insert,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { aReview } from '../support/duplicate-builders'
import { decides, happens } from '../support/events'
import { aFinding, aProof, inspectors } from '../support/findings'
import { aLedger, bringIn, checkedBatch, layCounty, takeBack, withCells } from '../support/ledgers'
import { said, send } from '../support/outbox'

const DAY = '2026-03-25'
let people: Awaited<ReturnType<typeof inspectors>>
let household: BuiltHousehold
let closed: string
let open: string

beforeAll(async () => {
  await layGround()
  people = await inspectors()
})
beforeEach(async () => {
  household = await aHousehold()
  ;[closed, open] = await linesOf(household)
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

/** A closed and an open line of a household, each with a photo, a paper and what the household said. */
async function linesOf(home: BuiltHousehold): Promise<[string, string]> {
  const line = async (status: 'CLOSED' | 'RECTIFYING') => {
    const id = await aFinding({ household: home, by: people.cadre, status: 'RECTIFYING', category: 'HOUSING' })
    const place = { county_code: home.countyCode, region_code: home.regionCode, household_id: home.id }
    const evidenceId = await anEvidence(home, people.cadre, { subject_kind: 'FINDING', subject_id: id })
    await aProof(id, people.cadre, 'PHOTO', { ...place, evidence_id: evidenceId })
    await aProof(id, people.cadre, 'CERTIFICATE', place)
    await aProof(id, people.cadre, 'HOUSEHOLD_WORD', place)
    if (status === 'CLOSED') await close(id)
    return id
  }
  return [await line('CLOSED'), await line('RECTIFYING')]
}

async function close(id: string): Promise<void> {
  const change = (set: string) => owner().query(`UPDATE finding SET ${set}, version = version + 1 WHERE id = $1`, [id])
  await change(
    `status = 'SUBMITTED', submitted_by = found_by, submitted_unit = '一村', submitted_on = '${DAY}', similar_found = 0, similar_fixed = 0`,
  )
  await change(`status = 'REVIEWED', reviewed_by = gen_random_uuid()`)
  await change(`status = 'VERIFIED', verified_by = gen_random_uuid(), verified_unit = '县督查室'`)
  await change(
    `status = 'CLOSED', closed_by = gen_random_uuid(), closed_unit = '县委', closed_on = '${DAY}', closed_at = now()`,
  )
}

/** A line with its record, its proofs, its draws and the pieces it rests on, letter by letter; pieces without where their household lives. */
async function image(...ids: string[]) {
  const { rows } = await owner().query(
    `SELECT (SELECT jsonb_agg(to_jsonb(f) ORDER BY f.id) FROM finding f WHERE f.id = ANY ($1)) AS lines,
       (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.finding_id, s.step_no) FROM finding_step s WHERE s.finding_id = ANY ($1)) AS steps,
       (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.id) FROM finding_proof p WHERE p.finding_id = ANY ($1)) AS proofs,
       (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.finding_id) FROM finding_recheck r WHERE r.finding_id = ANY ($1)) AS rechecks,
       (SELECT jsonb_agg(to_jsonb(e) - 'region_code' ORDER BY e.id) FROM evidence e WHERE e.subject_id = ANY ($1)) AS pieces`,
    [ids],
  )
  return rows[0]
}
const shown = (actor: Actor, householdId: string) =>
  withScope(actor, (ctx) => listHouseholdFindings(ctx, { countyCode: '130799', householdId })).then((rows) =>
    rows.map(({ id }) => id).sort(),
  )
const run = (command: Command, input: unknown) => said(execute(people.office, command, input, { id: randomUUID() }))
const checkers = () => [people.cadre, people.clerk] as const

test.each([
  ['one village', PLACES.village],
  ['two villages', PLACES.siblingVillage],
])(
  'records of %s that are merged leave the lines of either as they were, and show all of them on the kept one',
  async (_, there) => {
    const kept = await aHousehold(there)
    const before = await image(closed, open)
    const review = await aReview(
      'HOUSEHOLD',
      { countyCode: '130799', regionCode: PLACES.county },
      kept.id,
      household.id,
    )
    const members = [{ dropped: household.headId, kept: kept.headId }]
    const keep = kept.id < household.id ? 'left' : 'right'
    expect(await run(mergeHousehold, { reviewId: review, version: 1, keep, members })).toBe('done')
    expect(await image(closed, open)).toEqual(before)
    expect(await shown(people.office, kept.id)).toEqual([closed, open].sort())
    // What a visit finds of the kept record since speaks against the closing.
    await insert('guarantee_state', {
      county_code: '130799',
      household_id: kept.id,
      item: 'HOUSING',
      region_code: there,
      result: 'FAIL',
      fail_reason: 'A',
      checked_on: '2026-03-26',
    })
    const doubts = await withScope(people.office, (ctx) => doubtfulClosings(ctx, { lo: '130799', hi: '130799:' }))
    expect(doubts.filter(({ id }) => id === closed)).toMatchObject([{ householdId: kept.id }])
    await owner().query('DELETE FROM guarantee_state WHERE household_id = $1', [kept.id])
    expect(await run(undoMerge, { reviewId: review, version: 2 })).toBe('done')
    expect(await image(closed, open)).toEqual(before)
    expect(await shown(people.office, household.id)).toEqual([closed, open].sort())
  },
)

test('a death, a change of head, a move within the village and the end of the household change no line, nor does taking them back', async () => {
  const before = await image(closed, open)
  const gone = await happens(checkers(), household, 'DEATH', { personId: household.headId })
  expect(await image(closed, open)).toEqual(before)
  expect(await shown(people.cadre, household.id)).toEqual([closed, open].sort())
  expect(await withScope(people.cadre, (ctx) => getFinding(ctx, open))).toMatchObject({ status: 'RECTIFYING' })
  // The open line is put right or returned as before; the closed one is only reopened.
  const progress = { findingId: open, version: 1, on: DAY, note: '户主已故' }
  expect(await said(send(people.cadre, 'finding.progress', progress))).toBe('done')
  expect(await decides(people.office, 'undo', gone)).toBe('done')
  expect((await image(closed)).lines).toEqual(before.lines.filter(({ id }: { id: string }) => id === closed))
  const away = await happens(checkers(), household, 'GONE', { goneReason: 'MOVED_AWAY' })
  expect((await image(closed)).lines[0].status).toBe('CLOSED')
  expect(await decides(people.office, 'undo', away)).toBe('done')
})

test('a household that moves leaves its lines to the village that must put them right; its photos are seen by whoever sees the line', async () => {
  const before = await image(closed, open)
  await owner().query(`UPDATE household SET region_code = $2, version = version + 1 WHERE id = $1`, [
    household.id,
    PLACES.siblingVillage,
  ])
  expect(await image(closed, open)).toEqual(before)
  expect(await shown(people.neighbour, household.id)).toEqual([])
  expect(await shown(people.office, household.id)).toEqual([closed, open].sort())
  const seen = (actor: Actor) =>
    withScope(actor, (ctx) => ctx.db.evidence.count({ where: { subjectKind: 'FINDING', subjectId: open } }))
  expect([await seen(people.neighbour), await seen(people.office)]).toEqual([0, 1])
  // The village of the line goes on proving it: what it adds now hangs on the line.
  const id = await anEvidence(household, people.cadre, {
    subject_kind: 'FINDING',
    subject_id: open,
    household_id: null,
    finding_id: open,
    region_code: PLACES.village,
  })
  const proof = { findingId: open, version: 1, on: DAY, id: randomUUID(), kind: 'PHOTO', evidenceId: id }
  expect(await said(send(people.cadre, 'finding.prove', proof))).toBe('done')
  expect((await withScope(people.cadre, (ctx) => getFinding(ctx, open))).title).toBe('住房没有鉴定')
})

test('an import that changes a household changes no line about it, and is not taken back from under one that it made', async () => {
  const office = await layCounty()
  const ledger = aLedger(3, 0, 77)
  const first = await checkedBatch(office, csvOf(ledger))
  expect(await bringIn(office, first)).toMatchObject({ ok: true })
  const no = ledger.rows[0]?.[ledger.heads.indexOf('户编号')] as string
  const { rows } = await owner().query('SELECT id, county_code, region_code FROM household WHERE household_no = $1', [
    no,
  ])
  const home = { ...household, id: rows[0].id, countyCode: rows[0].county_code, regionCode: rows[0].region_code }
  const ids = await linesOf(home)
  const before = await image(...ids)
  const again = await checkedBatch(office, csvOf(withCells(ledger, no, { 村民小组: '九组', 联系电话: '19000008888' })))
  expect(await bringIn(office, again)).toMatchObject({ ok: true })
  expect(await image(...ids)).toEqual(before)
  await takeBack(office, again)
  expect(await image(...ids)).toEqual(before)
  await takeBack(office, first)
  const { rows: still } = await owner().query('SELECT 1 FROM household WHERE id = $1', [home.id])
  expect(still).toHaveLength(1)
  expect(await image(...ids)).toEqual(before)
  const { rows: written } = await owner().query(
    `SELECT DISTINCT table_name FROM change_row WHERE table_name LIKE 'finding%' OR table_name = 'evidence'`,
  )
  expect(written).toEqual([])
})

test('nothing that a phone sends changes a closed line but reopening it; what it kept from before is told so', async () => {
  const before = await image(closed)
  const { version } = before.lines[0]
  const told: Record<string, object> = {
    assign: { unit: '一村', leader: 'A', person: 'B', dueOn: '2027-01-31' },
    accept: { goal: 'A', measures: 'B' },
    progress: { note: 'A' },
    prove: { id: randomUUID(), kind: 'DOCUMENT', reference: 'A' },
    submit: { result: 'A', similarFound: 0, similarFixed: 0 },
    review: { opinion: 'A' },
    verify: { seen: 'A', householdWord: 'A' },
    close: { opinion: 'A' },
    return: { reason: 'A' },
    extend: { dueOn: '2027-01-31', reason: 'A' },
    longTerm: { milestones: 'A', reason: 'A' },
    press: { note: 'A' },
    publish: {},
  }
  const verbs = [...outboxCommands.keys()]
    .filter((kind) => /^finding\./.test(kind))
    .map((kind) => kind.slice('finding.'.length))
  expect(
    verbs.filter((verb) => !(verb in told) && !['register', 'registerLike', 'reopen', 'recheck'].includes(verb)),
  ).toEqual([])
  for (const actor of Object.values(people)) {
    for (const [verb, input] of Object.entries(told)) {
      const asked = { findingId: closed, on: DAY, ...input }
      const answers = [
        await said(send(actor, `finding.${verb}`, { ...asked, version })),
        await said(send(actor, `finding.${verb}`, { ...asked, version: version - 1 })),
      ]
      expect([verb, actor.role, answers.includes('done')]).toEqual([verb, actor.role, false])
    }
    const taken = {
      ...told.close,
      id: closed,
      findingId: closed,
      source: 'SELF_CHECK',
      sourceYear: 2026,
      aspect: 'GUARANTEES',
    }
    const anew = { ...taken, householdId: household.id, category: 'HOUSING', title: '改写', foundOn: DAY }
    const registered = await said(send(actor, 'finding.register', anew)).catch(() => 'fault')
    expect(registered).not.toBe('done')
  }
  expect(await image(closed)).toEqual(before)
})
