import { randomUUID } from 'node:crypto'
import { insert } from '../builders'
import type { Deed } from '../oracle'
import { anApplication, anEvent } from '../relief'
import type { Setting, Trial } from './trial'

const ON = '2026-03-20'

/** An event of the household; its id is the setting's clue id. */
const event = ({ household, opener, clueId }: Setting) => anEvent(household, opener, { id: clueId })
const eventInput =
  (over: object) =>
  ({ clueId: eventId }: Setting) => ({ eventId, ...over })

/** An application that stands where a step begins. */
const application =
  (status: string, over: Record<string, unknown> = {}) =>
  async (at: Setting) => {
    const { household, opener, subjectId } = at
    await event(at)
    const by = opener.userId
    const applied = status === 'DRAFT' ? {} : { applied_by: by, applied_on: '2026-03-01' }
    const decided = ['APPROVED', 'DISBURSED', 'CONFIRMED'].includes(status)
      ? { granted_fen: 100_000, approved_by: randomUUID(), approved_on: '2026-03-01', level: 'COUNTY' }
      : {}
    const paid = status === 'DISBURSED' ? { disbursed_by: randomUUID(), disbursed_on: '2026-03-01' } : {}
    const ended = status === 'REJECTED' ? { reject_reason: 'OTHER', ended_on: '2026-03-01' } : {}
    await anApplication(household, at.clueId, opener, {
      id: subjectId,
      line: 2,
      status,
      ...applied,
      ...decided,
      ...paid,
      ...ended,
      ...over,
    })
  }
const step =
  (over: object = {}) =>
  ({ subjectId: applicationId }: Setting) => ({ applicationId, version: 1, on: ON, ...over })
const answered = (prepare: (at: Setting) => Promise<unknown>) => async (at: Setting) => {
  await event(at)
  for (const line of [1, 2, 3, 4, 5])
    await insert('relief_line_mark', {
      ...place(at),
      event_id: at.clueId,
      line,
      mark_no: line,
      state: 'USED',
      reason: 'A',
      marked_on: ON,
      marked_by: at.opener.userId,
      marked_by_name: 'A',
    })
  return prepare(at)
}
const place = ({ household: { countyCode, regionCode, id } }: Setting) => ({
  county_code: countyCode,
  region_code: regionCode,
  household_id: id,
})
const post = answered(async (at) => {
  await anApplication(at.household, at.clueId, at.opener, {
    id: at.subjectId,
    line: 6,
    status: 'DISBURSED',
    manner: 'POST',
    post_title: 'A',
    claimed_fen: 0,
    granted_fen: 0,
    level: 'TOWNSHIP',
    applied_by: at.opener.userId,
    applied_on: '2026-03-01',
    approved_by: randomUUID(),
    approved_on: '2026-03-01',
    disbursed_by: randomUUID(),
    disbursed_on: '2026-03-01',
  })
})

const claim = { applicantName: 'A', claimedYuan: '100' }
const STEPS: readonly (readonly [Deed, string, Record<string, unknown>, object])[] = [
  ['relief.apply', 'DRAFT', {}, { ...claim, manner: 'CASH' }],
  ['relief.withdraw', 'DRAFT', {}, { reason: 'A' }],
  ['relief.accept', 'APPLIED', {}, {}],
  ['relief.review', 'ACCEPTED', {}, { officers: 'A', opinion: 'B' }],
  ['relief.publish', 'REVIEWED', { line: 4 }, { place: 'A' }],
  ['relief.object', 'PUBLISHED', { line: 4 }, { from: 'A', content: 'B' }],
  ['relief.return', 'APPLIED', {}, { reason: 'A' }],
  ['relief.reject', 'ACCEPTED', {}, { reason: 'NOT_QUALIFIED' }],
  ['relief.disburse', 'APPROVED', {}, { document: 'A' }],
  ['relief.confirm', 'DISBURSED', {}, { signer: 'A' }],
  ['relief.revoke', 'APPROVED', {}, { reason: 'A', document: 'B' }],
]

const settled = async (at: Setting) => {
  await event(at)
  await insert('relief_settlement', {
    ...place(at),
    id: at.batchId,
    event_id: at.clueId,
    kind: 'BASIC',
    amount_fen: 100,
    settled_on: '2026-03-01',
    recorded_by: at.opener.userId,
    recorded_by_name: 'A',
    recorded_at: '2026-03-01T02:00:00Z',
  })
}
export const RELIEF: Trial[] = [
  {
    deed: 'relief.recordEvent',
    state: 'no event',
    expected: 'done',
    input: ({ household, subjectId: id }) => ({
      id,
      householdId: household.id,
      cause: 'DISASTER',
      happenedOn: ON,
      totalYuan: '100',
    }),
  },
  {
    deed: 'relief.correctEvent',
    state: 'an event',
    expected: 'done',
    prepare: event,
    input: eventInput({ version: 1, happenedOn: '2026-02-01', totalYuan: '100' }),
  },
  {
    deed: 'relief.settle',
    state: 'an event',
    expected: 'done',
    prepare: event,
    input: ({ clueId: eventId, batchId: id }) => ({ id, eventId, kind: 'BASIC', amountYuan: '1', settledOn: ON }),
  },
  {
    deed: 'relief.settle',
    state: 'more than the cost',
    expected: 'rule',
    prepare: event,
    input: ({ clueId: eventId, batchId: id }) => ({
      id,
      eventId,
      kind: 'BASIC',
      amountYuan: '99999999',
      settledOn: ON,
    }),
  },
  {
    deed: 'relief.unsettle',
    state: 'settled',
    expected: 'done',
    prepare: settled,
    input: ({ batchId: settlementId, subjectId: id }) => ({ id, settlementId, reason: 'A' }),
  },
  {
    deed: 'relief.markLine',
    state: 'an event',
    expected: 'done',
    prepare: event,
    input: eventInput({ line: 2, state: 'USED', reason: 'A' }),
  },
  {
    deed: 'relief.draft',
    state: 'an event',
    expected: 'done',
    prepare: event,
    input: ({ clueId: eventId, subjectId: id }) => ({ id, eventId, line: '3', on: ON, ...claim }),
  },
  ...STEPS.flatMap(([deed, status, over, input]): Trial[] => [
    { deed, state: status, expected: 'done', prepare: application(status, over), input: step(input) },
    { deed, state: 'ended', expected: 'rule', prepare: application('REJECTED', over), input: step(input) },
  ]),
  {
    deed: 'relief.approve',
    state: 'temporary relief of 1,000',
    expected: 'done',
    doneFor: ['TOWNSHIP'],
    prepare: application('REVIEWED', { line: 3 }),
    input: step({ document: 'A' }),
  },
  {
    deed: 'relief.approve',
    state: 'temporary relief of 3,001',
    expected: 'done',
    doneFor: ['COUNTY_OFFICE'],
    prepare: application('REVIEWED', { line: 3, claimed_fen: 300_100 }),
    input: step({ document: 'A' }),
  },
  {
    deed: 'relief.reviewPost',
    state: 'in a post',
    expected: 'done',
    prepare: post,
    input: step({ result: 'CONTINUE', opinion: 'A' }),
  },
]
