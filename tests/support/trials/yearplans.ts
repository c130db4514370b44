import { addDays } from '@/lib/platform/days'
import { insert, owner, PLACES } from '../builders'
import { aLabourReport, aVillagePlan } from '../yearplans'
import type { Setting, Trial } from './trial'

/** A village has one plan a year: all trials in a village share that of 2020, and each has a task and a day of its own in it. */
const plans = new Map<string, string>()
const versions = new Map<string, number>()
let turn = 0
const day = () => addDays('2020-01-01', ++turn % 360)

const plan = async (at: Setting) => {
  const { regionCode, countyCode } = at.household
  const id = plans.get(regionCode) ?? (await aVillagePlan({}, at.household)).id
  plans.set(regionCode, id)
  at.subjectId = id
  await insert('year_task_kind', { code: at.clueId.slice(0, 24), name_zh: at.clueId, name_en: 'A', sort_no: 999 })
  await insert('village_task', {
    county_code: countyCode,
    region_code: regionCode,
    id: at.clueId,
    plan_id: id,
    kind_code: at.clueId.slice(0, 24),
    task_no: 2,
    owner: '甲',
    starts_on: '2020-01-01',
    ends_on: '2020-12-31',
  })
  const { rows } = await owner().query<{ version: number }>('SELECT version FROM village_plan WHERE id = $1', [id])
  versions.set(id, rows[0]?.version ?? 1)
}
const reported = async (at: Setting) => {
  await plan(at)
  await aLabourReport(at.subjectId, { id: at.batchId, as_of: day(), recorded_at: '2021-01-02T02:00:00Z' }, at.household)
}
const ofHousehold = async (at: Setting) => {
  await plan(at)
  const { headId, countyCode, regionCode, id } = at.household
  await owner().query(`UPDATE person SET health = '{DISABLED}' WHERE id = $1`, [headId])
  const key = { county_code: countyCode, region_code: regionCode, plan_id: at.subjectId, household_id: id }
  await insert('village_special', { ...key, drawn_on: '2020-01-02', todo: 'A' })
}
const kind = ({ subjectId }: Setting) =>
  insert('year_task_kind', {
    code: subjectId.slice(0, 24),
    applies_to: '130799',
    name_zh: subjectId,
    name_en: 'A',
    sort_no: 999,
  })
const FIGURES = { total: 850, outside: 247, combined: 603, source: 'A' }

export const YEARPLANS: Trial[] = [
  {
    deed: 'villagePlan.make',
    state: 'new',
    expected: 'done',
    input: ({ household: { regionCode }, subjectId: id }) => ({
      id,
      regionCode,
      year: 2021 + (++turn % 70),
      secretary: 'A',
    }),
  },
  {
    deed: 'villagePlan.edit',
    state: 'made',
    expected: 'done',
    prepare: plan,
    input: ({ subjectId: planId }) => ({ planId, version: versions.get(planId) ?? 1, secretary: 'B' }),
  },
  {
    deed: 'villagePlan.setTask',
    state: 'made',
    expected: 'done',
    prepare: plan,
    input: ({ clueId: taskId }) => ({
      taskId,
      version: 1,
      owner: 'A',
      startsOn: '2020-02-01',
      endsOn: '2020-05-01',
    }),
  },
  {
    deed: 'villagePlan.report',
    state: 'made',
    expected: 'done',
    prepare: plan,
    input: ({ clueId: taskId, batchId: id }) => ({
      id,
      taskId,
      doneOn: '2020-02-01',
      percent: 30,
      content: 'A',
    }),
  },
  {
    deed: 'villagePlan.reportLabour',
    state: 'made',
    expected: 'done',
    prepare: plan,
    input: ({ subjectId: planId, batchId: id }) => ({ id, planId, asOf: day(), ...FIGURES }),
  },
  {
    deed: 'villagePlan.correctLabour',
    state: 'reported',
    expected: 'done',
    prepare: reported,
    input: ({ batchId: reportId, evidenceId: id }) => ({ id, reportId, ...FIGURES, reason: 'A' }),
  },
  {
    deed: 'villagePlan.drawGroups',
    state: 'made',
    expected: 'done',
    prepare: plan,
    input: ({ subjectId: planId }) => ({ planId }),
  },
  {
    deed: 'villagePlan.setGroup',
    state: 'drawn',
    expected: 'done',
    prepare: ofHousehold,
    input: ({ subjectId: planId, household }) => ({ planId, householdId: household.id, version: 1, todo: 'B' }),
  },
  {
    deed: 'villagePlan.doneGroup',
    state: 'drawn',
    expected: 'done',
    prepare: ofHousehold,
    input: ({ subjectId: planId, household }) => ({
      planId,
      householdId: household.id,
      version: 1,
      doneOn: '2020-02-01',
    }),
  },
  {
    deed: 'villagePlan.supply',
    state: 'made',
    expected: 'done',
    prepare: plan,
    input: ({ subjectId: planId, batchId: id }) => ({
      id,
      planId,
      item: 'SEEDS',
      unit: 'kg',
      need: 10,
      stock: 4,
      asOf: '2020-03-01',
    }),
  },
  {
    deed: 'yearTask.add',
    state: 'new',
    expected: 'done',
    region: PLACES.county,
    beyond: 'done',
    input: ({ subjectId }) => ({ nameZh: subjectId, nameEn: 'A' }),
  },
  {
    deed: 'yearTask.end',
    state: 'of the county',
    expected: 'done',
    region: PLACES.county,
    prepare: kind,
    input: ({ subjectId }) => ({ code: subjectId.slice(0, 24), endedOn: '2026-03-26' }),
  },
]
