import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { dismissClue } from '@/lib/monitoring/commands/dismiss-clue'
import { getCase } from '@/lib/monitoring/queries/case'
import { execute } from '@/lib/platform/command'
import { withScope } from '@/lib/platform/db'
import { aClue, aHousehold, owner } from '../support/builders'
import { clueWay, WAY } from '../support/clue-way'
import { procedureRow, takeUp } from '../support/procedures'

const { at, one, begin, step, caseOf, upTo } = clueWay()

describe('the ways aside', () => {
  it('dismisses at the home check, with the reason; the clue ends with it', async () => {
    await begin('cadre')
    expect(await step('clerk', 'dismissMonitoring', '2026-03-12', { reason: 'COVERED' })).toBe('done')
    expect(
      await one('SELECT status, dismiss_reason, decided_on::text AS on FROM clue WHERE id = $1', at.clueId),
    ).toEqual({
      status: 'DISMISSED',
      dismiss_reason: 'COVERED',
      on: '2026-03-12',
    })
    expect(await procedureRow(at.procedureId)).toMatchObject({ status: 'REJECTED', reject_reason: 'COVERED' })
    expect(await caseOf()).toBeUndefined()
  })

  it('wants an acknowledgement against income below the line, and words for another reason', async () => {
    await owner().query(
      `INSERT INTO clue_signal (county_code, id, region_code, clue_id, household_id, rule_id, figures, fired_on)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, 'incomeBelowLine', '{}', '2026-03-10')`,
      [at.household.countyCode, at.household.regionCode, at.clueId, at.household.id],
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
    expect(await one('SELECT status, dismiss_reason FROM clue WHERE id = $1', at.clueId)).toEqual({
      status: 'DISMISSED',
      dismiss_reason: 'REJECTED',
    })
  })

  it.each(['verifyMonitoring', 'compareMonitoring', 'appraiseProcedure', 'publishProcedure', 'reviewProcedure'])(
    'goes back to the home check from %s, with the reason, and on from there',
    async (last) => {
      await upTo(last)
      expect(await step('office', 'returnProcedure', '2026-03-22')).toBe('done')
      expect(await procedureRow(at.procedureId)).toMatchObject({
        status: 'APPLIED',
        verified_by: null,
        reviewed_by: null,
      })
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
    at.clueId = await aClue(at.household, at.people.neighbour, '2026-03-11')
    at.procedureId = randomUUID()
    expect(await begin('cadre', { startedOn: '2026-03-11' })).toMatchObject({ ok: true })
    for (const [actor, name, on] of WAY) expect([name, await step(actor, name, on)]).toEqual([name, 'done'])
    expect(await caseOf()).toMatchObject({ status: 'MONITORED', episode: 1 })
  })
})

describe('four eyes', () => {
  it('who opened the clue, took it up or checked does not review; who opened, took up or reviewed does not decide', async () => {
    at.clueId = await aClue(await aHousehold(), at.people.clerk, '2026-03-10')
    await begin('cadre')
    for (const [actor, name, on] of WAY.slice(0, 4)) expect(await step(actor, name, on)).toBe('done')
    expect(await step('clerk', 'reviewProcedure', '2026-03-21')).toBe('identification.fourEyes')
    expect(await step('secondClerk', 'reviewProcedure', '2026-03-21')).toBe('done')
    await expect(
      owner().query(`UPDATE status_procedure SET reviewed_by = opened_by WHERE id = $1`, [at.procedureId]),
    ).rejects.toThrow('status_procedure_clue_four_eyes')
  })

  it('who took it up in the county does not decide', async () => {
    expect(await begin('office')).toMatchObject({ ok: true })
    for (const [actor, name, on] of WAY.slice(0, 5)) expect(await step(actor, name, on)).toBe('done')
    expect(await step('office', 'approveProcedure', '2026-03-22')).toBe('identification.fourEyes')
    expect(await step('leader', 'approveProcedure', '2026-03-22')).toBe('done')
  })

  it('who opened the clue neither dismisses it nor rejects its procedure', async () => {
    at.clueId = await aClue(await aHousehold(), at.people.clerk, '2026-03-10')
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
    const version = (await procedureRow(at.procedureId)).version
    const over = { version, document: '青监测〔2026〕1号' }
    expect(await step('office', 'approveProcedure', '2026-03-22', over, twice)).toBe('done')
    expect(await step('office', 'approveProcedure', '2026-03-22', over, twice)).toBe('done')
    expect(
      await one('SELECT count(*)::int AS n FROM monitoring_case WHERE household_id = $1', at.household.id),
    ).toEqual({
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
    expect(
      await one('SELECT count(*)::int AS n FROM monitoring_case WHERE household_id = $1', at.household.id),
    ).toEqual({
      n: 1,
    })
  })

  it('a clue that is being checked is neither taken up twice nor dismissed beside its procedure', async () => {
    await begin('cadre')
    expect(await takeUp(at.people.office, at.clueId, randomUUID(), { startedOn: '2026-03-10' })).toMatchObject({
      code: 'identification.openAlready',
    })
    const dismiss = { clueId: at.clueId, version: 1, reason: 'NO_RISK' }
    expect(await execute(at.people.office, dismissClue, dismiss, { id: randomUUID() })).toMatchObject({
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
    const view = await withScope(at.people.clerk, (ctx) => getCase(ctx, opened.id))
    expect(view.greenReason).toBe('房屋被大雪压塌，先安置')
  })

  it('opens a new episode that names the removed one', async () => {
    const earlier = randomUUID()
    await owner().query(
      `INSERT INTO monitoring_case (county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, identified_on, plan_by, status, removed_on)
       VALUES ($1, $2, $3, $4, $5, 'UNSTABLE_EXITED', '{ILLNESS}', 'VISIT', '2025-01-01', '2025-01-11', 'RISK_REMOVED', '2025-09-01')`,
      [at.household.countyCode, earlier, at.household.regionCode, at.household.id, `T-${earlier.slice(0, 12)}`],
    )
    await upTo('approveProcedure')
    const opened = await caseOf()
    expect(opened).toMatchObject({ episode: 2, earlier_case_id: earlier })
    const view = await withScope(at.people.clerk, (ctx) => getCase(ctx, earlier))
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
      [at.household.countyCode, opened, at.household.regionCode, at.household.id, `T-${opened.slice(0, 12)}`],
    )
    await expect(
      owner().query(
        `UPDATE clue SET status = 'CONFIRMED', case_id = $2, decided_by = $3, decided_on = '2026-03-22' WHERE id = $1`,
        [at.clueId, opened, at.people.office.userId],
      ),
    ).rejects.toThrow('only a finished procedure confirms it')
  })

  it('never lets a procedure turn to another clue', async () => {
    await begin('cadre')
    const other = await aClue(await aHousehold(), at.people.neighbour)
    await expect(
      owner().query('UPDATE status_procedure SET clue_id = $2 WHERE id = $1', [at.procedureId, other]),
    ).rejects.toThrow('what it is about never changes')
  })
})
