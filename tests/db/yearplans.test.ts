import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readYearplans } from '@/lib/indicators/queries/counted-yearplans'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { addKind, endKind } from '@/lib/yearplans/commands/kind'
import { correctLabour, reportLabour } from '@/lib/yearplans/commands/labour'
import { editPlan, makePlan } from '@/lib/yearplans/commands/plan'
import { reportTask, setTask } from '@/lib/yearplans/commands/task'
import { getLabour } from '@/lib/yearplans/queries/labour'
import { listVillages } from '@/lib/yearplans/queries/list'
import { getPlanHead, listTasks } from '@/lib/yearplans/queries/plan'
import { aHousehold, anActor, closeOwner, insert, layGround, owner, PLACES } from '../support/builders'
import { tryTo } from '../support/measures'
import { aLabourReport, aVillagePlan } from '../support/yearplans'

const people = {} as Record<'secretary' | 'clerk' | 'office' | 'neighbour', Actor>

beforeAll(async () => {
  await layGround()
  people.secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  people.clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  people.office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  people.neighbour = await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const made = async (year: number, over: object = {}) => {
  const id = randomUUID()
  const input = {
    id,
    regionCode: PLACES.village,
    year,
    secretary: '王建国',
    aims: '已脱贫人口不返贫，一般户不致贫',
    ...over,
  }
  expect(await tryTo(people.secretary, makePlan, input)).toBe('done')
  return id
}
const tasksOf = (id: string, actor = people.secretary) =>
  withScope(actor, async (ctx) => listTasks(ctx, await getPlanHead(ctx, id)))

describe('the plan of a village', () => {
  it('S4 row 65: is made with ten tasks, once a year, by the village or its township', async () => {
    const id = await made(2020)
    const tasks = await tasksOf(id)
    expect(tasks.map(({ no, nameZh }) => `${no} ${nameZh}`)).toEqual([
      '1 疫情防控',
      '2 特殊群体逐户巩固',
      '3 两不愁三保障动态清零、回头看',
      '4 特色产业',
      '5 春耕备耕农资',
      '6 劳务就业',
      '7 公益岗位',
      '8 消费扶贫',
      '9 小额信贷展期',
      '10 政策宣传与基层党建',
    ])
    expect(tasks[0]).toMatchObject({ owner: '王建国', startsOn: '2020-01-01', endsOn: '2020-12-31', percent: 0 })
    const again = { id: randomUUID(), regionCode: PLACES.village, year: 2020, secretary: '甲' }
    expect(await tryTo(people.clerk, makePlan, again)).toBe('yearplans.planThere')
    expect(await tryTo(people.clerk, makePlan, { ...again, regionCode: PLACES.township })).toBe('yearplans.villageOnly')
    expect(await tryTo(people.office, makePlan, again)).toBe('forbidden')
    expect(await tryTo(people.neighbour, editPlan, { planId: id, version: 1, secretary: '乙' })).toBe('notFound')
    const edited = { planId: id, version: 1, secretary: '李明' }
    expect(await tryTo(people.secretary, editPlan, edited)).toBe('done')
    expect(await tryTo(people.clerk, editPlan, edited)).toBe('yearplans.changed')
  })

  it('a county puts a task of its own in the place of a shipped one, and adds one; another county sees neither', async () => {
    const own = { nameZh: '马铃薯基地', nameEn: 'Potato base', replaces: 'INDUSTRY' }
    expect(await tryTo(people.office, addKind, own)).toBe('done')
    expect(await tryTo(people.office, addKind, own)).toBe('yearplans.kindThere')
    expect(await tryTo(people.office, addKind, { ...own, nameZh: '村史馆', replaces: '' })).toBe('done')
    expect(await tryTo(people.office, addKind, { ...own, nameZh: '甲', replaces: 'NOTHING' })).toBe('notFound')
    expect(await tryTo(people.office, endKind, { code: 'INDUSTRY', endedOn: '2026-01-01' })).toBe('notFound')
    const names = (await tasksOf(await made(2021))).map(({ nameZh }) => nameZh)
    expect(names).toHaveLength(11)
    expect(names[3]).toBe('马铃薯基地')
    expect(names.at(-1)).toBe('村史馆')
    const kinds = await owner().query(`SELECT code FROM year_task_kind WHERE applies_to = '130799' ORDER BY code`)
    for (const { code } of kinds.rows)
      expect(await tryTo(people.office, endKind, { code, endedOn: '2026-01-01' })).toBe('done')
    // An ended replacement leaves its place empty: the county took the task out.
    expect((await tasksOf(await made(2022))).map(({ nameZh }) => nameZh)).not.toContain('特色产业')
    const foreign = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
    expect(await withScope(foreign, (ctx) => ctx.db.yearTaskKind.count())).toBe(10)
  })
})

describe('progress', () => {
  it('is written day after day; the last entry says how far the task is, and the time over how it stands', async () => {
    const id = await made(2026)
    const [first, second] = await tasksOf(id)
    const set = { owner: '张会计', target: '种子农药到户', startsOn: '2026-03-01', endsOn: '2026-03-31' }
    expect(await tryTo(people.secretary, setTask, { taskId: first?.id, version: 1, ...set })).toBe('done')
    expect(await tryTo(people.clerk, setTask, { taskId: first?.id, version: 1, ...set })).toBe('yearplans.changed')
    expect(await tryTo(people.clerk, setTask, { taskId: second?.id, version: 1, ...set, endsOn: '2027-01-01' })).toBe(
      'yearplans.withinTheYear',
    )
    const entry = { taskId: first?.id, doneOn: '2026-03-10', percent: 40, content: '逐户摸底' }
    const [entryId, sending] = [randomUUID(), randomUUID()]
    expect(await tryTo(people.secretary, reportTask, { id: entryId, ...entry }, sending)).toBe('done')
    expect(await tryTo(people.secretary, reportTask, { id: entryId, ...entry }, sending)).toBe('replayed')
    expect(await tryTo(people.secretary, reportTask, { id: randomUUID(), ...entry, doneOn: '2026-03-09' })).toBe(
      'yearplans.beforeLast',
    )
    expect(await tryTo(people.secretary, reportTask, { id: randomUUID(), ...entry, doneOn: '2999-01-01' })).toBe(
      'input.inTheFuture',
    )
    const [after] = await tasksOf(id)
    expect(after).toMatchObject({ percent: 40, lastOn: '2026-03-10', owner: '张会计', version: 3 })
    expect(after?.entries.map(({ content }) => content)).toEqual(['逐户摸底'])
    expect(
      await tryTo(people.secretary, setTask, { taskId: first?.id, version: 3, ...set, startsOn: '2026-03-11' }),
    ).toBe('yearplans.startedBefore')
    const list = await withScope(people.office, (ctx) => listVillages(ctx, { year: '2026' }))
    const places = list.villages.map(({ code, planId }) => [code, planId !== null])
    // Villages without a plan come first.
    expect(places).toEqual([
      [PLACES.siblingVillage, false],
      [PLACES.otherTownshipVillage, false],
      [PLACES.village, true],
    ])
    const line = list.villages.at(-1)
    const shown = await tasksOf(id)
    const count = (standing: string) => shown.filter((task) => task.standing === standing).length
    expect(line).toMatchObject({ tasks: 9, done: 0, crossed: count('crossed'), behind: count('behind') })
  })
})

describe('labour export', () => {
  const report = (over: object = {}) => ({ id: randomUUID(), asOf: '2020-03-18', source: '村摸底', ...over })

  it('S4 rows 62–64: 850 = 247 + 603, the two areas in the province as one figure', async () => {
    const planId = (await aVillagePlan({ year: 2018 })).id
    const newspaper = report({ planId, asOf: '2018-03-18', total: 850, outside: 247, combined: 603 })
    expect(await tryTo(people.secretary, reportLabour, { ...newspaper, total: 851 })).toBe('yearplans.totalNotSum')
    expect(await tryTo(people.secretary, reportLabour, { ...newspaper, province: 400, county: 203 })).toBe(
      'yearplans.areasTwoOrOne',
    )
    expect(await tryTo(people.secretary, reportLabour, { ...newspaper, combined: '', province: 603 })).toBe(
      'yearplans.areasTwoOrOne',
    )
    expect(await tryTo(people.secretary, reportLabour, newspaper)).toBe('done')
    expect(await tryTo(people.secretary, reportLabour, { ...newspaper, id: randomUUID() })).toBe(
      'yearplans.reportThere',
    )
    const right = { total: 850, outside: 247, province: 400, county: 203, source: '村摸底', reason: '分开统计' }
    expect(await tryTo(people.secretary, reportLabour, { ...newspaper, asOf: '2019-03-18', id: randomUUID() })).toBe(
      'yearplans.withinTheYear',
    )
    const shown = await withScope(people.clerk, async (ctx) => getLabour(ctx, await getPlanHead(ctx, planId)))
    expect(shown.newest).toMatchObject({ total: 850, outside: 247, combined: 603, province: null, county: null })
    expect(shown.difference).toEqual({ total: 850 - shown.counted.total, outside: 247, within: 603 })
    const fix = { id: randomUUID(), reportId: newspaper.id, ...right }
    expect(await tryTo(people.secretary, correctLabour, fix)).toBe('done')
    expect(await tryTo(people.secretary, correctLabour, { ...fix, id: randomUUID() })).toBe(
      'yearplans.correctedAlready',
    )
  })

  it('is counted from where members work now, by three areas, and told to the indicators for today', async () => {
    const working = async (area: string | null, months: number | null) => {
      const { headId } = await aHousehold(PLACES.otherTownshipVillage)
      await owner().query('UPDATE person SET work_area = $2, work_months = $3 WHERE id = $1', [headId, area, months])
      return headId
    }
    for (const area of ['OUTSIDE', 'OUTSIDE', 'PROVINCE', 'COUNTY', 'TOWNSHIP', 'OTHER']) await working(area, 6)
    await working('OUTSIDE', 0)
    await working(null, null)
    const dead = await working('OUTSIDE', 6)
    await owner().query(`UPDATE person SET died_on = '2020-01-01' WHERE id = $1`, [dead])
    const reads = (asOf?: string) =>
      withScope(people.office, async (ctx) => {
        const read = await readYearplans(ctx, {
          region: PLACES.otherTownship,
          from: '2020-01-01',
          asOf: asOf ?? ctx.today,
        })
        return Object.fromEntries(read.map(({ code, value }) => [code, value]))
      })
    expect(await reads()).toEqual({
      out_working_persons: '5',
      out_working_persons_out_of_province: '2',
      out_working_persons_within_province: '3',
    })
    expect(await reads('2020-03-18')).toEqual({})
  })
})

describe('by SQL, as the app', () => {
  const raw = (actor: Actor, sql: string) => withScope(actor, ({ db }) => db.$executeRawUnsafe(sql))

  it('how far a task is comes from its entries alone, and what was written stays', async () => {
    const { id, taskId } = await aVillagePlan({ year: 2017 })
    const reportId = await aLabourReport(id, { as_of: '2017-03-18' })
    const key = `'130799', gen_random_uuid(), '${PLACES.village}'`
    const entry = (day: string) =>
      `INSERT INTO village_task_entry (county_code, id, region_code, task_id, done_on, percent, content, recorded_by, recorded_by_name, recorded_at)
       VALUES (${key}, '${taskId}', '${day}', 50, '甲', gen_random_uuid(), '甲', now())`
    const labour = (values: string) =>
      `INSERT INTO labour_report (county_code, id, region_code, plan_id, source, recorded_by, recorded_by_name, recorded_at, as_of, total, outside, province, county, combined)
       VALUES (${key}, '${id}', '甲', gen_random_uuid(), '甲', now(), ${values})`
    await raw(people.secretary, entry('2017-03-01'))
    const attacks: [string, RegExp][] = [
      [`UPDATE village_task SET percent = 100 WHERE id = '${taskId}'`, /permission denied/],
      [`UPDATE village_task_entry SET percent = 100 WHERE task_id = '${taskId}'`, /permission denied/],
      [`DELETE FROM village_task_entry WHERE task_id = '${taskId}'`, /permission denied/],
      [`UPDATE village_plan SET year = 2016 WHERE id = '${id}'`, /permission denied/],
      [`UPDATE village_plan SET aims = '甲' WHERE id = '${id}'`, /stays/],
      [`UPDATE village_task SET owner = '乙' WHERE id = '${taskId}'`, /counts one version/],
      [`UPDATE labour_report SET total = 1 WHERE id = '${reportId}'`, /permission denied/],
      [entry('2017-02-28'), /follow each other/],
      [entry('2999-01-01'), /village_task_entry_day/],
      [labour(`'2017-04-01', 851, 247, NULL, NULL, 603`), /labour_report_adds_up/],
      [labour(`'2017-04-01', 450, 247, 400, NULL, 203`), /labour_report_parts/],
      [labour(`'2017-04-01', 850, 247, 400, 203, 603`), /labour_report_parts/],
      [labour(`'2018-04-01', 850, 247, 400, 203, NULL`), /year of the plan/],
      [labour(`'2017-03-18', 850, 247, 400, 203, NULL`), /labour_report_once_a_day/],
    ]
    for (const [sql, why] of attacks) await expect(raw(people.secretary, sql), sql).rejects.toThrow(why)
    expect(await raw(people.office, `UPDATE year_task_kind SET ended_on = '2020-01-01' WHERE code = 'SPRING'`)).toBe(0)
    await expect(owner().query('DELETE FROM village_task_entry WHERE task_id = $1', [taskId])).rejects.toThrow(/kept/)
    const { rows } = await owner().query('SELECT percent, last_on::text FROM village_task WHERE id = $1', [taskId])
    expect(rows).toEqual([{ percent: 50, last_on: '2017-03-01' }])
    await expect(
      insert('village_plan', {
        county_code: '130799',
        id: randomUUID(),
        region_code: PLACES.township,
        year: 2020,
        secretary: '甲',
        made_by: randomUUID(),
        made_by_name: '甲',
        made_at: '2020-01-02T02:00:00Z',
      }),
    ).rejects.toThrow(/of_a_village/)
  })
})
