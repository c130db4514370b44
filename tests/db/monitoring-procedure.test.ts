import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getProcedure } from '@/lib/identification/queries/procedure'
import { dismissClue } from '@/lib/monitoring/commands/dismiss-clue'
import { getCase } from '@/lib/monitoring/queries/case'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { aClue, aHousehold, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { layPolicy } from '../support/policy'
import { known, officers, procedureRow, take, takeUp } from '../support/procedures'

type People = Awaited<ReturnType<typeof officers>>
type Person = keyof People
let people: People
let household: BuiltHousehold
let clueId: string
let procedureId: string

beforeAll(async () => {
  await layGround()
  await layPolicy()
  people = await officers()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  household = await aHousehold()
  clueId = await aClue(household, people.neighbour, '2026-03-10')
  procedureId = randomUUID()
})

const one = async (sql: string, ...values: unknown[]) => (await owner().query(sql, values)).rows[0]
const begin = (who: Person, over: object = {}, id?: string) =>
  takeUp(people[who], clueId, procedureId, { startedOn: '2026-03-10', ...over }, id)
const step = (who: Person, name: string, on: string, over: object = {}, id?: string) =>
  take(people[who], procedureId, name, on, over, id)
const caseOf = () =>
  one(
    `SELECT id, status, episode, channel, risks, identified_on::text AS identified, plan_by::text AS plan, no_labour, green_reason, earlier_case_id
     FROM monitoring_case WHERE household_id = $1 ORDER BY episode DESC LIMIT 1`,
    household.id,
  )

/** The whole way with its days: home check 3, comparison 5, publicity 5 full days, all within 15. */
const WAY: [Person, string, string][] = [
  ['cadre', 'verifyMonitoring', '2026-03-12'],
  ['clerk', 'compareMonitoring', '2026-03-14'],
  ['cadre', 'appraiseProcedure', '2026-03-15'],
  ['cadre', 'publishProcedure', '2026-03-15'],
  ['clerk', 'reviewProcedure', '2026-03-21'],
  ['office', 'approveProcedure', '2026-03-22'],
]
async function upTo(last: string, over: Record<string, object> = {}) {
  const started = await begin('cadre')
  expect(started).toMatchObject({ ok: true })
  for (const [actor, name, on] of WAY) {
    expect([name, await step(actor, name, on, over[name])]).toEqual([name, 'done'])
    if (name === last) return
  }
}

describe('from a clue to a case', () => {
  it('identifies the household on the day of the county’s decision, twelve days after the clue', async () => {
    await upTo('approveProcedure', { verifyMonitoring: { risks: ['ILLNESS', 'UNSAFE_WATER'] } })
    const opened = await caseOf()
    expect(opened).toMatchObject({
      status: 'MONITORED',
      episode: 1,
      channel: 'VISIT',
      risks: ['ILLNESS', 'UNSAFE_WATER'],
      identified: '2026-03-22',
      plan: '2026-04-01',
      no_labour: false,
      green_reason: null,
      earlier_case_id: null,
    })
    expect(
      await one('SELECT status, decided_by, decided_on::text AS on, case_id FROM clue WHERE id = $1', clueId),
    ).toEqual({ status: 'CONFIRMED', decided_by: people.office.userId, on: '2026-03-22', case_id: opened.id })
    expect(await one('SELECT monitored_type FROM household WHERE id = $1', household.id)).toEqual({
      monitored_type: 'UNSTABLE_EXITED',
    })
    expect(
      await one(
        `SELECT monitored_type FROM household_state WHERE household_id = $1 AND valid_to IS NULL`,
        household.id,
      ),
    ).toEqual({ monitored_type: 'UNSTABLE_EXITED' })
    expect(await procedureRow(procedureId)).toMatchObject({ status: 'DONE', case_id: opened.id })
    const view = await withScope(people.clerk, (ctx) => getProcedure(ctx, procedureId))
    expect(view.record.map(({ step: name }) => name)).toEqual([
      'start',
      'verify',
      'compare',
      'appraise',
      'publish',
      'review',
      'approve',
    ])
  })

  it('counts five full days of publicity after the day of posting, in the code and in the database', async () => {
    await upTo('publishProcedure')
    expect((await procedureRow(procedureId)).may_go_on_from.toLocaleDateString('sv')).toBe('2026-03-21')
    expect(await step('clerk', 'reviewProcedure', '2026-03-20')).toBe('identification.publicityRuns')
    await expect(
      owner().query(
        `UPDATE status_procedure SET status = 'TOWNSHIP_REVIEWED', last_step_on = '2026-03-20' WHERE id = $1`,
        [procedureId],
      ),
    ).rejects.toThrow('publicity still runs')
    expect(await step('clerk', 'reviewProcedure', '2026-03-21')).toBe('done')
  })

  it('keeps the income block of the register and the four questions with the home check', async () => {
    await known(household, 5_100)
    await begin('cadre')
    const said = { incomePerHead: '', troubleWater: 'YES', noLabour: true }
    expect(await step('cadre', 'verifyMonitoring', '2026-03-12', said)).toBe('done')
    const { record } = await one(
      `SELECT record FROM status_procedure_step WHERE procedure_id = $1 AND step = 'verify'`,
      procedureId,
    )
    expect(record).toMatchObject({
      officers: ['王一', '李二'],
      authorised: true,
      risks: ['ILLNESS'],
      income: { year: 2025, perCapitaFen: 510_000 },
      nowFen: null,
      troubles: ['WATER'],
      noLabour: true,
    })
  })

  it.each([
    [{ officers: '王一' }, { officers: { code: 'identification.peopleNeeded', params: { n: 2 } } }],
    [{ authorised: false }, { authorised: { code: 'identification.authorisationNeeded' } }],
    [{ risks: [] }, { risks: { code: 'monitoring.risksNeeded' } }],
    [
      { risks: ['ILLNESS', 'DISABILITY', 'SCHOOLING', 'DISASTER', 'ACCIDENT', 'OTHER'] },
      { risks: { code: 'monitoring.risksTooMany' } },
    ],
    [{ risks: ['ILLNESS', 'ILLNESS'] }, { risks: { code: 'input.wrong' } }],
    [{ incomePerHead: 'viel' }, { incomePerHead: { code: 'visits.notAnAmount' } }],
    [{ troubleWater: undefined }, { troubleWater: { code: 'input.required' } }],
    [{ incomePerHead: '' }, 'identification.incomeNeeded'],
  ])('refuses the home check %j', async (over, wrong) => {
    await begin('cadre')
    expect(await step('cadre', 'verifyMonitoring', '2026-03-12', over)).toEqual(wrong)
  })

  it.each([
    ['EXITED', 'MARGINAL'],
    ['NEVER_POOR', 'UNSTABLE_EXITED'],
    ['NOT_EXITED', 'UNSTABLE_EXITED'],
  ])('refuses a household that is %s as %s', async (povertyStatus, monitoredType) => {
    household = await aHousehold(PLACES.village, { poverty_status: povertyStatus, exit_year: null })
    clueId = await aClue(household, people.neighbour, '2026-03-10')
    await begin('cadre')
    expect(await step('cadre', 'verifyMonitoring', '2026-03-12', { monitoredType })).toBe('monitoring.typeNotAllowed')
  })

  it('wants a difference found by the departments explained', async () => {
    await upTo('verifyMonitoring')
    const different = { result: 'DIFFERENT' }
    expect(await step('office', 'compareMonitoring', '2026-03-13', different)).toEqual({
      explanation: { code: 'identification.explainDifference' },
    })
    expect(await step('cadre', 'compareMonitoring', '2026-03-13')).toBe('forbidden')
    const explained = { ...different, explanation: '车是儿子的，分户' }
    expect(await step('office', 'compareMonitoring', '2026-03-13', explained)).toBe('done')
  })

  it('asks why, when the county decides later than the fifteen days', async () => {
    await owner().query(
      `UPDATE clue SET opened_on = '2026-03-01', verify_by = '2026-03-04', identify_by = '2026-03-16' WHERE id = $1`,
      [clueId],
    )
    await upTo('reviewProcedure')
    expect(await step('office', 'approveProcedure', '2026-03-22')).toBe('identification.lateNeeded')
    expect(await step('office', 'approveProcedure', '2026-03-22', { lateReason: '春节期间' })).toBe('done')
    const { record } = await one(
      `SELECT record FROM status_procedure_step WHERE procedure_id = $1 AND step = 'approve'`,
      procedureId,
    )
    expect(record).toMatchObject({ late: 6, lateReason: '春节期间' })
  })
})

describe('the ways aside', () => {
  it('dismisses at the home check, with the reason; the clue ends with it', async () => {
    await begin('cadre')
    expect(await step('clerk', 'dismissMonitoring', '2026-03-12', { reason: 'COVERED' })).toBe('done')
    expect(await one('SELECT status, dismiss_reason, decided_on::text AS on FROM clue WHERE id = $1', clueId)).toEqual({
      status: 'DISMISSED',
      dismiss_reason: 'COVERED',
      on: '2026-03-12',
    })
    expect(await procedureRow(procedureId)).toMatchObject({ status: 'REJECTED', reject_reason: 'COVERED' })
    expect(await caseOf()).toBeUndefined()
  })

  it('wants an acknowledgement against income below the line, and words for another reason', async () => {
    await owner().query(
      `INSERT INTO clue_signal (county_code, id, region_code, clue_id, household_id, rule_id, figures, fired_on)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, 'incomeBelowLine', '{}', '2026-03-10')`,
      [household.countyCode, household.regionCode, clueId, household.id],
    )
    await begin('cadre')
    expect(await step('clerk', 'dismissMonitoring', '2026-03-12')).toBe('monitoring.acknowledge')
    expect(await step('clerk', 'dismissMonitoring', '2026-03-12', { reason: 'OTHER' })).toEqual({
      note: { code: 'monitoring.noteNeeded' },
    })
    expect(await step('clerk', 'dismissMonitoring', '2026-03-12', { acknowledged: true })).toBe('done')
  })

  it('cannot be dismissed once the home check passed, nor rejected before it', async () => {
    await begin('cadre')
    expect(await step('clerk', 'rejectProcedure', '2026-03-12')).toBe('identification.notNow')
    expect(await step('cadre', 'verifyMonitoring', '2026-03-12')).toBe('done')
    expect(await step('clerk', 'dismissMonitoring', '2026-03-12')).toBe('identification.notNow')
  })

  it('a rejection at any later step ends the clue too', async () => {
    await upTo('publishProcedure')
    expect(await step('clerk', 'rejectProcedure', '2026-03-16', { reason: 'OBJECTION_UPHELD' })).toBe('done')
    expect(await one('SELECT status, dismiss_reason FROM clue WHERE id = $1', clueId)).toEqual({
      status: 'DISMISSED',
      dismiss_reason: 'REJECTED',
    })
  })

  it.each(['verifyMonitoring', 'compareMonitoring', 'appraiseProcedure', 'publishProcedure', 'reviewProcedure'])(
    'goes back to the home check from %s, with the reason, and on from there',
    async (last) => {
      await upTo(last)
      expect(await step('office', 'returnProcedure', '2026-03-22')).toBe('done')
      expect(await procedureRow(procedureId)).toMatchObject({ status: 'APPLIED', verified_by: null, reviewed_by: null })
      expect(await step('cadre', 'verifyMonitoring', '2026-03-22')).toBe('done')
    },
  )

  it('compares and appraises again after an objection', async () => {
    await upTo('publishProcedure')
    expect(await step('cadre', 'objectToProcedure', '2026-03-17')).toBe('done')
    expect(await step('cadre', 'appraiseProcedure', '2026-03-18')).toBe('identification.notNow')
    expect(await step('clerk', 'compareMonitoring', '2026-03-18')).toBe('done')
    expect(await step('cadre', 'appraiseProcedure', '2026-03-18')).toBe('done')
  })

  it('given a clue dismissed at the home check, when another one comes, then the household can be identified', async () => {
    await begin('cadre')
    expect(await step('clerk', 'dismissMonitoring', '2026-03-10', { reason: 'NO_RISK' })).toBe('done')
    clueId = await aClue(household, people.neighbour, '2026-03-11')
    procedureId = randomUUID()
    expect(await begin('cadre', { startedOn: '2026-03-11' })).toMatchObject({ ok: true })
    for (const [actor, name, on] of WAY) expect([name, await step(actor, name, on)]).toEqual([name, 'done'])
    expect(await caseOf()).toMatchObject({ status: 'MONITORED', episode: 1 })
  })
})

describe('four eyes', () => {
  it('who opened the clue, took it up or checked does not review; who opened, took up or reviewed does not decide', async () => {
    clueId = await aClue(await aHousehold(), people.clerk, '2026-03-10')
    await begin('cadre')
    for (const [actor, name, on] of WAY.slice(0, 4)) expect(await step(actor, name, on)).toBe('done')
    expect(await step('clerk', 'reviewProcedure', '2026-03-21')).toBe('identification.fourEyes')
    expect(await step('secondClerk', 'reviewProcedure', '2026-03-21')).toBe('done')
    await expect(
      owner().query(`UPDATE status_procedure SET reviewed_by = opened_by WHERE id = $1`, [procedureId]),
    ).rejects.toThrow('status_procedure_clue_four_eyes')
  })

  it('who took it up in the county does not decide', async () => {
    expect(await begin('office')).toMatchObject({ ok: true })
    for (const [actor, name, on] of WAY.slice(0, 5)) expect(await step(actor, name, on)).toBe('done')
    expect(await step('office', 'approveProcedure', '2026-03-22')).toBe('identification.fourEyes')
    expect(await step('leader', 'approveProcedure', '2026-03-22')).toBe('done')
  })

  it('who opened the clue neither dismisses it nor rejects its procedure', async () => {
    clueId = await aClue(await aHousehold(), people.clerk, '2026-03-10')
    await begin('cadre')
    expect(await step('clerk', 'dismissMonitoring', '2026-03-12')).toBe('identification.fourEyes')
    await step('cadre', 'verifyMonitoring', '2026-03-12')
    expect(await step('clerk', 'rejectProcedure', '2026-03-12')).toBe('identification.fourEyes')
  })
})

describe('raced and replayed', () => {
  it('sending twice is sending once, at the start and at the decision', async () => {
    const id = randomUUID()
    const first = await begin('cadre', {}, id)
    expect(await begin('cadre', {}, id)).toEqual({ ...first, replayed: true })
    for (const [actor, name, on] of WAY.slice(0, 5)) expect(await step(actor, name, on)).toBe('done')
    const twice = randomUUID()
    const version = (await procedureRow(procedureId)).version
    const over = { version, document: '青监测〔2026〕1号' }
    expect(await step('office', 'approveProcedure', '2026-03-22', over, twice)).toBe('done')
    expect(await step('office', 'approveProcedure', '2026-03-22', over, twice)).toBe('done')
    expect(await one('SELECT count(*)::int AS n FROM monitoring_case WHERE household_id = $1', household.id)).toEqual({
      n: 1,
    })
  })

  it('two who decide at once open one case', async () => {
    await upTo('reviewProcedure')
    const both = await Promise.all([
      step('office', 'approveProcedure', '2026-03-22'),
      step('leader', 'approveProcedure', '2026-03-22'),
    ])
    expect(both.filter((each) => each === 'done')).toHaveLength(1)
    expect(await one('SELECT count(*)::int AS n FROM monitoring_case WHERE household_id = $1', household.id)).toEqual({
      n: 1,
    })
  })

  it('a clue that is being checked is neither taken up twice nor dismissed beside its procedure', async () => {
    await begin('cadre')
    expect(await takeUp(people.office, clueId, randomUUID(), { startedOn: '2026-03-10' })).toMatchObject({
      code: 'identification.openAlready',
    })
    const dismiss = { clueId, version: 1, reason: 'NO_RISK' }
    expect(await execute(people.office, dismissClue, dismiss, { id: randomUUID() })).toMatchObject({
      code: 'monitoring.underWay',
    })
  })
})

describe('help first, and a removal that is rolled back', () => {
  it('keeps that help came before identification, and why', async () => {
    expect(await begin('cadre', { green: true })).toMatchObject({ errors: { greenReason: { code: 'input.required' } } })
    expect(await begin('cadre', { green: true, greenReason: '房屋被大雪压塌，先安置' })).toMatchObject({ ok: true })
    for (const [actor, name, on] of WAY) expect(await step(actor, name, on)).toBe('done')
    const opened = await caseOf()
    expect(opened.green_reason).toBe('房屋被大雪压塌，先安置')
    const view = await withScope(people.clerk, (ctx) => getCase(ctx, opened.id))
    expect(view.greenReason).toBe('房屋被大雪压塌，先安置')
  })

  it('opens a new episode that names the removed one', async () => {
    const earlier = randomUUID()
    await owner().query(
      `INSERT INTO monitoring_case (county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, identified_on, plan_by, status, removed_on)
       VALUES ($1, $2, $3, $4, $5, 'UNSTABLE_EXITED', '{ILLNESS}', 'VISIT', '2025-01-01', '2025-01-11', 'RISK_REMOVED', '2025-09-01')`,
      [household.countyCode, earlier, household.regionCode, household.id, `T-${earlier.slice(0, 12)}`],
    )
    await upTo('approveProcedure')
    const opened = await caseOf()
    expect(opened).toMatchObject({ episode: 2, earlier_case_id: earlier })
    const view = await withScope(people.clerk, (ctx) => getCase(ctx, earlier))
    expect(view.episodes.map(({ episode, removedOn }) => [episode, removedOn])).toEqual([
      [1, '2025-09-01'],
      [2, null],
    ])
  })
})

describe('the database', () => {
  it('confirms no clue without a finished procedure, whoever asks', async () => {
    const opened = randomUUID()
    await owner().query(
      `INSERT INTO monitoring_case (county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, identified_on, plan_by)
       VALUES ($1, $2, $3, $4, $5, 'UNSTABLE_EXITED', '{ILLNESS}', 'VISIT', '2026-03-22', '2026-04-01')`,
      [household.countyCode, opened, household.regionCode, household.id, `T-${opened.slice(0, 12)}`],
    )
    await expect(
      owner().query(
        `UPDATE clue SET status = 'CONFIRMED', case_id = $2, decided_by = $3, decided_on = '2026-03-22' WHERE id = $1`,
        [clueId, opened, people.office.userId],
      ),
    ).rejects.toThrow('only a finished procedure confirms it')
  })

  it('never lets a procedure turn to another clue', async () => {
    await begin('cadre')
    const other = await aClue(await aHousehold(), people.neighbour)
    await expect(
      owner().query('UPDATE status_procedure SET clue_id = $2 WHERE id = $1', [procedureId, other]),
    ).rejects.toThrow('what it is about never changes')
  })
})
