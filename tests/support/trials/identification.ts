import { randomUUID } from 'node:crypto'
import { anEvidence, owner } from '../builders'
import type { Deed } from '../oracle'
import type { Setting, Trial } from './trial'

/** A procedure of the household that stands where a step begins. */
const aProcedure = (kind: 'IDENTIFICATION' | 'EXIT', status: string) => async (at: Setting) => {
  const { household, subjectId: procedureId, opener } = at
  const { countyCode, id, regionCode } = household
  const isExit = kind === 'EXIT'
  await owner().query(`UPDATE household SET poverty_status = $2::"PovertyStatus", exit_year = NULL WHERE id = $1`, [
    id,
    isExit ? 'EXIT_PLANNED' : 'NEVER_POOR',
  ])
  await owner().query(
    `INSERT INTO status_procedure (county_code, id, region_code, household_id, procedure_no, kind, status, was_status, wanted_type, wanted_cause,
         wanted_standard, plan_year, started_on, started_by, last_step_on, ended_on)
       VALUES ($1, $2, $3, $4, $5, $6::"ProcedureKind", $7::"ProcedureStatus", $8::"PovertyStatus", $9::"HouseholdType", $10, $11, $12,
         '2026-03-01', $13, '2026-03-02', $14)`,
    [
      countyCode,
      procedureId,
      regionCode,
      id,
      procedureId.slice(0, 18),
      kind,
      status,
      isExit ? 'NOT_EXITED' : 'NEVER_POOR',
      isExit ? null : 'POOR_GENERAL',
      isExit ? null : 'ILLNESS',
      isExit ? null : 'NATIONAL',
      isExit ? 2026 : null,
      opener.userId,
      status === 'DONE' ? '2026-03-02' : null,
    ],
  )
  const subject = { subject_kind: 'IDENTIFICATION', subject_id: procedureId }
  if (status === 'VERIFIED') at.evidenceId = await anEvidence(household, opener, subject)
}
const step =
  (over: object = {}) =>
  ({ subjectId: procedureId, evidenceId: photo }: Setting) => ({
    procedureId,
    version: 1,
    on: '2026-03-20',
    photo,
    ...over,
  })
const poorNow = ({ household: { id } }: Setting) =>
  owner().query(`UPDATE household SET poverty_status = 'NOT_EXITED', exit_year = NULL WHERE id = $1`, [id])
const votes = { should: 3, present: 3, votesFor: 3, votesAgainst: 0, votesAbstain: 0 }

const STEPS: readonly (readonly [Deed, 'IDENTIFICATION' | 'EXIT', string, object])[] = [
  ['identification.verify', 'IDENTIFICATION', 'APPLIED', { officers: 'A, B', compared: true, acknowledged: true }],
  ['identification.agree', 'EXIT', 'VERIFIED', { signer: 'A' }],
  ['identification.appraise', 'IDENTIFICATION', 'VERIFIED', { place: 'A', chair: 'B', ...votes }],
  ['identification.publish', 'IDENTIFICATION', 'APPRAISED', { place: 'A' }],
  ['identification.publishAgain', 'IDENTIFICATION', 'TOWNSHIP_REVIEWED', { place: 'A' }],
  ['identification.object', 'IDENTIFICATION', 'PUBLISHED_1', { from: 'A', content: 'B' }],
  ['identification.review', 'IDENTIFICATION', 'PUBLISHED_1', { reviewers: 'A' }],
  ['identification.approve', 'IDENTIFICATION', 'PUBLISHED_2', { document: 'A' }],
  ['identification.announce', 'EXIT', 'APPROVED', { place: 'A' }],
  ['identification.register', 'IDENTIFICATION', 'ANNOUNCED', {}],
  ['identification.return', 'IDENTIFICATION', 'APPRAISED', { reason: 'A' }],
  ['identification.reject', 'EXIT', 'PLANNED', { reason: 'WITHDRAWN' }],
]

const correction = ({ household, subjectId }: Setting) => ({
  id: subjectId,
  householdId: household.id,
  kind: 'RELAPSE',
  startedOn: '2026-03-20',
  basis: 'AUDIT',
  basisText: 'A',
})

export const IDENTIFICATION: Trial[] = [
  { deed: 'identification.start', state: 'none open', expected: 'done', input: correction },
  {
    deed: 'identification.start',
    state: 'one open',
    expected: 'rule',
    prepare: (at) => aProcedure('EXIT', 'PLANNED')({ ...at, subjectId: randomUUID() }),
    input: correction,
  },
  {
    deed: 'identification.plan',
    state: 'poor',
    expected: 'done',
    prepare: poorNow,
    input: ({ household, subjectId }) => ({ planYear: 2026, households: [`${household.id}:${subjectId}`] }),
  },
  ...STEPS.flatMap(([deed, kind, status, over]): Trial[] => [
    { deed, state: status, expected: 'done', prepare: aProcedure(kind, status), input: step(over) },
    { deed, state: 'ended', expected: 'rule', prepare: aProcedure(kind, 'DONE'), input: step(over) },
  ]),
]
