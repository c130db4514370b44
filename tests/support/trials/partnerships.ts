import { anOutput, aPair, aReferral, aUnit } from '../partnerships'
import type { Setting, Trial } from './trial'

/** A unit that stands where the household does, with its pair, an output and a year of referrals. */
const unit =
  (over: object = {}) =>
  ({ household: { regionCode }, subjectId }: Setting) =>
    aUnit(regionCode, { id: subjectId, ...over })

const pair =
  (over: object = {}) =>
  async (at: Setting) => {
    await unit()(at)
    return aPair(at.subjectId, at.household.regionCode, { id: at.clueId, ...over })
  }
const output = async (at: Setting) => {
  await pair()(at)
  return anOutput(at.clueId, at.household.regionCode, { id: at.batchId })
}
const referral = async (at: Setting) => {
  await unit()(at)
  return aReferral(at.subjectId, at.household.regionCode, { id: at.batchId })
}
const ENDED = {
  to_on: '2019-12-31',
  end_reason: 'A',
  ended_by: '00000000-0000-4000-8000-000000000001',
  ended_by_name: 'A',
}
const TOLD = { fromOn: '2020-03-01', toOn: '2020-03-31', amount: 5 }

export const PARTNERSHIPS: Trial[] = [
  {
    deed: 'medicalUnit.add',
    state: 'new',
    expected: 'done',
    input: ({ household, subjectId: id }) => ({
      id,
      regionCode: household.regionCode,
      name: id,
      kind: 'HEALTH_CENTRE',
      grade: 'FIRST',
      countsFrom: '2020-01-01',
    }),
  },
  {
    deed: 'medicalUnit.edit',
    state: 'open',
    expected: 'done',
    prepare: unit(),
    input: ({ subjectId: unitId }) => ({ unitId, version: 1, name: unitId, grade: 'SECOND' }),
  },
  {
    deed: 'medicalUnit.close',
    state: 'open',
    expected: 'done',
    prepare: unit(),
    input: ({ subjectId: unitId }) => ({ unitId, version: 1, on: '2020-03-01' }),
  },
  {
    deed: 'medicalUnit.close',
    state: 'with a pair',
    expected: 'rule',
    prepare: pair(),
    input: ({ subjectId: unitId }) => ({ unitId, version: 1, on: '2020-03-01' }),
  },
  {
    deed: 'pair.make',
    state: 'of an open unit',
    expected: 'done',
    prepare: unit(),
    input: ({ subjectId: unitId, clueId: id }) => ({
      id,
      unitId,
      supporterName: id,
      supporterGrade: 'TERTIARY',
      programme: 'ROUTINE',
      fromOn: '2020-01-01',
    }),
  },
  {
    deed: 'pair.edit',
    state: 'active',
    expected: 'done',
    prepare: pair(),
    input: ({ clueId: pairId }) => ({ pairId, version: 1, staff: 3 }),
  },
  {
    deed: 'pair.end',
    state: 'active',
    expected: 'done',
    prepare: pair(),
    input: ({ clueId: pairId }) => ({ pairId, version: 1, on: '2020-03-01', reason: 'A' }),
  },
  {
    deed: 'pair.end',
    state: 'ended',
    expected: 'rule',
    prepare: pair(ENDED),
    input: ({ clueId: pairId }) => ({ pairId, version: 1, on: '2019-03-01', reason: 'A' }),
  },
  {
    deed: 'pair.report',
    state: 'active',
    expected: 'done',
    prepare: pair(),
    input: ({ clueId: pairId, batchId: id }) => ({ id, pairId, kind: 'OPERATIONS', ...TOLD }),
  },
  {
    deed: 'pair.report',
    state: 'ended before',
    expected: 'rule',
    prepare: pair(ENDED),
    input: ({ clueId: pairId, batchId: id }) => ({ id, pairId, kind: 'OPERATIONS', ...TOLD }),
  },
  {
    deed: 'pair.correct',
    state: 'reported',
    expected: 'done',
    prepare: output,
    input: ({ batchId: outputId, evidenceId: id }) => ({ id, outputId, ...TOLD, reason: 'A' }),
  },
  {
    deed: 'referral.report',
    state: 'new',
    expected: 'done',
    prepare: unit(),
    input: ({ subjectId: unitId, batchId: id }) => ({ id, unitId, year: 2019, treated: 10, referred: 1, source: 'A' }),
  },
  {
    deed: 'referral.correct',
    state: 'reported',
    expected: 'done',
    prepare: referral,
    input: ({ batchId: referralId, evidenceId: id }) => ({
      id,
      referralId,
      treated: 10,
      referred: 1,
      source: 'A',
      reason: 'A',
    }),
  },
]
