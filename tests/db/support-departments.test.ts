import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { recordBatch, undoBatch } from '@/lib/support/commands/batch'
import { editMeasure } from '@/lib/support/commands/edit'
import { assignField } from '@/lib/support/commands/field'
import { savePlan } from '@/lib/support/commands/plan'
import { recordMeasure } from '@/lib/support/commands/record'
import { confirmMeasure, deliverMeasure } from '@/lib/support/commands/step'
import { getBatch, getBatchPreview } from '@/lib/support/queries/batch'
import { fieldOf, listDepartments } from '@/lib/support/queries/field'
import { getMeasureForm } from '@/lib/support/queries/form'
import { listMeasures } from '@/lib/support/queries/list'
import { getMeasure } from '@/lib/support/queries/measure'
import { typesToday } from '@/lib/support/queries/types'
import {
  aHousehold,
  anActor,
  type BuiltHousehold,
  closeOwner,
  insert,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { aCase, aField, aMeasure, helpers, layTypes, measureRow, TOLD, tryTo } from '../support/measures'

/** A health bureau's measure, as its form says it. */
const ILL = { ...TOLD, typeCode: 'HEA_SERIOUS', title: '大病专项救治', amount: '', fundSource: undefined }

let people: Awaited<ReturnType<typeof helpers>>
let health: Actor
/** Monitored for illness; helped by the health bureau before; neither. */
let ill: BuiltHousehold
let helped: BuiltHousehold
let other: BuiltHousehold

beforeAll(async () => {
  await layGround()
  await layTypes()
  people = await helpers()
  health = await anActor('LINE_DEPARTMENT', PLACES.county, 'COUNTY')
  await aField(health, ['HEALTH'])
})
beforeEach(async () => {
  ill = await aHousehold(PLACES.village)
  await aCase(ill)
  helped = await aHousehold(PLACES.siblingVillage)
  await aMeasure(helped, people.office, 'CANCELLED', { type_code: 'HEA_DOCTOR' })
  other = await aHousehold(PLACES.village)
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const record = (actor: Actor, household: BuiltHousehold, over: object = {}, id: string = randomUUID()) =>
  tryTo(actor, recordMeasure, { ...ILL, id, householdId: household.id, ...over })
const batch = (actor: Actor, households: readonly BuiltHousehold[], over: object = {}, id: string = randomUUID()) =>
  tryTo(actor, recordBatch, { ...ILL, id, households: households.map((each) => each.id), ...over })

describe('a line department', () => {
  it('records and delivers measures of its own field, and neither confirms them nor makes plans', async () => {
    const id = randomUUID()
    expect(await record(health, ill, {}, id)).toBe('done')
    expect(await measureRow(id)).toMatchObject({ status: 'PLANNED', recorded_by: health.userId })
    const head = { measureId: id, version: 1 }
    expect(await tryTo(health, editMeasure, { ...ILL, ...head, scale: '1 人', base: {} })).toBe('done')
    const step = { measureId: id, version: 2, on: '2026-03-20' }
    expect(await tryTo(health, deliverMeasure, step)).toBe('done')
    expect(await tryTo(health, confirmMeasure, { ...step, version: 3, signer: '王' })).toBe('forbidden')
    expect(await tryTo(people.clerk, confirmMeasure, { ...step, version: 3, signer: '王' })).toBe('done')
    const plan = { id: randomUUID(), version: 0, householdId: ill.id, year: 2026, aims: 'A', helper: 'B' }
    expect(await tryTo(health, savePlan, { ...plan, agreedOn: '2026-03-20', signer: 'C' })).toBe('forbidden')
  })

  it('is refused beside the field for another branch, and changes no measure into one', async () => {
    expect(await record(health, ill, { ...TOLD })).toBe('support.notYourField')
    expect(await batch(health, [ill], { ...TOLD })).toBe('support.notYourField')
    const own = await aMeasure(ill, health, 'PLANNED', { type_code: 'HEA_CHRONIC' })
    expect(await tryTo(health, editMeasure, { ...TOLD, measureId: own, version: 1, base: {} })).toBe(
      'support.notYourField',
    )
    const foreign = await aMeasure(ill, people.office)
    expect(await tryTo(health, editMeasure, { ...ILL, measureId: foreign, version: 1, base: {} })).toBe('notFound')
    expect(await tryTo(health, deliverMeasure, { measureId: foreign, version: 1, on: '2026-03-20' })).toBe('notFound')
  })

  it('knows only households that its field concerns, a household like one that is not there', async () => {
    expect(await record(health, helped)).toBe('done')
    expect(await record(health, other)).toBe('notFound')
    expect(await batch(health, [ill, other])).toBe('notFound')
    const form = (id: string) => withScope(health, (ctx) => getMeasureForm(ctx, id))
    expect((await form(ill.id)).types.every(({ category }) => category === 'HEALTH')).toBe(true)
    await expect(form(other.id)).rejects.toThrow(NotFoundError)
    const removed = await aHousehold(PLACES.village)
    await aCase(removed, { risks: ['SCHOOLING'] })
    expect(await record(health, removed)).toBe('notFound')
  })

  it('lists and opens measures of its own field alone, by their names', async () => {
    const mine = await aMeasure(ill, health, 'PLANNED', { type_code: 'HEA_CHRONIC', title: '高血压用药' })
    const foreign = await aMeasure(ill, people.office)
    const list = await withScope(health, (ctx) => listMeasures(ctx, { tab: 'open', household: ill.id }))
    expect(list.measures.map(({ id, title }) => [id, title])).toEqual([[mine, '高血压用药']])
    expect(list.counts.open).toBe(1)
    expect((await withScope(health, (ctx) => getMeasure(ctx, mine))).title).toBe('高血压用药')
    await expect(withScope(health, (ctx) => getMeasure(ctx, foreign))).rejects.toThrow(NotFoundError)
    const types = await withScope(health, typesToday)
    expect(new Set(types.map(({ category }) => category))).toEqual(new Set(['HEALTH']))
  })

  it('enters one measure for many of its households, and takes only its own entry back', async () => {
    const preview = await withScope(health, (ctx) => getBatchPreview(ctx, { group: 'ALL', typeCode: 'HEA_SERIOUS' }))
    const shown = preview.households.map(({ id }) => id)
    expect(shown).toEqual(expect.arrayContaining([ill.id, helped.id]))
    expect(shown).not.toContain(other.id)
    const id = randomUUID()
    expect(await batch(health, [ill, helped], {}, id)).toBe('done')
    expect((await withScope(health, (ctx) => getBatch(ctx, id))).measures).toHaveLength(2)
    expect(await tryTo(health, undoBatch, { batchId: id })).toBe('done')
    const theirs = randomUUID()
    expect(await batch(people.office, [other], { ...TOLD }, theirs)).toBe('done')
    await expect(withScope(health, (ctx) => getBatch(ctx, theirs))).rejects.toThrow(NotFoundError)
    expect(await tryTo(health, undoBatch, { batchId: theirs })).toBe('notFound')
  })
})

describe('the field of a department', () => {
  const assign = (actor: Actor, { postingId }: Actor, categories: readonly string[]) =>
    tryTo(actor, assignField, { postingId, categories })

  it('is said and changed by the county office, for departments of its county alone', async () => {
    const bureau = await anActor('LINE_DEPARTMENT', PLACES.county, 'COUNTY')
    expect(await withScope(bureau, fieldOf)).toEqual([])
    expect(await record(bureau, ill)).toBe('notFound')
    expect(await assign(people.office, bureau, ['HOUSING', 'WATER'])).toBe('done')
    expect(await withScope(bureau, fieldOf)).toEqual(['HOUSING', 'WATER'])
    expect(await assign(people.office, bureau, [])).toBe('done')
    expect(await withScope(bureau, fieldOf)).toEqual([])
    expect(await assign(people.clerk, bureau, ['HEALTH'])).toBe('forbidden')
    expect(await assign(bureau, bureau, ['HEALTH'])).toBe('forbidden')
    expect(await assign(people.office, people.clerk, ['HEALTH'])).toBe('notFound')
    expect(await assign(people.office, bureau, ['ANYTHING'])).toBe('input.wrong')
    const foreign = await anActor('LINE_DEPARTMENT', PLACES.otherCounty, 'COUNTY')
    expect(await assign(people.office, foreign, ['HEALTH'])).toBe('notFound')
    const listed = await withScope(people.office, listDepartments)
    expect(listed.find(({ postingId }) => postingId === health.postingId)?.categories).toEqual(['HEALTH'])
    expect(listed.map(({ postingId }) => postingId)).not.toContain(foreign.postingId)
  })

  it('is that of whom a deputy stands in for', async () => {
    const deputy = await anActor('LINE_DEPARTMENT', PLACES.county, 'COUNTY')
    const postingId = randomUUID()
    await insert('posting', {
      county_code: PLACES.county.slice(0, 6),
      id: postingId,
      user_id: deputy.userId,
      role: 'LINE_DEPARTMENT',
      region_code: PLACES.county,
      valid_from: '2026-03-01',
      valid_to: '2026-03-30',
      acting_for: health.userId,
      acting_posting_id: health.postingId,
    })
    expect(await withScope({ ...deputy, postingId }, fieldOf)).toEqual(['HEALTH'])
    expect(await record({ ...deputy, postingId }, ill)).toBe('done')
    expect(
      await withScope(people.office, async (ctx) => (await listDepartments(ctx)).map((each) => each.postingId)),
    ).not.toContain(postingId)
  })

  it('is kept by the database too', async () => {
    const past = (type_code: string) =>
      withScope(
        health,
        (ctx) => ctx.db.$executeRaw`UPDATE support_measure SET type_code = ${type_code} WHERE id = ${own}::uuid`,
      )
    const own = await aMeasure(ill, health, 'PLANNED', { type_code: 'HEA_CHRONIC' })
    expect(await past('HEA_DOCTOR')).toBe(1)
    await expect(past('IND_SOLAR')).rejects.toThrow(/beyond the field/)
    await expect(aField(people.office, ['HEALTH'])).rejects.toThrow(/only a line department/)
    await expect(
      owner().query('UPDATE department_field SET categories = $2 WHERE posting_id = $1', [health.postingId, ['X']]),
    ).rejects.toThrow(/department_field_of_the_form/)
  })
})
