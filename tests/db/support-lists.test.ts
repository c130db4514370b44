import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { getBatchPreview } from '@/lib/support/queries/batch'
import { listHelperLoads } from '@/lib/support/queries/helpers'
import { getHouseholdSupport } from '@/lib/support/queries/household'
import { listMeasures } from '@/lib/support/queries/list'
import { getMeasure } from '@/lib/support/queries/measure'
import { getProject, listProjects } from '@/lib/support/queries/projects'
import {
  aHousehold,
  anActor,
  aPairing,
  type BuiltHousehold,
  closeOwner,
  insert,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { aCase, aMeasure, helpers, layTypes } from '../support/measures'
import { aProject } from '../support/projects'

const VILLAGE = PLACES.otherTownshipVillage
let people: Awaited<ReturnType<typeof helpers>>
let clerk: (typeof people)['clerk']
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  await layTypes()
  people = await helpers()
  clerk = await anActor('TOWNSHIP', PLACES.otherTownship, 'TOWNSHIP')
  household = await aHousehold(VILLAGE)
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

describe('the list of measures', () => {
  it('pages by day without losing or repeating one, and narrows by tab, category, status and year', async () => {
    for (let n = 0; n < 60; n++) await aMeasure(household, clerk, 'DELIVERED', { title: `第${n}项` })
    await aMeasure(household, clerk, 'PLANNED', {
      planned_on: '2026-01-02',
      counts_on: '2026-01-02',
      finish_by: '2026-02-01',
    })
    await aMeasure(household, clerk, 'PLANNED', {
      type_code: 'HEA_CHRONIC',
      planned_on: '2025-05-01',
      counts_on: '2025-05-01',
      form: 'CASH',
    })
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await withScope(clerk, (ctx) => listMeasures(ctx, { tab: 'all', after }))
      seen.push(...page.measures.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after)
    expect(seen).toHaveLength(62)
    expect(new Set(seen).size).toBe(62)
    const of = (over: object) => withScope(clerk, (ctx) => listMeasures(ctx, { tab: 'all', ...over }))
    expect((await of({})).counts).toEqual({ open: 2, late: 1, unconfirmed: 60 })
    expect((await of({ tab: 'late' })).measures).toHaveLength(1)
    expect((await of({ category: 'HEALTH' })).measures.map(({ category }) => category)).toEqual(['HEALTH'])
    expect((await of({ year: 2025 })).measures).toHaveLength(1)
    expect((await of({ status: 'PLANNED', household: household.id })).measures).toHaveLength(2)
    expect((await of({ project: randomUUID() })).measures).toEqual([])
  })

  it('shows nobody else’s, and of health only the category to whoever may not read about it', async () => {
    const id = await aMeasure(household, clerk, 'CONFIRMED_BY_HOUSEHOLD', {
      type_code: 'HEA_CHRONIC',
      title: '高血压用药',
      effect: '血压平稳',
    })
    await expect(withScope(people.clerk, (ctx) => getMeasure(ctx, id))).rejects.toThrow(NotFoundError)
    const leader = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY')
    expect(await withScope(leader, (ctx) => getMeasure(ctx, id))).toMatchObject({
      title: '',
      effect: '',
      type: null,
      category: 'HEALTH',
      steps: [],
    })
    expect(await withScope(clerk, (ctx) => getMeasure(ctx, id))).toMatchObject({
      title: '高血压用药',
      effect: '血压平稳',
    })
  })

  it('offers the steps that the reader may take, and not the confirmation of what he delivered', async () => {
    const id = await aMeasure(household, clerk, 'DELIVERED')
    expect(await withScope(clerk, (ctx) => getMeasure(ctx, id))).toMatchObject({
      steps: ['cancel'],
      isOwnDelivery: true,
    })
    expect((await withScope(people.office, (ctx) => getMeasure(ctx, id))).steps).toEqual(['confirm', 'cancel'])
  })
})

describe('a household', () => {
  it('says which recorded risk no measure answers yet, and whether development-type support is under way', async () => {
    const own = await aHousehold()
    await owner().query(`UPDATE person SET labour = 'ORDINARY' WHERE id = $1`, [own.headId])
    const caseId = await aCase(own)
    const read = () => withScope(people.cadre, (ctx) => getHouseholdSupport(ctx, own.id))
    expect(await read()).toMatchObject({
      unanswered: ['ILLNESS', 'UNSTABLE_EMPLOYMENT'],
      development: 'NOT_YET',
      measures: [],
    })
    await aMeasure(own, people.cadre, 'IN_PROGRESS', { case_id: caseId, type_code: 'POST_CLEANING', form: 'CASH' })
    expect(await read()).toMatchObject({ unanswered: ['ILLNESS'], development: 'DONE' })
    await aMeasure(own, people.cadre, 'CANCELLED', { case_id: caseId, type_code: 'HEA_DOCTOR' })
    expect((await read()).unanswered).toEqual(['ILLNESS'])
  })
})

describe('the preview of a batch', () => {
  it('names who has it already and who can get it, the same as the deed', async () => {
    const village = await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')
    const [has, free] = [await aHousehold(PLACES.siblingVillage), await aHousehold(PLACES.siblingVillage)]
    await aMeasure(has, village)
    const read = (over: object = {}) =>
      withScope(village, (ctx) => getBatchPreview(ctx, { group: 'REGISTERED', typeCode: 'IND_LIVESTOCK', ...over }))
    const lines = (await read()).households
    expect(lines.find(({ id }) => id === has.id)?.left).toBe('ALREADY')
    expect(lines.find(({ id }) => id === free.id)?.left).toBeNull()
    expect((await read({ group: 'MONITORED' })).households).toEqual([])
    expect((await read({ typeCode: undefined })).households).toEqual([])
    await expect(read({ region: PLACES.village })).rejects.toThrow(NotFoundError)
  })
})

describe('projects and helpers', () => {
  it('a project counts the households that its measures reached, each once', async () => {
    const id = await aProject('STARTED', PLACES.otherTownship)
    const [a, b] = [await aHousehold(VILLAGE, { member_count: 3 }), await aHousehold(VILLAGE)]
    await aMeasure(a, clerk, 'DELIVERED', { project_id: id })
    await aMeasure(a, clerk, 'PLANNED', { project_id: id })
    await aMeasure(b, clerk, 'CANCELLED', { project_id: id })
    expect(await withScope(clerk, (ctx) => getProject(ctx, id))).toMatchObject({
      benefit: { households: 1, persons: 3, amountFen: 1_000_000 },
      next: 'COMPLETED',
    })
    const { projects, summary } = await withScope(clerk, (ctx) => listProjects(ctx, { status: 'STARTED' }))
    expect(projects).toMatchObject([{ id, households: 1 }])
    expect(summary.started).toEqual({ part: 1, whole: 1 })
    await expect(withScope(people.clerk, (ctx) => getProject(ctx, id))).rejects.toThrow(NotFoundError)
  })

  it('a helper carries his households, with what is open; a household without one is counted', async () => {
    const helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
    const own = await aHousehold()
    await aPairing(own, helper)
    await aMeasure(own, people.cadre)
    await insert('household_helper', {
      county_code: own.countyCode,
      id: randomUUID(),
      region_code: own.regionCode,
      household_id: own.id,
      name: '赵六',
      unit: '县文旅局',
      valid_from: '2020-01-01',
      valid_to: '2021-01-01',
    })
    const { helpers: loads, without } = await withScope(people.clerk, (ctx) => listHelperLoads(ctx, undefined))
    expect(loads.find(({ userId }) => userId === helper.userId)).toMatchObject({
      households: 1,
      open: 1,
      unvisited: 1,
      isTooMany: false,
    })
    expect(loads.some(({ name }) => name === '赵六')).toBe(false)
    const before = without
    await aHousehold()
    expect((await withScope(people.clerk, (ctx) => listHelperLoads(ctx, undefined))).without).toBe(before + 1)
  })
})
