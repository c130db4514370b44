import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getProcedure } from '@/lib/identification/queries/procedure'
import { assessCase } from '@/lib/monitoring/commands/assess-case'
import { supportCase } from '@/lib/monitoring/commands/support-case'
import { getCase } from '@/lib/monitoring/queries/case'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { open } from '@/lib/platform/fields'
import { aHousehold, type BuiltHousehold, closeOwner, layGround, owner } from '../support/builders'
import { deadlinesOf } from '../support/deadlines'
import { layPolicy } from '../support/policy'
import { aCase, known, officers, procedureRow, propose, take } from '../support/procedures'

type People = Awaited<ReturnType<typeof officers>>
type Person = keyof People
let people: People
let household: BuiltHousehold
let caseId: string
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
  await known(household, 9_500)
  caseId = await aCase(household, { identified_on: '2025-09-01' })
  procedureId = randomUUID()
})

const one = async (sql: string, ...values: unknown[]) => (await owner().query(sql, values)).rows[0]
const begin = (who: Person, over: object = {}) => propose(people[who], caseId, procedureId, over)
const step = (who: Person, name: string, on: string, over: object = {}) =>
  take(people[who], procedureId, name, on, over)
const statusOf = async () => (await one('SELECT status FROM monitoring_case WHERE id = $1', caseId)).status

const WAY: [Person, string, string][] = [
  ['cadre', 'verifyRemoval', '2026-03-02'],
  ['cadre', 'appraiseProcedure', '2026-03-03'],
  ['cadre', 'publishProcedure', '2026-03-04'],
  ['clerk', 'reviewProcedure', '2026-03-10'],
  ['office', 'approveProcedure', '2026-03-11'],
]
async function upTo(last: string) {
  expect(await begin('cadre')).toMatchObject({ ok: true })
  for (const [actor, name, on] of WAY) {
    expect([name, await step(actor, name, on)]).toEqual([name, 'done'])
    if (name === last) return
  }
}

describe('the removal of a risk', () => {
  it('takes effect with the county’s decision, with its mode, its contact and as of that day', async () => {
    await upTo('approveProcedure')
    expect(
      await one('SELECT status, removed_on::text AS on, removal_mode FROM monitoring_case WHERE id = $1', caseId),
    ).toEqual({ status: 'RISK_REMOVED', on: '2026-03-11', removal_mode: 'SUPPORT' })
    expect(await one('SELECT monitored_type FROM household WHERE id = $1', household.id)).toEqual({
      monitored_type: null,
    })
    const contact = await one('SELECT id, name, phone_enc FROM monitoring_contact WHERE case_id = $1', caseId)
    expect(contact.name).toBe('赵村医')
    expect(contact.phone_enc.includes(Buffer.from('13800001234'))).toBe(false)
    expect(open('monitoring_contact', 'phone_enc', contact.id, contact.phone_enc)).toBe('13800001234')
    const view = await withScope(people.clerk, (ctx) => getCase(ctx, caseId))
    expect(view).toMatchObject({ removalMode: 'SUPPORT', contact: { name: '赵村医', phone: '138****1234' } })
  })

  it('shows on the case that it is proposed, and supports on when it is rejected', async () => {
    await upTo('publishProcedure')
    expect(await statusOf()).toBe('REMOVAL_PROPOSED')
    expect(await step('clerk', 'reviewProcedure', '2026-03-09')).toBe('identification.publicityRuns')
    expect(await step('clerk', 'rejectProcedure', '2026-03-09')).toBe('done')
    expect(await statusOf()).toBe('SUPPORTED')
  })

  it.each(['verifyRemoval', 'appraiseProcedure', 'publishProcedure', 'reviewProcedure'])(
    'goes back to the proposal from %s',
    async (last) => {
      await upTo(last)
      expect(await step('office', 'returnProcedure', '2026-03-11')).toBe('done')
      expect((await procedureRow(procedureId)).status).toBe('PROPOSED')
      expect(await statusOf()).toBe('REMOVAL_PROPOSED')
      expect(await step('cadre', 'verifyRemoval', '2026-03-11')).toBe('done')
    },
  )

  it('who proposed or checked does not review, who reviewed does not decide', async () => {
    expect(await begin('clerk')).toMatchObject({ ok: true })
    for (const [actor, name, on] of WAY.slice(0, 3)) expect(await step(actor, name, on)).toBe('done')
    expect(await step('clerk', 'reviewProcedure', '2026-03-10')).toBe('identification.fourEyes')
    expect(await step('secondClerk', 'reviewProcedure', '2026-03-10')).toBe('done')
  })

  it('is proposed once, and only of a case that is supported', async () => {
    expect(await begin('cadre')).toMatchObject({ ok: true })
    expect(await propose(people.office, caseId, randomUUID())).toMatchObject({ code: 'identification.openAlready' })
    caseId = await aCase(await aHousehold(), { status: 'MONITORED' })
    procedureId = randomUUID()
    expect(await begin('cadre')).toMatchObject({ code: 'monitoring.notSupported' })
    const key = { countyCode: household.countyCode, caseId }
    const support = () => withScope(people.clerk, (ctx) => supportCase(ctx, key))
    expect([await support(), await support()]).toEqual([true, false])
    expect(await begin('cadre')).toMatchObject({ ok: true })
  })

  it('two who propose at once begin one procedure', async () => {
    const both = await Promise.all([begin('cadre'), propose(people.office, caseId, randomUUID())])
    expect(both.filter((each) => each.ok)).toHaveLength(1)
  })
})

describe('the conditions', () => {
  it('must still hold when the county decides: what failed since the home check stands against it', async () => {
    await upTo('reviewProcedure')
    await owner().query(
      `UPDATE guarantee_state SET result = 'FAIL', fail_reason = '水井干了' WHERE household_id = $1 AND item = 'WATER'`,
      [household.id],
    )
    expect(await step('office', 'approveProcedure', '2026-03-11')).toBe('identification.conditionsGone')
    expect(await statusOf()).toBe('REMOVAL_PROPOSED')
    expect(await step('office', 'returnProcedure', '2026-03-11')).toBe('done')
    expect(await step('cadre', 'verifyRemoval', '2026-03-12')).toBe('identification.conditionsUnmet')
  })

  it('asks for six months since identification, to the day, unless the risk went naturally', async () => {
    await owner().query(`UPDATE monitoring_case SET identified_on = '2025-09-03' WHERE id = $1`, [caseId])
    await begin('cadre')
    expect(await step('cadre', 'verifyRemoval', '2026-03-02')).toBe('identification.conditionsUnmet')
    expect(await step('cadre', 'verifyRemoval', '2026-03-03')).toBe('done')
    household = await aHousehold()
    await known(household, 9_500)
    caseId = await aCase(household, { identified_on: '2026-02-01' })
    procedureId = randomUUID()
    await begin('cadre', { mode: 'NATURAL' })
    const naturally = { goneStably: [], goneNaturally: ['ILLNESS'] }
    expect(await step('cadre', 'verifyRemoval', '2026-03-03', naturally)).toBe('done')
  })

  it('asks for an income at the line of the year, in the file and now', async () => {
    await begin('cadre')
    const view = await withScope(people.cadre, (ctx) => getProcedure(ctx, procedureId))
    const line = view.conditions.find(({ code }) => code === 'LINE_PASSED')?.figures.lineYuan as number
    expect(line).toBeGreaterThan(0)
    const below = { incomePerHead: String(line - 0.01) }
    expect(await step('cadre', 'verifyRemoval', '2026-03-02', below)).toBe('identification.incomeBelowLine')
    expect(await step('cadre', 'verifyRemoval', '2026-03-02', { incomePerHead: String(line) })).toBe('done')
    household = await aHousehold()
    await known(household, Math.floor(line) - 1)
    caseId = await aCase(household, { identified_on: '2025-09-01' })
    procedureId = randomUUID()
    await begin('cadre')
    expect(await step('cadre', 'verifyRemoval', '2026-03-02')).toBe('identification.conditionsUnmet')
  })

  it('refuses while a guarantee fails, and asks where the file does not know', async () => {
    await owner().query(
      `UPDATE guarantee_state SET result = 'FAIL', fail_reason = '漏雨' WHERE household_id = $1 AND item = 'HOUSING'`,
      [household.id],
    )
    await begin('cadre')
    expect(await step('cadre', 'verifyRemoval', '2026-03-02')).toBe('identification.conditionsUnmet')
    household = await aHousehold()
    await known(household, 9_500, [], false)
    caseId = await aCase(household, { identified_on: '2025-09-01' })
    procedureId = randomUUID()
    await begin('cadre')
    expect(await step('cadre', 'verifyRemoval', '2026-03-02')).toBe('identification.acknowledge')
    expect(await step('cadre', 'verifyRemoval', '2026-03-02', { acknowledged: true })).toBe('done')
  })

  it('refuses while a recorded risk is not gone, one is said twice, or another is named', async () => {
    await owner().query(`UPDATE monitoring_case SET risks = '{ILLNESS,UNSAFE_WATER}' WHERE id = $1`, [caseId])
    await begin('cadre')
    for (const over of [
      { goneStably: ['ILLNESS'] },
      { goneStably: ['ILLNESS', 'UNSAFE_WATER'], goneNaturally: ['UNSAFE_WATER'] },
      { goneStably: ['ILLNESS', 'UNSAFE_WATER', 'DISASTER'] },
    ]) {
      expect(await step('cadre', 'verifyRemoval', '2026-03-02', over)).toBe('identification.risksStay')
    }
    const all = { goneStably: ['ILLNESS'], goneNaturally: ['UNSAFE_WATER'] }
    expect(await step('cadre', 'verifyRemoval', '2026-03-02', all)).toBe('done')
  })

  it.each(['troubleHousing', 'troubleSchooling', 'troubleWater', 'troubleInsurance'])(
    'refuses when %s is answered with yes',
    async (question) => {
      await begin('cadre')
      expect(await step('cadre', 'verifyRemoval', '2026-03-02', { [question]: 'YES' })).toBe(
        'identification.troubleStays',
      )
    },
  )

  it('names a contact with a phone', async () => {
    await begin('cadre')
    expect(await step('cadre', 'verifyRemoval', '2026-03-02', { contactName: ' ', contactPhone: 'keins' })).toEqual({
      contactName: { code: 'input.required' },
      contactPhone: { code: 'identification.notAPhone' },
    })
  })

  it('keeps a household without labour, in the code and in the database', async () => {
    caseId = await aCase(await aHousehold(), { no_labour: true })
    expect(await begin('cadre')).toMatchObject({ code: 'identification.noLabourStays' })
    await owner().query(`UPDATE monitoring_case SET status = 'REMOVAL_PROPOSED' WHERE id = $1`, [caseId])
    await expect(
      owner().query(
        `UPDATE monitoring_case SET status = 'RISK_REMOVED', removed_on = '2026-03-11', removal_mode = 'SUPPORT' WHERE id = $1`,
        [caseId],
      ),
    ).rejects.toMatchObject({ code: '23514' })
  })
})

describe('the quarterly assessment', () => {
  const assess = (who: Person, over: object = {}, id: string = randomUUID()) =>
    execute(
      people[who],
      assessCase,
      { caseId, assessedOn: '2026-03-20', riskLevel: 'YELLOW', incomePerHead: '6,100', opinion: '药费高', ...over },
      { id },
    )

  it('is written once a quarter and never changed', async () => {
    const due = await withScope(people.cadre, (ctx) => getCase(ctx, caseId))
    expect(due).toMatchObject({ quarter: '2026Q1', assessmentDue: true, mayAssess: true })
    const id = randomUUID()
    expect(await assess('cadre', {}, id)).toMatchObject({ ok: true, data: { quarter: '2026Q1' } })
    expect(await assess('cadre', {}, id)).toMatchObject({ ok: true, replayed: true })
    expect(await assess('clerk')).toMatchObject({
      code: 'monitoring.assessedAlready',
      params: { by: people.cadre.name, day: '2026-03-20' },
    })
    expect(await assess('clerk', { assessedOn: '2025-12-31' })).toMatchObject({ ok: true, data: { quarter: '2025Q4' } })
    expect(await deadlinesOf(caseId)).toEqual(['REASSESSMENT OPEN 2026-06-20 VILLAGE'])
    const after = await withScope(people.cadre, (ctx) => getCase(ctx, caseId))
    expect(after.assessmentDue).toBe(false)
    expect(after.assessments.map(({ quarter, level }) => [quarter, level])).toEqual([
      ['2026Q1', 'YELLOW'],
      ['2025Q4', 'YELLOW'],
    ])
    await expect(
      owner().query(`UPDATE case_assessment SET risk_level = 'GREEN' WHERE case_id = $1`, [caseId]),
    ).rejects.toThrow()
  })

  it('is refused before identification, after removal, in the future, and green with a guarantee not met', async () => {
    expect(await assess('cadre', { assessedOn: '2025-08-31' })).toMatchObject({ code: 'monitoring.beforeIdentified' })
    expect(await assess('cadre', { assessedOn: '2026-03-27' })).toMatchObject({ code: 'input.inTheFuture' })
    expect(await assess('cadre', { riskLevel: 'GREEN', failing: ['WATER'] })).toMatchObject({
      errors: { riskLevel: { code: 'monitoring.greenFails' } },
    })
    await upTo('approveProcedure')
    expect(await assess('cadre')).toMatchObject({ code: 'monitoring.removedAlready' })
  })

  it('lets one of two be first', async () => {
    const both = await Promise.all([assess('cadre'), assess('clerk')])
    expect(both.filter((each) => each.ok)).toHaveLength(1)
  })
})
