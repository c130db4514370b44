import { randomUUID } from 'node:crypto'
import type { FindingStatus } from '@/lib/findings/schema'
import { insert } from '../builders'
import { aFinding, aProof } from '../findings'
import type { Deed, OracleRole } from '../oracle'
import type { Setting, Trial } from './trial'

/** A line of the household that somebody of the village reported done, of the unit that a line department of the matrix works for. */
const that =
  (status: FindingStatus, over: object = {}) =>
  async ({ household, subjectId, opener }: Setting) => {
    const unit = status === 'REGISTERED' ? {} : { unit: 'LINE_DEPARTMENT' }
    await aFinding({ household, by: opener, status, over: { id: subjectId, ...unit, ...over } })
    const place = { county_code: household.countyCode, region_code: household.regionCode, household_id: household.id }
    if (!['REGISTERED', 'ASSIGNED', 'CLOSED'].includes(status))
      for (const kind of ['DOCUMENT', 'HOUSEHOLD_WORD']) await aProof(subjectId, opener, kind, place)
    if (status === 'CLOSED')
      await insert('finding_recheck', {
        ...place,
        finding_id: subjectId,
        round: 0,
        seed: randomUUID(),
        share: '0.1',
        is_drawn: true,
        due_on: '2026-12-31',
      })
  }
const step =
  (over: object = {}) =>
  ({ subjectId: findingId }: Setting) => ({ findingId, version: 1, on: '2026-03-25', ...over })

const ASSIGNED = { unit: 'A', leader: 'B', person: 'C', dueOn: '2027-01-31' }
const REPORT = { result: 'A', similarFound: 0, similarFixed: 0 }
const LATER = { dueOn: '2027-01-31', reason: 'A' }

const STEPS: readonly (readonly [Deed, FindingStatus, object, (readonly OracleRole[])?])[] = [
  ['finding.assign', 'REGISTERED', ASSIGNED],
  ['finding.accept', 'ASSIGNED', { goal: 'A', measures: 'B' }],
  ['finding.progress', 'RECTIFYING', { note: 'A' }],
  ['finding.submit', 'RECTIFYING', REPORT],
  ['finding.review', 'SUBMITTED', { opinion: 'A' }],
  ['finding.verify', 'REVIEWED', { seen: 'A' }],
  ['finding.close', 'VERIFIED', { opinion: 'A' }],
  ['finding.return', 'VERIFIED', { reason: 'A' }],
  ['finding.extend', 'RECTIFYING', LATER],
  ['finding.longTerm', 'RECTIFYING', { milestones: 'A', reason: 'B' }],
  ['finding.press', 'RECTIFYING', { note: 'A' }],
  ['finding.reopen', 'CLOSED', LATER],
  ['finding.recheck', 'CLOSED', { result: 'HOLDS', note: 'A' }],
]

export const FINDINGS: Trial[] = [
  {
    deed: 'finding.register',
    state: 'none',
    expected: 'done',
    input: ({ household, subjectId: id }) => ({
      id,
      householdId: household.id,
      source: 'SELF_CHECK',
      sourceYear: 2026,
      aspect: 'POLICIES',
      category: 'FILES',
      title: 'A',
      foundOn: '2026-03-20',
    }),
  },
  {
    deed: 'finding.registerLike',
    state: 'the like of a line',
    expected: 'done',
    prepare: that('ASSIGNED'),
    input: ({ household, subjectId: originId, clueId: id }) => ({
      id,
      originId,
      householdIds: [household.id],
      source: 'SELF_CHECK',
      sourceYear: 2026,
      aspect: 'POLICIES',
      category: 'FILES',
      title: 'A',
      foundOn: '2026-03-20',
    }),
  },
  ...STEPS.map(([deed, status, input, doneFor]): Trial => {
    const late = deed === 'finding.press' ? { due_on: '2026-03-05' } : {}
    return { deed, state: status, expected: 'done', doneFor, prepare: that(status, late), input: step(input) }
  }),
  {
    deed: 'finding.prove',
    state: 'RECTIFYING',
    expected: 'done',
    prepare: that('RECTIFYING'),
    input: (at) => step({ id: at.clueId, kind: 'DOCUMENT', reference: 'A' })(at),
  },
  {
    deed: 'finding.close',
    state: 'REVIEWED, not verified',
    expected: 'rule',
    prepare: that('REVIEWED'),
    input: step({ opinion: 'A' }),
  },
  {
    deed: 'finding.publish',
    state: 'published already',
    expected: 'rule',
    prepare: that('REGISTERED'),
    input: step(),
  },
]
