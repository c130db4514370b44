import { aDifficulty, aLeaderVisit, anEnterprise, anOfficer } from '../enterprises'
import type { Setting, Trial } from './trial'

type Wish = Parameters<typeof anEnterprise>[0]

const there =
  (wish: Wish = {}) =>
  ({ household, subjectId }: Setting) =>
    anEnterprise({ ...wish, regionCode: household.regionCode, id: subjectId })
const served = async (at: Setting) => {
  await there()(at)
  await anOfficer(at.subjectId, at.another, at.household.regionCode)
}
const visited = async (at: Setting) => {
  await there()(at)
  await aLeaderVisit(at.subjectId, at.another, at.household.regionCode, at.clueId)
}
const raised = async (at: Setting) => {
  await there()(at)
  await aDifficulty(at.subjectId, at.another, at.household.regionCode, at.clueId)
}
const about = { type: 'WORKSHOP', contactName: '', phone: '' }
const on = '2026-03-20'
const step = ({ subjectId: enterpriseId }: Setting) => ({ enterpriseId, version: 1, on, note: '已看现场' })

export const RESUMPTION: Trial[] = [
  {
    deed: 'enterprise.add',
    state: 'a place',
    expected: 'done',
    input: ({ subjectId: id, household: { regionCode } }) => ({ ...about, id, regionCode, name: id, activeFrom: on }),
  },
  {
    deed: 'enterprise.addMany',
    state: 'a place',
    expected: 'done',
    input: ({ subjectId: id, household: { regionCode } }) => ({
      id,
      activeFrom: on,
      rows: [{ ...about, row: 2, regionCode, name: id }],
    }),
  },
  {
    deed: 'enterprise.edit',
    state: 'as it was seen',
    expected: 'done',
    prepare: there(),
    input: ({ subjectId: enterpriseId }) => ({ ...about, enterpriseId, version: 1, name: enterpriseId }),
  },
  {
    deed: 'enterprise.end',
    state: 'going on',
    expected: 'done',
    prepare: there(),
    input: ({ subjectId: enterpriseId }) => ({ enterpriseId, version: 1, on, reason: '停办' }),
  },
  {
    deed: 'enterprise.assign',
    state: 'served by somebody',
    expected: 'done',
    prepare: served,
    input: ({ subjectId: enterpriseId, clueId: id }) => ({ id, enterpriseId, on }),
  },
  {
    deed: 'enterprise.assign',
    state: 'served by nobody',
    expected: 'rule',
    prepare: there(),
    input: ({ subjectId: enterpriseId, clueId: id }) => ({ id, enterpriseId, on }),
  },
  { deed: 'enterprise.apply', state: 'not resumed', expected: 'done', prepare: there(), input: step },
  {
    deed: 'enterprise.apply',
    state: 'resumed',
    expected: 'rule',
    prepare: there({ status: 'RESUMED' }),
    input: step,
  },
  {
    deed: 'enterprise.check',
    state: 'applied by another',
    expected: 'done',
    prepare: there({ status: 'APPLIED' }),
    input: (at) => ({ ...step(at), step: 'check' }),
  },
  {
    deed: 'enterprise.move',
    state: 'checked',
    expected: 'done',
    prepare: there({ status: 'ON_SITE_CHECKED' }),
    input: (at) => ({ ...step(at), step: 'resume' }),
  },
  {
    deed: 'enterprise.report',
    state: 'first of the day',
    expected: 'done',
    prepare: there(),
    input: ({ subjectId: enterpriseId, clueId: id }) => ({
      id,
      enterpriseId,
      day: on,
      staffTotal: 9,
      staffReturned: 8,
      poorReturned: 7,
    }),
  },
  {
    deed: 'enterprise.visit',
    state: 'going on',
    expected: 'done',
    prepare: there(),
    input: ({ subjectId: enterpriseId, clueId: id }) => ({
      id,
      enterpriseId,
      on,
      leaderKind: 'LIAISON',
      leaderName: '乙',
      raised: 2,
      solved: 1,
    }),
  },
  {
    deed: 'enterprise.withdrawVisit',
    state: 'visited',
    expected: 'done',
    prepare: visited,
    input: ({ clueId: visitId }) => ({ visitId, reason: '记错了' }),
  },
  {
    deed: 'difficulty.raise',
    state: 'served by another',
    expected: 'rule',
    prepare: served,
    input: ({ subjectId: enterpriseId, clueId: id }) => ({
      id,
      enterpriseId,
      on,
      title: '缺原料',
      aspect: 'GUARANTEES',
    }),
  },
  {
    deed: 'difficulty.plan',
    state: 'open',
    expected: 'done',
    prepare: raised,
    input: ({ clueId: difficultyId }) => ({ difficultyId, version: 1, measure: '专车接运' }),
  },
]
