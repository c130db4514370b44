import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyProcedure } from '@/lib/identification/commands/village'
import { getStatusHistory } from '@/lib/identification/queries/history'
import { listProcedures } from '@/lib/identification/queries/list'
import { getProcedure } from '@/lib/identification/queries/procedure'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { layPolicy } from '../support/policy'
import { fileOf, known, NEVER_POOR, officers, procedureRow, start, take, USUAL } from '../support/procedures'

let people: Awaited<ReturnType<typeof officers>>
let household: BuiltHousehold
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
beforeEach(() => {
  procedureId = randomUUID()
})

type Person = keyof typeof people
const begin = (who: Person, over: object = {}) => start(people[who], household, procedureId, over)
const step = (who: Person, name: string, on: string, over: object = {}, id?: string) =>
  take(people[who], procedureId, name, on, over, id)

describe('identification', () => {
  beforeEach(async () => {
    household = await aHousehold(PLACES.village, NEVER_POOR)
    await known(household, 3_000)
  })

  async function upTo(last: string) {
    const way: [Person, string, string][] = [
      ['cadre', 'verifyProcedure', '2026-03-02'],
      ['cadre', 'appraiseProcedure', '2026-03-03'],
      ['cadre', 'publishProcedure', '2026-03-04'],
      ['clerk', 'reviewProcedure', '2026-03-12'],
      ['cadre', 'publishProcedureAgain', '2026-03-13'],
      ['office', 'approveProcedure', '2026-03-21'],
      ['office', 'announceProcedure', '2026-03-22'],
      ['clerk', 'registerProcedure', '2026-03-23'],
    ]
    expect((await begin('cadre')).ok).toBe(true)
    for (const [actor, name, on] of way) {
      expect([name, await step(actor, name, on)]).toEqual([name, 'done'])
      if (name === last) return
    }
  }

  it('given a general household below the line, when every step was taken, then it is registered as poor from that day', async () => {
    await upTo('registerProcedure')
    expect(await fileOf(household)).toMatchObject({
      poverty_status: 'NOT_EXITED',
      household_type: 'POOR_SUBSISTENCE',
      main_cause: 'ILLNESS',
      other_causes: ['LACK_LABOUR'],
      identified_on: '2026-03-23',
      version: 3,
    })
    const { states, procedures } = await withScope(people.clerk, (ctx) => getStatusHistory(ctx, household.id))
    expect(states[0]).toMatchObject({ status: 'NOT_EXITED', type: 'POOR_SUBSISTENCE' })
    expect(procedures[0]).toMatchObject({ id: procedureId, status: 'DONE', endedOn: '2026-03-23' })
    const view = await withScope(people.cadre, (ctx) => getProcedure(ctx, procedureId))
    expect(view.record.map(({ step }) => step)).toEqual([
      'start',
      'verify',
      'appraise',
      'publish',
      'review',
      'publishAgain',
      'approve',
      'announce',
      'register',
    ])
  })

  it('cannot go on while the publicity runs: seven full days after the day of posting', async () => {
    await upTo('publishProcedure')
    expect(await step('clerk', 'reviewProcedure', '2026-03-11')).toBe('identification.publicityRuns')
    await expect(
      owner().query(
        `UPDATE status_procedure SET status = 'TOWNSHIP_REVIEWED', last_step_on = '2026-03-11' WHERE id = $1`,
        [procedureId],
      ),
    ).rejects.toThrow('publicity still runs')
    expect(await step('clerk', 'reviewProcedure', '2026-03-12')).toBe('done')
  })

  it('goes back to the home check when somebody objects, and on from there', async () => {
    await upTo('publishProcedure')
    expect(await step('cadre', 'objectToProcedure', '2026-03-06')).toBe('done')
    expect((await procedureRow(procedureId)).status).toBe('VERIFIED')
    expect(await step('cadre', 'appraiseProcedure', '2026-03-07')).toBe('done')
  })

  it('needs two thirds of the representatives and more than half of those present', async () => {
    await upTo('verifyProcedure')
    const votes = { present: 19, votesFor: 19, votesAgainst: 0, votesAbstain: 0 }
    expect(await step('cadre', 'appraiseProcedure', '2026-03-03', votes)).toBe('identification.tooFewPresent')
    const split = { present: 20, votesFor: 10, votesAgainst: 10, votesAbstain: 0 }
    expect(await step('cadre', 'appraiseProcedure', '2026-03-03', split)).toBe('identification.notCarried')
    const wrong = { present: 20, votesFor: 10, votesAgainst: 3, votesAbstain: 0 }
    expect(await step('cadre', 'appraiseProcedure', '2026-03-03', wrong)).toMatchObject({
      votesFor: { code: 'identification.votesDiffer' },
    })
    expect(await step('cadre', 'appraiseProcedure', '2026-03-03', { ...split, votesFor: 11, votesAgainst: 9 })).toBe(
      'done',
    )
  })

  it('does not pass a check with an exclusion case, or with one officer, or without the comparison', async () => {
    await begin('cadre')
    expect(await step('cadre', 'verifyProcedure', '2026-03-02', { exclusions: ['VEHICLE'] })).toBe(
      'identification.excluded',
    )
    expect(await step('cadre', 'verifyProcedure', '2026-03-02', { officers: '王一、王一' })).toMatchObject({
      officers: { code: 'identification.peopleNeeded', params: { n: 2 } },
    })
    expect(await step('cadre', 'verifyProcedure', '2026-03-02', { compared: false })).toMatchObject({
      compared: { code: 'identification.comparisonNeeded' },
    })
    expect((await procedureRow(procedureId)).status).toBe('APPLIED')
  })

  it('keeps four eyes: who checked or applied may not review, who reviewed may not decide', async () => {
    await begin('clerk')
    expect(await step('secondClerk', 'verifyProcedure', '2026-03-02')).toBe('done')
    expect(await step('cadre', 'appraiseProcedure', '2026-03-03')).toBe('done')
    expect(await step('cadre', 'publishProcedure', '2026-03-04')).toBe('done')
    for (const who of ['clerk', 'secondClerk'] as const) {
      expect(await step(who, 'reviewProcedure', '2026-03-13')).toBe('identification.fourEyes')
      await expect(
        owner().query(
          `UPDATE status_procedure SET status = 'TOWNSHIP_REVIEWED', last_step_on = '2026-03-13', reviewed_by = $2 WHERE id = $1`,
          [procedureId, people[who].userId],
        ),
      ).rejects.toThrow('status_procedure_four_eyes')
    }
  })

  it('refuses a step out of turn, a day before the last step and a day to come', async () => {
    await upTo('verifyProcedure')
    expect(await step('cadre', 'publishProcedure', '2026-03-03')).toBe('identification.notNow')
    expect(await step('cadre', 'appraiseProcedure', '2026-03-01')).toBe('identification.beforeLast')
    expect(await step('cadre', 'appraiseProcedure', '2027-01-01')).toBe('input.inTheFuture')
    expect(await step('cadre', 'appraiseProcedure', '32 March')).toMatchObject({ on: { code: 'input.notADay' } })
  })

  it('of two who take the same step at once one finds it taken; sent twice it is taken once', async () => {
    await begin('cadre')
    const input = { procedureId, version: 1, on: '2026-03-02', ...USUAL.verifyProcedure }
    const id = randomUUID()
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        execute(index % 2 ? people.cadre : people.clerk, verifyProcedure, input, {
          id: index < 2 ? id : randomUUID(),
        }),
      ),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    const { rows } = await owner().query(
      'SELECT count(*)::int AS n FROM status_procedure_step WHERE procedure_id = $1',
      [procedureId],
    )
    expect(rows[0].n).toBe(2)
  })

  it('answers the same when the same form comes again', async () => {
    await begin('cadre')
    const id = randomUUID()
    expect(await step('cadre', 'verifyProcedure', '2026-03-02', { version: 1 }, id)).toBe('done')
    expect(await step('cadre', 'verifyProcedure', '2026-03-02', { version: 1 }, id)).toBe('done')
  })

  it('can be sent back with a reason and rejected with a reason; then it never changes', async () => {
    await upTo('reviewProcedure')
    expect(await step('office', 'returnProcedure', '2026-03-13', { reason: '' })).toMatchObject({
      reason: { code: 'input.required' },
    })
    expect(await step('office', 'returnProcedure', '2026-03-13')).toBe('done')
    expect(await procedureRow(procedureId)).toMatchObject({ status: 'APPLIED', verified_by: null, reviewed_by: null })
    expect(await step('clerk', 'rejectProcedure', '2026-03-14', { reason: 'OTHER' })).toMatchObject({
      note: { code: 'identification.noteNeeded' },
    })
    expect(await step('clerk', 'rejectProcedure', '2026-03-14')).toBe('done')
    expect(await fileOf(household)).toMatchObject({ poverty_status: 'NEVER_POOR' })
    expect(await step('cadre', 'verifyProcedure', '2026-03-15')).toBe('identification.ended')
    await expect(
      owner().query(`UPDATE status_procedure SET basis_text = 'x' WHERE id = $1`, [procedureId]),
    ).rejects.toThrow('never changes')
    await expect(
      owner().query(`UPDATE status_procedure_step SET record = '{}' WHERE procedure_id = $1`, [procedureId]),
    ).rejects.toThrow('kept as they were')
    await expect(
      owner().query('DELETE FROM status_procedure_step WHERE procedure_id = $1', [procedureId]),
    ).rejects.toThrow('kept as they were')
  })

  it('one household has one open procedure, and only one that fits its status', async () => {
    await begin('cadre')
    procedureId = randomUUID()
    expect(await begin('clerk')).toMatchObject({ kind: 'rule', code: 'identification.openAlready' })
    household = await aHousehold()
    expect(await begin('cadre')).toMatchObject({ kind: 'rule', code: 'identification.otherStatus' })
  })

  it('asks for consent, and for another cause than the main one', async () => {
    expect(await begin('cadre', { consent: false })).toMatchObject({
      errors: { consent: { code: 'identification.consentNeeded' } },
    })
    expect(await begin('cadre', { wantedOtherCauses: ['ILLNESS'] })).toMatchObject({
      errors: { wantedOtherCauses: { code: 'identification.causeTwice' } },
    })
  })

  it('is not there for a neighbour', async () => {
    await begin('cadre')
    expect(await step('neighbour', 'verifyProcedure', '2026-03-02')).toBe('notFound')
    await expect(withScope(people.neighbour, (ctx) => getProcedure(ctx, procedureId))).rejects.toThrow('notFound')
    const { procedures } = await withScope(people.neighbour, (ctx) => listProcedures(ctx, { tab: 'open' }))
    expect(procedures.filter(({ id }) => id === procedureId)).toEqual([])
  })
})

describe('what the register knows decides the home check where it can', () => {
  beforeEach(async () => {
    household = await aHousehold(PLACES.village, NEVER_POOR)
  })
  it.each([
    ['income above the line and all guarantees met', 9_000, [], true, false, 'identification.conditionsUnmet'],
    ['income above the line but the house is not safe', 9_000, ['HOUSING'], true, false, 'done'],
    ['income at the line and nothing checked', 5_200, [], false, false, 'identification.acknowledge'],
    ['the same, verified on site', 5_200, [], false, true, 'done'],
  ] as const)('%s', async (_name, yuan, failing, checked, acknowledged, expected) => {
    await known(household, yuan, [...failing], checked)
    await begin('cadre')
    expect(await step('cadre', 'verifyProcedure', '2026-03-02', { acknowledged })).toBe(expected)
  })
})
