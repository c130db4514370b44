import { PLACES } from '../builders'
import { aFact, aTarget, fact, target } from '../reported'
import type { Setting, Trial } from './trial'

const COUNTY_WIDE = { region: PLACES.county, beyond: 'done' } as const
const source = ({ subjectId }: Setting) => subjectId.slice(0, 20)

/** Beyond the scope a row of a file has no region: a fault of that row, like any other. */
const fileOf = (regionCode: string, name: string) =>
  `id,article,region_code,kind,indicator_input,value,unit,qualifier,as_of,period_start,period_end,note\nA,${name},${regionCode},FACT,leading_firms_total,84,家,exact,2026-03-14,,,`

const told = async ({ household, opener, subjectId: id }: Setting) => aFact(opener, household.regionCode, { id })
const replaced = async (at: Setting) => {
  await told(at)
  const next = { supersedes: at.subjectId, version: 2, reason: 'A' }
  await aFact(at.opener, at.household.regionCode, next)
}
const correction = ({ subjectId: factId, clueId: id }: Setting) => ({
  id,
  factId,
  value: '85',
  source: 'A',
  reason: 'B',
})
const aSet =
  (over: object = {}) =>
  ({ household, opener, subjectId: id }: Setting) =>
    aTarget(opener, household.regionCode, { id, ...over })
const change = ({ subjectId: targetId, clueId: id }: Setting) => ({
  id,
  targetId,
  value: '90',
  source: 'A',
  reason: 'B',
})

export const INDICATORS: Trial[] = [
  {
    deed: 'fact.report',
    state: 'new',
    expected: 'done',
    input: (at) => fact(at.household.regionCode, { id: at.subjectId, source: source(at) }),
  },
  {
    deed: 'fact.reportMany',
    state: 'new',
    expected: 'done',
    input: (at) => ({ facts: [fact(at.household.regionCode, { id: at.subjectId, source: source(at) })] }),
  },
  { deed: 'fact.correct', state: 'told', expected: 'done', prepare: told, input: correction },
  { deed: 'fact.correct', state: 'corrected', expected: 'rule', prepare: replaced, input: correction },
  {
    deed: 'fact.import',
    state: 'new',
    expected: 'done',
    beyond: 'input',
    input: (at) => ({ id: at.subjectId, text: fileOf(at.household.regionCode, source(at)) }),
  },
  {
    deed: 'factInput.add',
    state: 'new',
    expected: 'done',
    ...COUNTY_WIDE,
    input: ({ subjectId }) => ({ code: `a${subjectId.replaceAll('-', '')}`, nameZh: 'A', nameEn: 'A', unit: 'A' }),
  },
  {
    deed: 'target.set',
    state: 'new',
    expected: 'done',
    input: (at) => target(at.household.regionCode, { id: at.subjectId, source: source(at) }),
  },
  {
    deed: 'target.setMany',
    state: 'new',
    expected: 'done',
    input: (at) => ({ targets: [target(at.household.regionCode, { id: at.subjectId, source: source(at) })] }),
  },
  { deed: 'target.change', state: 'set', expected: 'done', prepare: aSet(), input: change },
  {
    deed: 'target.change',
    state: 'to nought',
    expected: 'rule',
    prepare: aSet({ kind: 'ZERO', value: '0' }),
    input: change,
  },
  {
    deed: 'target.cascade',
    state: 'of a village',
    expected: 'rule',
    prepare: aSet(),
    input: ({ subjectId: targetId, household, clueId: id }) => ({
      targetId,
      shares: [{ id, regionCode: household.regionCode, value: '1' }],
    }),
  },
]
