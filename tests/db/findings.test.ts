import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getFinding } from '@/lib/findings/queries/finding'
import { listFindings } from '@/lib/findings/queries/list'
import { isDrawn } from '@/lib/findings/rules/draw'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { aHousehold, anEvidence, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aFinding, aProof, inspectors } from '../support/findings'
import { said, send } from '../support/outbox'

let people: Awaited<ReturnType<typeof inspectors>>
let household: BuiltHousehold
const day = '2026-03-25'

beforeAll(async () => {
  await layGround()
  people = await inspectors()
  household = await aHousehold()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const row = async (id: string) => (await owner().query('SELECT * FROM finding WHERE id = $1', [id])).rows[0]
const version = async (id: string) => (await row(id)).version as number

/** Takes one step as the phone would, on the line as it is now. */
const step = async (actor: Actor, verb: string, id: string, input: object = {}) =>
  said(send(actor, `finding.${verb}`, { findingId: id, version: await version(id), on: day, ...input }))

const REGISTER = {
  source: 'LOOK_BACK',
  sourceYear: 2026,
  aspect: 'GUARANTEES',
  category: 'HOUSING',
  title: 'C 级住房没有列入改造',
  foundOn: day,
}
const ASSIGN = { unit: '一镇政府', leader: '甲', person: '乙', dueOn: '2027-01-31' }
const RESULT = { result: '已经修好', similarFound: 2, similarFixed: 1 }

async function registered(over: object = {}): Promise<string> {
  const id = randomUUID()
  expect(
    await said(send(people.supervisor, 'finding.register', { ...REGISTER, id, householdId: household.id, ...over })),
  ).toBe('done')
  return id
}

async function photoOf(id: string, by: Actor): Promise<string> {
  return anEvidence(household, by, { subject_kind: 'FINDING', subject_id: id })
}

describe('given a household whose house is not safe, found by a county supervisor', () => {
  it('when the township puts it right, then it is closed by others only, with every proof, and once', async () => {
    const id = await registered()
    expect(await step(people.supervisor, 'assign', id, ASSIGN)).toBe('done')
    expect(await step(people.cadre, 'accept', id, { goal: '安全', measures: '改造' })).toBe('done')
    expect(await step(people.cadre, 'submit', id, RESULT)).toBe('findings.proofMissing')
    const evidenceId = await photoOf(id, people.cadre)
    expect(await step(people.cadre, 'prove', id, { id: randomUUID(), kind: 'PHOTO', evidenceId })).toBe('done')
    expect(await step(people.cadre, 'prove', id, { id: randomUUID(), kind: 'CERTIFICATE', reference: '鉴 3 号' })).toBe(
      'done',
    )
    expect(await step(people.cadre, 'submit', id, RESULT)).toBe('done')
    expect(await step(people.clerk, 'review', id, { opinion: '属实' })).toBe('done')
    expect(await step(people.supervisor, 'verify', id, { seen: '已改造' })).toBe('findings.proofMissing')
    expect(await step(people.supervisor, 'verify', id, { seen: '已改造', householdWord: '户主王守田确认' })).toBe(
      'done',
    )
    expect(await step(people.clerk, 'close', id, { opinion: '同意' })).toBe('forbidden')
    expect(await step(people.leader, 'close', id, { opinion: '同意' })).toBe('done')
    expect(await row(id)).toMatchObject({
      status: 'CLOSED',
      closed_unit: '县委',
      verified_unit: '县督查室',
      submitted_unit: '一村',
    })
    const draw = (await owner().query('SELECT * FROM finding_recheck WHERE finding_id = $1', [id])).rows
    expect(draw).toHaveLength(1)
    expect(draw[0].is_drawn).toBe(isDrawn(draw[0].seed, id, 0, Number(draw[0].share)))
  })

  it('twenty close the same line at once: one effect, nineteen lost races', async () => {
    const id = await aFinding({ by: people.cadre, status: 'VERIFIED' })
    await aProof(id, people.cadre, 'DOCUMENT')
    const at = await version(id)
    const asked = { findingId: id, version: at, on: day, opinion: '同意' }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => said(send(people.leader, 'finding.close', asked))),
    )
    expect(answers.filter((each) => each === 'done')).toHaveLength(1)
    expect(answers.filter((each) => each === 'findings.changed')).toHaveLength(19)
    const { rows } = await owner().query(
      `SELECT count(*)::int AS n FROM finding_step WHERE finding_id = $1 AND step = 'close'`,
      [id],
    )
    expect(rows[0].n).toBe(1)
  })

  it('the same closing sent twice is one closing', async () => {
    const id = await aFinding({ by: people.cadre, status: 'VERIFIED' })
    await aProof(id, people.cadre, 'DOCUMENT')
    const command = randomUUID()
    const asked = { findingId: id, version: 1, on: day, opinion: '同意' }
    expect(await said(send(people.leader, 'finding.close', asked, command))).toBe('done')
    expect(await said(send(people.leader, 'finding.close', asked, command))).toBe('done')
    expect(await version(id)).toBe(2)
  })
})

describe('story 3: who put it right does not close', () => {
  it.each([
    ['who reported it done', (at: typeof people) => at.office, 'findings.ownWork'],
    ['a colleague of the same unit', (at: typeof people) => at.colleague, 'findings.ownUnit'],
  ])('%s is refused', async (_, who, code) => {
    const id = await aFinding({ by: people.office, status: 'VERIFIED' })
    await aProof(id, people.office, 'DOCUMENT')
    expect(await step(who(people), 'close', id, { opinion: '同意' })).toBe(code)
    expect((await row(id)).status).toBe('VERIFIED')
  })

  it('nor does his deputy, nor somebody whose account names no unit', async () => {
    const id = await aFinding({ by: people.office, status: 'VERIFIED' })
    await aProof(id, people.office, 'DOCUMENT')
    const deputy = { ...people.leader, actingFor: { userId: people.office.userId, name: 'A' } }
    expect(await step(deputy, 'close', id, { opinion: '同意' })).toBe('findings.ownWork')
    expect(await step({ ...people.leader, unit: '' }, 'close', id, { opinion: '同意' })).toBe('findings.unitUnknown')
  })

  it('a line that the city handed out is not closed by the county', async () => {
    const id = await aFinding({ by: people.cadre, status: 'VERIFIED', over: { issued_digits: 4 } })
    await aProof(id, people.cadre, 'DOCUMENT')
    expect(await step(people.leader, 'close', id, { opinion: '同意' })).toBe('findings.notIssuer')
    expect(await step(people.cityTeam, 'close', id, { opinion: '同意' })).toBe('done')
  })
})

describe('story 4: a closed line is reopened by whoever finds it again', () => {
  it('keeps its number, counts, and must be proven anew', async () => {
    const id = await aFinding({ by: people.cadre, status: 'CLOSED' })
    const { finding_no } = await row(id)
    expect(await step(people.supervisor, 'reopen', id, { reason: '又漏水', dueOn: '2027-01-31' })).toBe('done')
    expect(await row(id)).toMatchObject({
      finding_no,
      status: 'RECTIFYING',
      reopened: 1,
      closed_by: null,
      submitted_by: null,
    })
    expect(await step(people.cadre, 'submit', id, RESULT)).toBe('findings.proofMissing')
  })

  it('what was drawn is looked at again by others; what fails is open again, what holds stays as it is', async () => {
    const drawn = async () => {
      const id = await aFinding({ by: people.cadre, status: 'CLOSED' })
      await owner().query(
        `INSERT INTO finding_recheck (county_code, finding_id, round, region_code, seed, share, is_drawn, due_on)
         VALUES ('130799', $1, 0, $2, gen_random_uuid(), 0.1, true, '2026-12-31')`,
        [id, PLACES.village],
      )
      return id
    }
    const [holds, fails] = [await drawn(), await drawn()]
    expect(await step(people.supervisor, 'recheck', holds, { result: 'HOLDS', note: '好' })).toBe('done')
    expect(await row(holds)).toMatchObject({ status: 'CLOSED', version: 1 })
    expect(await step(people.supervisor, 'recheck', holds, { result: 'HOLDS', note: '好' })).toBe('findings.notDrawn')
    expect(await step(people.supervisor, 'recheck', fails, { result: 'FAILS', note: '还漏' })).toBe('input')
    expect(
      await step(people.supervisor, 'recheck', fails, { result: 'FAILS', note: '还漏', dueOn: '2027-01-31' }),
    ).toBe('done')
    expect(await row(fails)).toMatchObject({ status: 'RECTIFYING', reopened: 1 })
  })
})

describe('the figures of a list', () => {
  it('are those of what the list is narrowed to, and the tab of what was drawn counts what it shows', async () => {
    const of = (query: object) =>
      withScope(people.office, (ctx) => listFindings(ctx, { tab: 'closed', region: PLACES.village, ...query }))
    const own = await aHousehold()
    const id = await aFinding({ household: own, by: people.cadre, status: 'CLOSED', category: 'MEDICAL' })
    await aFinding({ household: own, by: people.cadre, category: 'EDUCATION' })
    await owner().query(
      `INSERT INTO finding_recheck (county_code, finding_id, round, region_code, household_id, seed, share, is_drawn, due_on)
       VALUES ('130799', $1, 0, $2, $3, gen_random_uuid(), 0.1, true, '2026-12-31')`,
      [id, PLACES.village, own.id],
    )
    const whole = (await of({ household: own.id })).counts
    expect(whole).toMatchObject({ open: 1, closed: 1, registered: 1, recheck: 1, mine: 1 })
    const narrowed = await of({ household: own.id, category: 'EDUCATION', tab: 'open' })
    expect(narrowed.counts).toMatchObject({ open: 1, closed: 0, recheck: 0 })
    expect(narrowed.findings).toHaveLength(1)
    const drawn = await of({ tab: 'recheck' })
    expect(drawn.counts.recheck).toBe(drawn.findings.length)
  })
})

describe('days and pressing', () => {
  it('extends as often as the policy value allows, by the level that handed it out', async () => {
    const id = await aFinding({ by: people.cadre, status: 'RECTIFYING', over: { issued_digits: 4 } })
    const later = { dueOn: '2027-02-28', reason: '雨季' }
    expect(await step(people.office, 'extend', id, later)).toBe('findings.notIssuer')
    expect(await step(people.cityTeam, 'extend', id, later)).toBe('done')
    expect(await step(people.cityTeam, 'extend', id, later)).toBe('findings.notLater')
    expect(await step(people.cityTeam, 'extend', id, { dueOn: '2027-03-31', reason: '雪' })).toBe('done')
    expect(await step(people.cityTeam, 'extend', id, { dueOn: '2027-04-30', reason: '风' })).toBe(
      'findings.extendedEnough',
    )
  })

  it('a long-term line stays open, is neither overdue nor closed, and ends with its report', async () => {
    const id = await aFinding({ by: people.cadre, status: 'RECTIFYING', over: { due_on: '2026-03-05' } })
    expect(await step(people.office, 'longTerm', id, { milestones: '年底前管网', reason: '分年实施' })).toBe('done')
    const { counts } = await withScope(people.office, (ctx) =>
      listFindings(ctx, { tab: 'longTerm', region: PLACES.village }),
    )
    expect(counts.longTerm).toBe(1)
    expect(await step(people.office, 'press', id, { note: '催' })).toBe('findings.nothingToPress')
    await aProof(id, people.cadre, 'DOCUMENT')
    expect(await step(people.cadre, 'submit', id, RESULT)).toBe('done')
    expect((await row(id)).is_long_term).toBe(false)
  })

  it('is pressed as far as the days call for, once', async () => {
    const id = await aFinding({ by: people.cadre, status: 'RECTIFYING', over: { due_on: '2026-03-05' } })
    expect(await step(people.supervisor, 'press', id, { note: '约谈' })).toBe('done')
    expect((await row(id)).pressed).toBe(4)
    expect(await step(people.supervisor, 'press', id, { note: '约谈' })).toBe('findings.nothingToPress')
  })
})

describe('who sees what', () => {
  const sees = (actor: Actor, id: string) =>
    withScope(actor, (ctx) => getFinding(ctx, id)).then(
      () => true,
      (error) => {
        expect(error).toBeInstanceOf(NotFoundError)
        return false
      },
    )

  it('an unannounced finding is not there for the inspected until it is published', async () => {
    const id = await aFinding({ by: people.cityTeam, over: { hidden_digits: 4 } })
    const inspected = [people.cadre, people.clerk, people.office, people.leader, people.supervisor]
    for (const actor of inspected) expect([actor.role, await sees(actor, id)]).toEqual([actor.role, false])
    expect(await sees(people.cityTeam, id)).toBe(true)
    expect(await step(people.supervisor, 'publish', id)).toBe('notFound')
    expect(await step(people.cityTeam, 'publish', id)).toBe('done')
    for (const actor of inspected) expect([actor.role, await sees(actor, id)]).toEqual([actor.role, true])
  })

  it('a department sees its own lines and those it found, a neighbour none', async () => {
    const [own, other] = [
      await aFinding({ by: people.office, status: 'ASSIGNED', over: { unit: '县住建局' } }),
      await aFinding({ by: people.office, status: 'ASSIGNED' }),
    ]
    expect([await sees(people.department, own), await sees(people.department, other)]).toEqual([true, false])
    expect([await sees(people.neighbour, own), await sees(people.cadre, own)]).toEqual([false, true])
    expect(await step(people.department, 'accept', own, { goal: '好', measures: '修' })).toBe('done')
    expect(await step(people.department, 'accept', other, { goal: '好', measures: '修' })).toBe('notFound')
  })
})
