import { randomUUID } from 'node:crypto'
import { aClue, insert, owner } from '../builders'
import type { Deed } from '../oracle'
import { aCase } from '../procedures'
import type { Setting, Trial } from './trial'

const openClue = async (at: Setting) => {
  at.clueId = await aClue(at.household, at.opener)
}
const decided = ({ clueId }: Setting) =>
  owner().query(
    `UPDATE clue SET status = 'DISMISSED', dismiss_reason = 'FALSE_DATA', decided_by = $2, decided_by_name = 'x', decided_on = '2026-03-22' WHERE id = $1`,
    [clueId, randomUUID()],
  )

/** A case in the county's hands; its id stands in for the clue's, which a case has no need of here. */
const openCase = (status: string) => async (at: Setting) => {
  at.clueId = await aCase(at.household, {
    status,
    ...(status === 'RISK_REMOVED' ? { removed_on: '2026-03-01', removal_mode: 'SUPPORT' } : {}),
  })
}

/** A procedure of the household that stands where a step begins. */
const standing = (kind: 'MONITORING' | 'RISK_REMOVAL', status: string) => async (at: Setting) => {
  const { countyCode, id, regionCode } = at.household
  const isRemoval = kind === 'RISK_REMOVAL'
  const clueId = isRemoval ? null : await aClue(at.household, at.opener)
  await insert('status_procedure', {
    county_code: countyCode,
    id: at.subjectId,
    region_code: regionCode,
    household_id: id,
    procedure_no: at.subjectId.slice(0, 18),
    kind,
    status,
    was_status: 'EXITED',
    clue_id: clueId,
    case_id: isRemoval ? await aCase(at.household, { status: 'REMOVAL_PROPOSED' }) : null,
    removal_mode: isRemoval ? 'SUPPORT' : null,
    opened_by: isRemoval ? null : at.opener.userId,
    monitored_type: 'UNSTABLE_EXITED',
    risks: ['ILLNESS'],
    no_labour: false,
    started_on: '2026-03-20',
    started_by: at.opener.userId,
    last_step_on: '2026-03-20',
    ended_on: status === 'REJECTED' ? '2026-03-20' : null,
    reject_reason: status === 'REJECTED' ? 'OTHER' : null,
  })
}

const step =
  (over: object = {}) =>
  ({ subjectId: procedureId }: Setting) => ({ procedureId, version: 1, on: '2026-03-21', ...over })
const four = { troubleHousing: 'NO', troubleSchooling: 'NO', troubleWater: 'NO', troubleInsurance: 'NO' }

const STEPS: readonly (readonly [Deed, 'MONITORING' | 'RISK_REMOVAL', string, object])[] = [
  [
    'monitoring.verify',
    'MONITORING',
    'APPLIED',
    {
      officers: 'A, B',
      authorised: true,
      monitoredType: 'UNSTABLE_EXITED',
      risks: ['ILLNESS'],
      incomePerHead: '5000',
      ...four,
    },
  ],
  ['monitoring.dismiss', 'MONITORING', 'APPLIED', { officers: 'A, B', reason: 'COVERED' }],
  ['monitoring.compare', 'MONITORING', 'VERIFIED', { departments: ['WATER'], result: 'SAME', document: 'A' }],
  [
    'removal.verify',
    'RISK_REMOVAL',
    'PROPOSED',
    {
      officers: 'A, B',
      incomePerHead: '90000',
      goneStably: ['ILLNESS'],
      acknowledged: true,
      contactName: 'A',
      contactPhone: '13800001234',
      ...four,
    },
  ],
  ['identification.review', 'MONITORING', 'PUBLISHED_1', { reviewers: 'A' }],
  ['identification.approve', 'MONITORING', 'TOWNSHIP_REVIEWED', { document: 'A' }],
  ['identification.return', 'RISK_REMOVAL', 'VERIFIED', { reason: 'A' }],
  ['identification.reject', 'RISK_REMOVAL', 'PROPOSED', { reason: 'WITHDRAWN' }],
]

const start = ({ subjectId, clueId }: Setting) => ({ id: subjectId, clueId, version: 1, startedOn: '2026-03-21' })
const removal = ({ subjectId, clueId }: Setting) => ({
  id: subjectId,
  caseId: clueId,
  startedOn: '2026-03-21',
  mode: 'SUPPORT',
})
const assessment = ({ clueId }: Setting) => ({
  caseId: clueId,
  assessedOn: '2026-03-21',
  riskLevel: 'GREEN',
  opinion: 'A',
})

export const MONITORING: Trial[] = [
  { deed: 'monitoring.start', state: 'open', expected: 'done', prepare: openClue, input: start },
  {
    deed: 'monitoring.start',
    state: 'dismissed',
    expected: 'rule',
    prepare: (at) => openClue(at).then(() => decided(at)),
    input: start,
  },
  { deed: 'removal.start', state: 'SUPPORTED', expected: 'done', prepare: openCase('SUPPORTED'), input: removal },
  { deed: 'removal.start', state: 'MONITORED', expected: 'rule', prepare: openCase('MONITORED'), input: removal },
  { deed: 'case.assess', state: 'SUPPORTED', expected: 'done', prepare: openCase('SUPPORTED'), input: assessment },
  { deed: 'case.assess', state: 'removed', expected: 'rule', prepare: openCase('RISK_REMOVED'), input: assessment },
  ...STEPS.flatMap(([deed, kind, status, over]): Trial[] => [
    { deed, state: `${kind} ${status}`, expected: 'done', prepare: standing(kind, status), input: step(over) },
    { deed, state: `${kind} ended`, expected: 'rule', prepare: standing(kind, 'REJECTED'), input: step(over) },
  ]),
]
