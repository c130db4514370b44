import { describe, expect, it } from 'vitest'
import { getProcedure } from '@/lib/identification/queries/procedure'
import { withScope } from '@/lib/platform/db'
import { aClue, aHousehold, owner, PLACES } from '../support/builders'
import { clueWay } from '../support/clue-way'
import { deadlinesOf } from '../support/deadlines'
import { known, procedureRow } from '../support/procedures'

const { at, one, begin, step, caseOf, upTo } = clueWay()

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
      await one('SELECT status, decided_by, decided_on::text AS on, case_id FROM clue WHERE id = $1', at.clueId),
    ).toEqual({ status: 'CONFIRMED', decided_by: at.people.office.userId, on: '2026-03-22', case_id: opened.id })
    expect(await one('SELECT monitored_type FROM household WHERE id = $1', at.household.id)).toEqual({
      monitored_type: 'UNSTABLE_EXITED',
    })
    expect(
      await one(
        `SELECT monitored_type FROM household_state WHERE household_id = $1 AND valid_to IS NULL`,
        at.household.id,
      ),
    ).toEqual({ monitored_type: 'UNSTABLE_EXITED' })
    expect(await procedureRow(at.procedureId)).toMatchObject({ status: 'DONE', case_id: opened.id })
    const view = await withScope(at.people.clerk, (ctx) => getProcedure(ctx, at.procedureId))
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
    expect((await procedureRow(at.procedureId)).may_go_on_from.toLocaleDateString('sv')).toBe('2026-03-21')
    expect(await step('clerk', 'reviewProcedure', '2026-03-20')).toBe('identification.publicityRuns')
    await expect(
      owner().query(
        `UPDATE status_procedure SET status = 'TOWNSHIP_REVIEWED', last_step_on = '2026-03-20' WHERE id = $1`,
        [at.procedureId],
      ),
    ).rejects.toThrow('publicity still runs')
    expect(await step('clerk', 'reviewProcedure', '2026-03-21')).toBe('done')
  })

  it('is due for the home check until it was made, then for the decision; a return asks for the check again', async () => {
    const due = () => one('SELECT verify_by::text AS by, identify_by::text AS last FROM clue WHERE id = $1', at.clueId)
    await upTo('verifyMonitoring')
    expect(await due()).toEqual({ by: '2026-04-10', last: '2026-04-10' })
    expect(await step('clerk', 'returnProcedure', '2026-03-13')).toBe('done')
    expect(await due()).toEqual({ by: '2026-03-13', last: '2026-04-10' })
  })

  it('has the next step of the way as a deadline, and each is met by its step', async () => {
    const waiting = () => deadlinesOf(at.clueId, at.procedureId)
    await upTo('verifyMonitoring')
    expect(await waiting()).toEqual([
      'HOME_CHECK MET 2026-03-12',
      'COMPARISON OPEN 2026-03-18 COUNTY',
      'IDENTIFY OPEN 2026-04-10 COUNTY',
    ])
    expect(await step('clerk', 'compareMonitoring', '2026-03-14')).toBe('done')
    expect(await waiting()).toContain('COMPARISON MET 2026-03-14')
    expect(await waiting()).toContain('PUBLICITY OPEN 2026-03-23 VILLAGE')
    expect(await step('clerk', 'returnProcedure', '2026-03-14')).toBe('done')
    expect(await waiting()).toEqual([
      'HOME_CHECK MET 2026-03-12',
      'HOME_CHECK OPEN 2026-03-13 VILLAGE',
      'COMPARISON MET 2026-03-14',
      'PUBLICITY CANCELLED',
      'IDENTIFY OPEN 2026-04-10 COUNTY',
    ])
  })

  it('leaves nothing of the way open at the decision; the plan and the next assessment wait', async () => {
    await upTo('approveProcedure')
    const { id } = await caseOf()
    const open = (await deadlinesOf(at.clueId, at.procedureId, id)).filter((each) => each.includes(' OPEN '))
    expect(open).toEqual(['PLAN OPEN 2026-04-01 VILLAGE', 'REASSESSMENT OPEN 2026-06-22 VILLAGE'])
  })

  it('keeps the income block of the register and the four questions with the home check', async () => {
    await known(at.household, 5_100)
    await begin('cadre')
    const said = { incomePerHead: '', troubleWater: 'YES', noLabour: true }
    expect(await step('cadre', 'verifyMonitoring', '2026-03-12', said)).toBe('done')
    const { record } = await one(
      `SELECT record FROM status_procedure_step WHERE procedure_id = $1 AND step = 'verify'`,
      at.procedureId,
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
    at.household = await aHousehold(PLACES.village, { poverty_status: povertyStatus, exit_year: null })
    at.clueId = await aClue(at.household, at.people.neighbour, '2026-03-10')
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
      [at.clueId],
    )
    await upTo('reviewProcedure')
    expect(await step('office', 'approveProcedure', '2026-03-22')).toBe('identification.lateNeeded')
    expect(await step('office', 'approveProcedure', '2026-03-22', { lateReason: '春节期间' })).toBe('done')
    const { record } = await one(
      `SELECT record FROM status_procedure_step WHERE procedure_id = $1 AND step = 'approve'`,
      at.procedureId,
    )
    expect(record).toMatchObject({ late: 6, lateReason: '春节期间' })
  })
})
