import { randomUUID } from 'node:crypto'
import { mergePerson } from '@/lib/duplicates/commands/merge-person'
import { execute } from '@/lib/platform/command'
import { aHousehold, anActor, type BuiltHousehold, owner, PLACES } from '../builders'
import { aMember, anAcross, anEnding, aReview } from '../duplicate-builders'
import type { Setting, Trial } from './trial'

type Ids = { reviewId: string; otherNo?: string }

const made = new WeakMap<Setting, Ids>()
const idsOf = (at: Setting): Ids => made.get(at) ?? { reviewId: randomUUID() }
const keep = (at: Setting, ids: Ids) => made.set(at, ids)

const aPair = async (at: Setting) => {
  const { household } = at
  const [a, b] = [await aMember(household), await aMember(household, 'DAUGHTER')]
  keep(at, { reviewId: await aReview('PERSON', household, a, b) })
}
const aPairDecided = async (at: Setting) => {
  await aPair(at)
  await owner().query(
    `UPDATE duplicate_review SET status = 'DIFFERENT', decided_by = gen_random_uuid(), decided_at = now(), version = 2 WHERE id = $1`,
    [idsOf(at).reviewId],
  )
}
const aMergedPair = async (at: Setting) => {
  await aPair(at)
  const office = await anActor('COUNTY_OFFICE', `${at.household.countyCode}000000`, 'COUNTY')
  await execute(office, mergePerson, { reviewId: idsOf(at).reviewId, version: 1, keep: 'left' }, { id: randomUUID() })
}
const twoHouseholds = async (at: Setting) => {
  const other = await aHousehold(at.household.regionCode)
  const reviewId = await aReview('HOUSEHOLD', other, at.household.id, other.id)
  keep(at, { reviewId, otherNo: other.id.slice(0, 18) })
}
const aTask = async (at: Setting) => {
  keep(at, { reviewId: await anEnding(at.household, await aMember(at.household)) })
}
const twoCounties = async (at: Setting) => {
  const isFirst = at.household.countyCode === '130799'
  const other = await aHousehold(isFirst ? PLACES.otherCountyVillage : PLACES.village)
  keep(at, { reviewId: await anAcross(at.household, other, PLACES.city) })
}

const quiet = ({ regionCode }: BuiltHousehold) => `${regionCode.slice(0, 9)}990`
const aQuietVillage = ({ household }: Setting) =>
  owner().query(
    `INSERT INTO region (code, level, name, parent_code) VALUES ($1, 'VILLAGE', $1, $2) ON CONFLICT DO NOTHING`,
    [quiet(household), `${household.regionCode.slice(0, 9)}000`],
  )

const seen =
  (more: object, version = 1) =>
  (at: Setting) => ({ reviewId: idsOf(at).reviewId, version, ...more })

/** Deeds about records that stand twice, for the scope matrix. */
export const DUPLICATE_TRIALS: Trial[] = [
  { deed: 'duplicate.decide', state: 'open', expected: 'done', prepare: aPair, input: seen({ decision: 'SAME' }) },
  {
    deed: 'duplicate.decide',
    state: 'decided',
    expected: 'rule',
    prepare: aPairDecided,
    input: seen({ decision: 'SAME' }, 2),
  },
  { deed: 'person.merge', state: 'open', expected: 'done', prepare: aPair, input: seen({ keep: 'left' }) },
  { deed: 'person.merge', state: 'seen before', expected: 'rule', prepare: aPair, input: seen({ keep: 'left' }, 7) },
  { deed: 'household.merge', state: 'open', expected: 'done', prepare: twoHouseholds, input: seen({ keep: 'right' }) },
  { deed: 'merge.undo', state: 'merged', expected: 'done', prepare: aMergedPair, input: seen({}, 2) },
  { deed: 'merge.undo', state: 'open', expected: 'rule', prepare: aPair, input: seen({}) },
  { deed: 'duplicate.carryOut', state: 'open', expected: 'done', prepare: aTask, input: seen({}) },
  {
    deed: 'duplicate.decideAcross',
    state: 'open',
    expected: 'done',
    prepare: twoCounties,
    input: seen({ decision: 'LEFT' }),
    region: PLACES.city,
  },
  {
    deed: 'duplicate.raise',
    state: 'two households',
    expected: 'done',
    prepare: twoHouseholds,
    input: (at) => ({ leftNo: at.household.id.slice(0, 18), rightNo: idsOf(at).otherNo ?? 'none' }),
    beyond: 'rule',
  },
  {
    deed: 'duplicate.find',
    state: 'a village without anybody',
    expected: 'done',
    prepare: aQuietVillage,
    input: ({ household }) => ({ regionCode: household.headId === '' ? '130799100099' : quiet(household) }),
  },
]
