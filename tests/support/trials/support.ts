import { sealList } from '@/lib/support/sealed-list'
import { insert, owner, PLACES } from '../builders'
import { aMeasure, TOLD } from '../measures'
import type { Deed } from '../oracle'
import { aProject } from '../projects'
import type { Setting, Trial } from './trial'

const aSealedList = () => {
  const listed = [{ row: 1, text: '990799194901010327' }]
  return { category: 'INDUSTRY' as const, purpose: 'A', listed, at: new Date().toISOString() }
}

const DELIVERERS = ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE', 'LINE_DEPARTMENT'] as const

/** A measure of the household that somebody else recorded. */
const that =
  (status: string) =>
  ({ household, subjectId, opener }: Setting) =>
    aMeasure(household, opener, status, { id: subjectId })
const step =
  (over: object = {}) =>
  ({ subjectId: measureId }: Setting) => ({ measureId, version: 1, on: '2026-03-20', ...over })
const told = ({ household, subjectId }: Setting) => ({ ...TOLD, id: subjectId, householdId: household.id })

const STEPS: readonly (readonly [Deed, string, object])[] = [
  ['support.start', 'PLANNED', {}],
  ['support.deliver', 'IN_PROGRESS', { amount: '5000', fundSource: 'COUNTY' }],
  ['support.confirm', 'DELIVERED', { signer: 'A' }],
  ['support.cancel', 'PLANNED', { reason: 'WRONG' }],
]

const aBatch = async ({ household: { countyCode, regionCode }, subjectId, opener }: Setting) => {
  await insert('support_batch', {
    county_code: countyCode,
    id: subjectId,
    region_code: regionCode,
    type_code: 'IND_LIVESTOCK',
    title: 'A',
    households: 1,
    left_out: 0,
    made_by: opener.userId,
    made_by_name: opener.name,
    made_at: '2026-03-20T02:00:00Z',
  })
  await insert('change_journal', {
    county_code: countyCode,
    id: subjectId,
    region_code: regionCode,
    command: 'support.batch',
    actor_id: opener.userId,
    made_at: '2026-03-20T02:00:00Z',
  })
}

const type = ({ subjectId }: Setting) => ({
  category: 'SOCIAL',
  nameZh: subjectId,
  nameEn: 'A',
  mode: 'PROTECTION',
  form: 'GOODS',
  validFrom: '2026-01-01',
})
const aType = ({ subjectId }: Setting) =>
  owner().query(
    `INSERT INTO measure_type (code, applies_to, category, name_zh, name_en, mode, risks, form, valid_from, sort_no)
     VALUES ($1, '130799', 'SOCIAL', $1, 'A', 'PROTECTION', '{}', 'GOODS', '2026-01-01', 1)`,
    [subjectId.slice(0, 24)],
  )

const project = {
  name: 'A',
  batch: 'B',
  kind: 'OTHER',
  unit: 'C',
  responsible: 'D',
  funds: [{ source: 'CITY', planned: '100' }],
}
const aPool = ({ household, subjectId }: Setting) => aProject('POOL', household.regionCode, subjectId)

const aDepartment = async ({ subjectId, opener }: Setting) =>
  insert('posting', {
    county_code: PLACES.county.slice(0, 6),
    id: subjectId,
    user_id: opener.userId,
    role: 'LINE_DEPARTMENT',
    region_code: PLACES.county,
    valid_from: '2020-01-01',
    valid_to: '2020-12-31',
  })

export const SUPPORT: Trial[] = [
  { deed: 'support.record', state: 'none', expected: 'done', input: told },
  {
    deed: 'support.record',
    state: 'the same there',
    expected: 'rule',
    prepare: ({ household, opener }) => aMeasure(household, opener),
    input: told,
  },
  {
    deed: 'support.edit',
    state: 'planned by somebody else',
    expected: 'done',
    doneFor: DELIVERERS,
    prepare: that('PLANNED'),
    input: ({ subjectId: measureId }) => ({ ...TOLD, measureId, version: 1, base: {} }),
  },
  ...STEPS.flatMap(([deed, status, over]): Trial[] => [
    { deed, state: status, expected: 'done', prepare: that(status), input: step(over) },
    { deed, state: 'cancelled', expected: 'rule', prepare: that('CANCELLED'), input: step(over) },
  ]),
  {
    deed: 'support.plan',
    state: 'none',
    expected: 'done',
    input: ({ household, subjectId }) => ({
      id: subjectId,
      version: 0,
      householdId: household.id,
      year: 2026,
      aims: 'A',
      helper: 'B',
      agreedOn: '2026-03-20',
      signer: 'C',
    }),
  },
  {
    deed: 'support.batch',
    state: 'none has it',
    expected: 'done',
    input: ({ household, subjectId }) => ({ ...TOLD, id: subjectId, households: [household.id] }),
  },
  {
    deed: 'support.batch',
    state: 'has it',
    expected: 'rule',
    prepare: ({ household, opener }) => aMeasure(household, opener),
    input: ({ household, subjectId }) => ({ ...TOLD, id: subjectId, households: [household.id] }),
  },
  {
    deed: 'match.confirm',
    state: 'a list of its field',
    expected: 'done',
    region: PLACES.county,
    beyond: 'done',
    input: ({ subjectId: id }) => ({ id, carriedFile: sealList(id, aSealedList()) }),
  },
  {
    deed: 'support.undoBatch',
    state: 'entered by somebody else',
    expected: 'done',
    doneFor: ['COUNTY_OFFICE', 'TOWNSHIP'],
    prepare: aBatch,
    input: ({ subjectId: batchId }) => ({ batchId }),
  },
  {
    deed: 'departmentField.assign',
    state: 'of the county',
    expected: 'done',
    region: PLACES.county,
    prepare: aDepartment,
    input: ({ subjectId: postingId }) => ({ postingId, categories: ['HOUSING'] }),
  },
  {
    deed: 'measureType.add',
    state: 'new',
    expected: 'done',
    region: PLACES.county,
    beyond: 'done',
    input: type,
  },
  {
    deed: 'measureType.end',
    state: 'of the county',
    expected: 'done',
    region: PLACES.county,
    prepare: aType,
    input: ({ subjectId }) => ({ code: subjectId.slice(0, 24), validTo: '2026-06-30' }),
  },
  {
    deed: 'project.add',
    state: 'new',
    expected: 'done',
    input: ({ household, subjectId }) => ({
      ...project,
      id: subjectId,
      regionCode: household.regionCode,
      projectNo: subjectId.slice(0, 18),
      enteredOn: '2026-01-10',
    }),
  },
  {
    deed: 'project.edit',
    state: 'in the pool',
    expected: 'done',
    prepare: aPool,
    input: ({ subjectId: projectId }) => ({ ...project, projectId, version: 1 }),
  },
  {
    deed: 'project.step',
    state: 'in the pool',
    expected: 'done',
    prepare: aPool,
    input: ({ subjectId: projectId }) => ({ projectId, version: 1, on: '2026-03-20', to: 'APPROVED' }),
  },
  {
    deed: 'project.step',
    state: 'out of turn',
    expected: 'rule',
    prepare: aPool,
    input: ({ subjectId: projectId }) => ({ projectId, version: 1, on: '2026-03-20', to: 'STARTED' }),
  },
]
