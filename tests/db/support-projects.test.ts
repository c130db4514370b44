import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unscoped, withScope } from '@/lib/platform/db'
import { addProject, editProject, stepProject } from '@/lib/support/commands/project'
import { addType, endType } from '@/lib/support/commands/type'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { helpers, layTypes, tryTo } from '../support/measures'
import { aProject, projectRow } from '../support/projects'

let people: Awaited<ReturnType<typeof helpers>>

beforeAll(async () => {
  await layGround()
  await layTypes()
  people = await helpers()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const project = (over: object = {}) => {
  const id = randomUUID()
  return {
    id,
    regionCode: PLACES.township,
    projectNo: id.slice(0, 12),
    name: '肉羊养殖小区',
    batch: '2026年第一批',
    kind: 'INDUSTRY',
    unit: '乡农业站',
    responsible: '李志强',
    enteredOn: '2026-01-10',
    wantedHouseholds: 40,
    wantedPersons: 90,
    funds: [
      { source: 'CENTRAL', planned: '300000', arrived: '200000', disbursed: '120000' },
      { source: 'COUNTY', planned: '100000', arrived: '', disbursed: '' },
    ],
    ...over,
  }
}
const step = async (id: string, over: object) =>
  tryTo(people.clerk, stepProject, {
    projectId: id,
    version: (await projectRow(id)).version,
    on: '2026-03-20',
    ...over,
  })

describe('a project', () => {
  it('goes from the pool to operation, one status after the other, with its money by source', async () => {
    const input = project()
    expect(await tryTo(people.clerk, addProject, input)).toBe('done')
    expect(await projectRow(input.id)).toMatchObject({
      planned_fen: '40000000',
      arrived_fen: '20000000',
      disbursed_fen: '12000000',
    })
    expect(await step(input.id, { to: 'STARTED' })).toBe('support.notNow')
    for (const to of ['APPROVED', 'FUNDED', 'TENDERED', 'STARTED'])
      expect([to, await step(input.id, { to })]).toEqual([to, 'done'])
    expect(await step(input.id, { progress: 60 })).toBe('done')
    expect(await step(input.id, { progress: 40 })).toBe('support.progressBack')
    expect(await step(input.id, { progress: 100 })).toBe('support.completeInstead')
    for (const to of ['COMPLETED', 'ACCEPTED', 'HANDED_OVER', 'OPERATING'])
      expect([to, await step(input.id, { to })]).toEqual([to, 'done'])
    expect(await step(input.id, { progress: 100 })).toBe('support.progressWhileBuilding')
    const { rows } = await owner().query(
      'SELECT to_status, progress FROM support_project_step WHERE project_id = $1 ORDER BY step_no',
      [input.id],
    )
    expect(rows.map((row) => row.to_status).join(' ')).toBe(
      'POOL APPROVED FUNDED TENDERED STARTED STARTED COMPLETED ACCEPTED HANDED_OVER OPERATING',
    )
  })

  it('is not funded before money arrived', async () => {
    const input = project({ funds: [{ source: 'CENTRAL', planned: '300000' }] })
    await tryTo(people.clerk, addProject, input)
    expect(await step(input.id, { to: 'APPROVED' })).toBe('done')
    expect(await step(input.id, { to: 'FUNDED' })).toBe('support.noMoneyYet')
    const { id, regionCode, projectNo, enteredOn, ...about } = input
    const funds = [{ source: 'CENTRAL', planned: '300000', arrived: '300000' }]
    expect(await tryTo(people.clerk, editProject, { ...about, projectId: id, version: 2, funds })).toBe('done')
    expect(await step(input.id, { to: 'FUNDED' })).toBe('done')
    expect(await tryTo(people.clerk, editProject, { ...about, projectId: id, version: 2, funds })).toBe(
      'support.changed',
    )
  })

  it.each([
    [
      'more arrived than planned',
      { funds: [{ source: 'CITY', planned: '1', arrived: '2' }] },
      'support.arrivedAbovePlanned',
    ],
    [
      'more paid than arrived',
      { funds: [{ source: 'CITY', planned: '2', arrived: '1', disbursed: '2' }] },
      'support.disbursedAboveArrived',
    ],
    ['a source twice', { funds: [{ source: 'CITY' }, { source: 'CITY' }] }, 'input.wrong'],
    ['a region of others', { regionCode: PLACES.otherTownship }, 'notFound'],
    ['a day to come', { enteredOn: '2027-01-01' }, 'input.inTheFuture'],
  ])('refuses %s', async (_what, over, code) => {
    expect(await tryTo(people.clerk, addProject, project(over))).toBe(code)
  })

  it('takes no number twice, is entered once when sent twice, and is none of a village cadre', async () => {
    const [input, sending] = [project(), randomUUID()]
    expect(await tryTo(people.clerk, addProject, input, sending)).toBe('done')
    expect(await tryTo(people.clerk, addProject, input, sending)).toBe('replayed')
    expect(await tryTo(people.office, addProject, project({ projectNo: input.projectNo }))).toBe(
      'support.projectNoThere',
    )
    expect(await tryTo(people.cadre, addProject, project())).toBe('forbidden')
  })

  it('of two who go on at the same moment one is too late', async () => {
    const id = await aProject()
    const wish = { projectId: id, version: 1, on: '2026-03-20', to: 'APPROVED' }
    const both = await Promise.all([tryTo(people.clerk, stepProject, wish), tryTo(people.office, stepProject, wish)])
    expect(both.sort()).toEqual(['done', 'support.changed'])
  })

  it('its sums are the sums of its sources, whoever writes', async () => {
    const id = await aProject()
    await expect(owner().query('UPDATE support_project SET planned_fen = 1 WHERE id = $1', [id])).rejects.toThrow(
      /sums/,
    )
    const row = await projectRow(id)
    const fund = `INSERT INTO support_project_fund VALUES ($1, $2, 'CITY', $3, $4, $5, $6)`
    const key = [row.county_code, id, row.region_code]
    await expect(owner().query(fund, [...key, 100, 0, 0])).rejects.toThrow(/sums/)
    await expect(owner().query(fund, [...key, 0, 100, 0])).rejects.toThrow(/support_project_fund_order/)
  })

  it('a written step stays', async () => {
    const input = project()
    await tryTo(people.clerk, addProject, input)
    const change = withScope(people.clerk, (ctx) =>
      ctx.db.supportProjectStep.updateMany({ where: { projectId: input.id }, data: { progress: 50 } }),
    )
    await expect(change).rejects.toThrow(/permission denied/)
    await expect(owner().query('DELETE FROM support_project_step WHERE project_id = $1', [input.id])).rejects.toThrow(
      /kept/,
    )
  })
})

describe('types of measures', () => {
  const type = (over: object = {}) => ({
    category: 'INDUSTRY',
    nameZh: `草莓苗${randomUUID().slice(0, 6)}`,
    nameEn: 'Strawberry seedlings',
    mode: 'DEVELOPMENT',
    form: 'GOODS',
    risks: ['BUSINESS_FAILURE'],
    validFrom: '2026-01-01',
    ...over,
  })
  const visibleTo = async (who: Parameters<typeof withScope>[0], nameZh: string) =>
    withScope(who, (ctx) => ctx.db.measureType.findFirst({ where: { nameZh }, select: { code: true } }))

  it('a county adds its own, sees it down to the village, and ends it; no other county sees it', async () => {
    const input = type()
    expect(await tryTo(people.office, addType, input)).toBe('done')
    const code = (await visibleTo(people.cadre, input.nameZh))?.code
    expect(code).toMatch(/^130799-\d{3}$/)
    const foreign = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
    expect(await visibleTo(foreign, input.nameZh)).toBeNull()
    expect(await tryTo(foreign, endType, { code, validTo: '2026-06-30' })).toBe('notFound')
    expect(await tryTo(people.office, endType, { code, validTo: '2026-06-30' })).toBe('done')
    expect(await tryTo(people.office, endType, { code, validTo: '2025-06-30' })).toBe('support.endBeforeStart')
  })

  it('no name twice, no end before the start, not by a township, and shipped ones stay', async () => {
    const input = type()
    await tryTo(people.office, addType, input)
    expect(await tryTo(people.office, addType, input)).toBe('support.typeThere')
    expect(await tryTo(people.office, addType, type({ validTo: '2025-01-01' }))).toBe('support.endBeforeStart')
    expect(await tryTo(people.clerk, addType, type())).toBe('forbidden')
    expect(await tryTo(people.office, endType, { code: 'NET_RELIEF', validTo: '2026-06-30' })).toBe('notFound')
    const past = withScope(people.office, (ctx) =>
      ctx.db.measureType.updateMany({ where: { code: 'NET_RELIEF' }, data: { validTo: new Date('2026-06-30') } }),
    )
    expect((await past).count).toBe(0)
  })
})
