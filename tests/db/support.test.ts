import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { execute } from '@/lib/platform/command'
import { unscoped } from '@/lib/platform/db'
import { editMeasure } from '@/lib/support/commands/edit'
import { savePlan } from '@/lib/support/commands/plan'
import { recordMeasure } from '@/lib/support/commands/record'
import { cancelMeasure, confirmMeasure, deliverMeasure, startMeasure } from '@/lib/support/commands/step'
import { editedTexts } from '@/lib/support/rules/edited'
import {
  aClue,
  aHousehold,
  aPairing,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { deadlinesOf } from '../support/deadlines'
import { aCase, aMeasure, caseStatus, helpers, layTypes, measureRow, TOLD, tryTo } from '../support/measures'

let people: Awaited<ReturnType<typeof helpers>>
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  await layTypes()
  people = await helpers()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  household = await aHousehold()
})

type Person = keyof typeof people
const told = (over: object = {}) => ({ ...TOLD, id: randomUUID(), householdId: household.id, ...over })
const record = (who: Person, input: object) => tryTo(people[who], recordMeasure, input)
const step = async (who: Person, command: unknown, measureId: string, over: object = {}) =>
  tryTo(people[who], command, { measureId, version: (await measureRow(measureId)).version, on: '2026-03-20', ...over })
const given = { amount: '5000', fundSource: 'COUNTY', scale: '5 只', effect: '增收 2,000 元' }

describe('from the plan to the household that confirms', () => {
  it('given a plan, when its last day passes before it is delivered, then its deadline is met late', async () => {
    const input = told({ plannedOn: '2026-03-01', finishBy: '2026-03-10' })
    expect(await record('cadre', input)).toBe('done')
    expect(await deadlinesOf(input.id)).toEqual(['MEASURE_FINISH OPEN 2026-03-10 VILLAGE'])
    expect(await step('secretary', deliverMeasure, input.id, { on: '2026-03-15', ...given })).toBe('done')
    expect(await deadlinesOf(input.id)).toEqual(['MEASURE_FINISH MET 2026-03-15 late'])
  })

  it('given a plan that is cancelled, or help that was given already, then nobody waits', async () => {
    const planned = told()
    const delivered = await aMeasure(household, people.clerk, 'DELIVERED')
    expect(await record('cadre', planned)).toBe('done')
    expect(await step('clerk', cancelMeasure, planned.id, { reason: 'HOUSEHOLD_DECLINED' })).toBe('done')
    expect(await deadlinesOf(planned.id, delivered)).toEqual(['MEASURE_FINISH CANCELLED'])
  })

  it('given a plan, when it is started, delivered and confirmed by another, then every step says who and when', async () => {
    const input = told()
    expect(await record('cadre', input)).toBe('done')
    expect(await step('cadre', startMeasure, input.id, { on: '2026-03-12' })).toBe('done')
    expect(await step('secretary', deliverMeasure, input.id, { on: '2026-03-15', ...given })).toBe('done')
    expect(await step('clerk', confirmMeasure, input.id, { signer: '王守田' })).toBe('done')
    expect(await measureRow(input.id)).toMatchObject({
      status: 'CONFIRMED_BY_HOUSEHOLD',
      amount_fen: '500000',
      form: 'GOODS',
      recorded_by: people.cadre.userId,
      started_by: people.cadre.userId,
      delivered_by: people.secretary.userId,
      confirmed_by: people.clerk.userId,
      signer: '王守田',
      effect: '增收 2,000 元',
      version: 4,
    })
  })

  it('given a delivery, when who recorded it would confirm, then another must', async () => {
    const id = await aMeasure(household, people.clerk, 'DELIVERED')
    expect(await step('clerk', confirmMeasure, id, { signer: '王守田' })).toBe('support.fourEyes')
    expect(await step('secondClerk', confirmMeasure, id, { signer: '王守田' })).toBe('done')
  })

  it('given something handed over at once, when it is recorded, then it counts from that day', async () => {
    const input = told({ deliveredOn: '2026-03-18', typeCode: 'NET_RELIEF', amount: '2800' })
    expect(await record('clerk', input)).toBe('done')
    const row = await measureRow(input.id)
    expect(row).toMatchObject({ status: 'DELIVERED', form: 'CASH', delivered_by: people.clerk.userId })
    expect(row.counts_on).toEqual(row.delivered_on)
  })

  it('sent twice it is one measure', async () => {
    const [input, sending] = [told(), randomUUID()]
    expect(await tryTo(people.cadre, recordMeasure, input, sending)).toBe('done')
    expect(await tryTo(people.cadre, recordMeasure, input, sending)).toBe('replayed')
    const { rows } = await owner().query('SELECT count(*)::int AS n FROM support_measure WHERE household_id = $1', [
      household.id,
    ])
    expect(rows[0].n).toBe(1)
  })

  it('of two who go on at the same moment one is too late', async () => {
    const id = await aMeasure(household, people.cadre)
    const start = { measureId: id, version: 1, on: '2026-03-12' }
    const both = await Promise.all([
      tryTo(people.cadre, startMeasure, start),
      tryTo(people.secretary, startMeasure, start),
    ])
    expect(both.sort()).toEqual(['done', 'support.changed'])
  })
})

describe('what is refused', () => {
  it.each([
    ['money without a source', { fundSource: undefined }, 'support.sourceNeeded'],
    ['an amount that is none', { amount: '五千' }, 'support.notAnAmount'],
    ['a day to finish before the plan', { finishBy: '2026-03-01' }, 'support.finishBeforePlan'],
    ['no unit', { unit: ' ' }, 'input.required'],
    ['a type that is not there', { typeCode: 'NOTHING' }, 'support.typeUnknown'],
    ['a type before its time', { typeCode: 'FIN_EXTENSION', plannedOn: '2019-05-01' }, 'support.typeNotInForce'],
    [
      'cash given without an amount',
      { typeCode: 'NET_RELIEF', amount: '', deliveredOn: '2026-03-10' },
      'support.amountNeeded',
    ],
    ['a delivery in the future', { deliveredOn: '2027-03-10' }, 'input.inTheFuture'],
    ['somebody who is no member', { personId: randomUUID() }, 'support.notAMember'],
    ['a plan of nobody', { planId: randomUUID() }, 'support.planUnknown'],
    ['a project of nobody', { projectId: randomUUID() }, 'support.projectUnknown'],
  ])('%s', async (_what, over, code) => {
    const input = told(over)
    expect(await record('cadre', input)).toBe(code)
    expect(await measureRow(input.id)).toBeUndefined()
  })

  it('the same day, type and amount again, until it is said that it is another one', async () => {
    expect(await record('cadre', told())).toBe('done')
    expect(await record('secretary', told())).toBe('support.twin')
    expect(await record('secretary', told({ acknowledged: true }))).toBe('done')
  })

  it('steps out of turn, before the last one, and after the end', async () => {
    const id = await aMeasure(household, people.cadre)
    expect(await step('clerk', confirmMeasure, id, { signer: '王' })).toBe('support.notNow')
    expect(await step('cadre', startMeasure, id, { on: '2026-03-12' })).toBe('done')
    expect(await step('cadre', deliverMeasure, id, { on: '2026-03-11', ...given })).toBe('support.beforeLast')
    expect(await step('cadre', cancelMeasure, id, { reason: 'OTHER' })).toBe('support.noteNeeded')
    expect(await step('cadre', cancelMeasure, id, { reason: 'HOUSEHOLD_DECLINED' })).toBe('done')
    expect(await step('cadre', deliverMeasure, id, given)).toBe('support.ended')
  })

  it('a neighbour, as if there were nothing', async () => {
    const id = await aMeasure(household, people.cadre)
    expect(await record('neighbour', told())).toBe('notFound')
    expect(await step('neighbour', startMeasure, id)).toBe('notFound')
  })

  it('a paired helper who says that it was delivered; he proposes', async () => {
    await aPairing(household, people.helper)
    expect(await record('helper', told({ deliveredOn: '2026-03-10' }))).toBe('support.proposeOnly')
    const input = told()
    expect(await record('helper', input)).toBe('done')
    expect(await step('helper', startMeasure, input.id)).toBe('forbidden')
  })
})

describe('two who change a plan', () => {
  const change = (who: Person, id: string, version: number, base: object, over: object) =>
    execute(people[who], editMeasure as never, { ...TOLD, measureId: id, version, base, ...over }, { id: randomUUID() })

  it('each keeps what he alone changed; a field of both is shown with both', async () => {
    const input = told()
    await record('cadre', input)
    const row = await measureRow(input.id)
    const base = editedTexts({
      ...TOLD,
      plannedOn: row.planned_on,
      finishBy: row.finish_by,
      amountFen: row.amount_fen,
    })
    expect(await change('cadre', input.id, 1, base, { title: '基础母牛' })).toMatchObject({ ok: true })
    expect(await change('secretary', input.id, 1, base, { unit: '县农业局' })).toMatchObject({ ok: true })
    expect(await measureRow(input.id)).toMatchObject({ title: '基础母牛', unit: '县农业局', version: 3 })
    expect(await change('clerk', input.id, 1, base, { title: '绒山羊' })).toMatchObject({
      kind: 'conflict',
      version: 3,
      merges: [{ field: 'title', base: '基础母羊', mine: '绒山羊', theirs: '基础母牛' }],
    })
  })

  it('what began is no plan any more', async () => {
    const id = await aMeasure(household, people.cadre, 'IN_PROGRESS')
    expect(await change('cadre', id, 1, {}, {})).toMatchObject({ code: 'support.onlyPlans' })
  })
})

describe('a monitored household', () => {
  it('the first measure makes its case supported and belongs to it', async () => {
    const caseId = await aCase(household)
    const input = told()
    expect(await record('helper', input)).toBe('notFound')
    expect(await caseStatus(caseId)).toBe('MONITORED')
    expect(await record('cadre', input)).toBe('done')
    expect(await caseStatus(caseId)).toBe('SUPPORTED')
    expect(await measureRow(input.id)).toMatchObject({ case_id: caseId, clue_id: null })
  })

  it('before there is a case the measure belongs to the open clue', async () => {
    const clueId = await aClue(household, people.clerk)
    const input = told()
    await record('cadre', input)
    expect(await measureRow(input.id)).toMatchObject({ case_id: null, clue_id: clueId })
  })

  it('a plan is one a year, makes the case supported, and gathers measures', async () => {
    const caseId = await aCase(household)
    const measure = await aMeasure(household, people.cadre)
    const plan = {
      id: randomUUID(),
      version: 0,
      householdId: household.id,
      year: 2026,
      aims: '稳定增收',
      helper: '李志强',
    }
    const input = { ...plan, agreedOn: '2026-03-09', signer: '王守田', measures: [measure] }
    expect(await tryTo(people.cadre, savePlan, input)).toBe('done')
    expect(await caseStatus(caseId)).toBe('SUPPORTED')
    expect(await measureRow(measure)).toMatchObject({ plan_id: plan.id })
    expect(await tryTo(people.cadre, savePlan, { ...input, id: randomUUID() })).toBe('support.planThere')
    expect(await tryTo(people.secretary, savePlan, { ...input, version: 1, aims: '稳定就业', measures: [] })).toBe(
      'done',
    )
    expect(await measureRow(measure)).toMatchObject({ plan_id: null })
    expect(await tryTo(people.secretary, savePlan, { ...input, version: 1 })).toBe('support.changed')
    expect(await tryTo(people.neighbour, savePlan, { ...input, version: 2 })).toBe('notFound')
  })
})

describe('a household that moves', () => {
  it('takes its measures and plans along', async () => {
    const caseId = await aCase(household)
    const id = await aMeasure(household, people.cadre, 'CONFIRMED_BY_HOUSEHOLD', { case_id: caseId })
    await owner().query('UPDATE household SET region_code = $2 WHERE id = $1', [household.id, PLACES.siblingVillage])
    expect(await measureRow(id)).toMatchObject({ region_code: PLACES.siblingVillage })
  })
})
