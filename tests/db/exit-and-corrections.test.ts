import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { planExits } from '@/lib/identification/commands/start'
import { listProcedures } from '@/lib/identification/queries/list'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { layPolicy } from '../support/policy'
import { fileOf, known, NEVER_POOR, officers, POOR, procedureRow, start, take } from '../support/procedures'

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

describe('exit', () => {
  beforeEach(async () => {
    household = await aHousehold(PLACES.village, POOR)
    await known(household, 7_000)
  })
  const exit = { kind: 'EXIT', planYear: 2026 }

  it('given a household on the exit list, when it agreed and every step was taken, then it is out of poverty', async () => {
    await begin('clerk', exit)
    expect(await fileOf(household)).toMatchObject({ poverty_status: 'EXIT_PLANNED' })
    for (const [actor, name, on] of [
      ['cadre', 'verifyProcedure', '2026-03-02'],
      ['cadre', 'agreeProcedure', '2026-03-02'],
      ['cadre', 'appraiseProcedure', '2026-03-03'],
      ['cadre', 'publishProcedure', '2026-03-04'],
      ['secondClerk', 'reviewProcedure', '2026-03-12'],
      ['leader', 'approveProcedure', '2026-03-13'],
      ['office', 'announceProcedure', '2026-03-14'],
    ] as const) {
      expect([name, await step(actor, name, on)]).toEqual([name, 'done'])
    }
    expect(await fileOf(household)).toMatchObject({ poverty_status: 'EXITED', exit_year: 2026 })
    expect((await procedureRow(procedureId)).status).toBe('DONE')
  })

  it('is checked again by three at least', async () => {
    await begin('clerk', exit)
    for (const [name, on] of [
      ['verifyProcedure', '2026-03-02'],
      ['agreeProcedure', '2026-03-02'],
      ['appraiseProcedure', '2026-03-03'],
      ['publishProcedure', '2026-03-04'],
    ] as const)
      await step('cadre', name, on)
    expect(await step('secondClerk', 'reviewProcedure', '2026-03-12', { reviewers: '赵四、钱五' })).toBe(
      'identification.peopleNeeded',
    )
  })

  it('does not pass while a guarantee is not met', async () => {
    household = await aHousehold(PLACES.village, POOR)
    await known(household, 7_000, ['WATER'])
    await begin('clerk', exit)
    expect(await step('cadre', 'verifyProcedure', '2026-03-02', { acknowledged: true })).toBe(
      'identification.conditionsUnmet',
    )
  })

  it('rejected, the household is what it was before', async () => {
    household = await aHousehold(PLACES.village, { ...POOR, poverty_status: 'RELAPSED' })
    await begin('clerk', exit)
    expect(await fileOf(household)).toMatchObject({ poverty_status: 'EXIT_PLANNED' })
    expect(await step('clerk', 'rejectProcedure', '2026-03-02', { reason: 'HOUSEHOLD_DISAGREES' })).toBe('done')
    expect(await fileOf(household)).toMatchObject({ poverty_status: 'RELAPSED' })
  })

  it('puts many on a year’s list at once, and names those that cannot go on it', async () => {
    const second = await aHousehold(PLACES.village, POOR)
    const exited = await aHousehold(PLACES.village)
    const households = [household, second, exited].map(({ id }) => `${id}:${randomUUID()}`)
    const outcome = await execute(people.clerk, planExits, { planYear: 2026, households }, { id: randomUUID() })
    expect(outcome).toMatchObject({
      ok: true,
      data: { planned: 2, left: [{ id: exited.id, code: 'identification.otherStatus' }] },
    })
    const { rows } = await owner().query(`SELECT poverty_status FROM household WHERE id = ANY ($1)`, [
      [household.id, second.id],
    ])
    expect(rows.map((each) => each.poverty_status)).toEqual(['EXIT_PLANNED', 'EXIT_PLANNED'])
  })
})

describe('corrections', () => {
  const because = { basis: 'LOOK_BACK', basisText: '回头看第12号问题' }
  it.each([
    ['RELAPSE', {}, { poverty_status: 'RELAPSED', relapsed_on: '2026-03-04', exit_year: 2018 }],
    ['EXIT_REVOKED', {}, { poverty_status: 'NOT_EXITED', exit_year: null }],
    [
      'IDENTIFICATION_REVOKED',
      POOR,
      { poverty_status: 'NEVER_POOR', household_type: 'GENERAL_RURAL', identified_on: null },
    ],
  ] as const)('%s takes effect with the county’s decision', async (kind, over, expected) => {
    household = await aHousehold(PLACES.village, over)
    expect(await begin('cadre', { kind })).toMatchObject({
      errors: { basis: { code: 'input.required' }, basisText: { code: 'input.required' } },
    })
    expect((await begin('cadre', { kind, ...because })).ok).toBe(true)
    expect(await step('clerk', 'reviewProcedure', '2026-03-03', { reviewers: '赵四' })).toBe('done')
    expect(await step('office', 'approveProcedure', '2026-03-04')).toBe('done')
    expect(await fileOf(household)).toMatchObject(expected)
  })
})

it('what waits for whom stands in his list', async () => {
  household = await aHousehold(PLACES.village, NEVER_POOR)
  await known(household, 3_000)
  await begin('cadre')
  const waits = async (who: Person) =>
    (await withScope(people[who], (ctx) => listProcedures(ctx, { tab: 'mine' }))).procedures.some(
      ({ id }) => id === procedureId,
    )
  expect([await waits('cadre'), await waits('office')]).toEqual([true, false])
  for (const [name, on] of [
    ['verifyProcedure', '2026-03-02'],
    ['appraiseProcedure', '2026-03-03'],
    ['publishProcedure', '2026-03-25'],
  ] as const)
    await step('cadre', name, on)
  expect([await waits('cadre'), await waits('clerk')]).toEqual([false, false])
  await owner().query(`UPDATE status_procedure SET may_go_on_from = '2026-03-26' WHERE id = $1`, [procedureId])
  expect([await waits('cadre'), await waits('clerk')]).toEqual([false, true])
})
