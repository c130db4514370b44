import 'server-only'
import { ordered } from '@/lib/duplicates/rules/pairs'
import { THRESHOLD_PARAMETERS, thresholdsOn } from '@/lib/duplicates/rules/thresholds'
import { FindInput, type FoundBy } from '@/lib/duplicates/schema'
import {
  type Both,
  insertReviews,
  noteAcross,
  selectHomes,
  selectPairs,
  selectPeopleOf,
} from '@/lib/duplicates/sql/candidates'
import { type Likeness, likeness } from '@/lib/households/rules/same-person'
import { listParameterRows } from '@/lib/parameters/queries'
import { defineCommand } from '@/lib/platform/command'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { idSequence } from '@/lib/platform/ids'
import { commonRegion, countyOf, isWithin, isWithinCounty, levelOf, ownPrefix, rangeOf } from '@/lib/regions/rules'

const AT_ONCE = 5_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Puts these people of one county beside everybody who may be the same and writes a review for each likely pair that nobody has decided yet;
 * answers how many are new. Two heads of one village become one review of their households. Works on sets: made for the end of an import.
 */
export async function possibleDuplicates(
  ctx: Ctx,
  countyCode: string,
  personIds: readonly string[],
  foundBy: FoundBy = 'IMPORT',
): Promise<number> {
  const rows = await listParameterRows(ctx, THRESHOLD_PARAMETERS)
  const thresholds = thresholdsOn(rows, `${countyCode}000000`, ctx.today)
  const nextId = idSequence(ctx.now)
  let made = 0
  for (let from = 0; from < personIds.length; from += AT_ONCE) {
    const ids = personIds.slice(from, from + AT_ONCE)
    const likely = new Map<string, { both: Both; alike: Likeness }>()
    for (const both of await selectPairs(ctx, countyCode, ids)) {
      const alike = likeness(sideOf(both, 'a'), sideOf(both, 'b'), thresholds)
      if (alike.level) likely.set(ordered(both.a, both.b).join(), { both, alike })
    }
    made += await write(ctx, countyCode, [...likely.values()], foundBy, nextId)
    await noteAcross(ctx, countyCode, ids)
  }
  return made
}

function sideOf(both: Both, side: 'a' | 'b') {
  return {
    name: both[`${side}Name`],
    pinyin: both[`${side}Pinyin`],
    initials: both[`${side}Initials`],
    birthDate: both[`${side}Born`],
    sex: both[`${side}Sex`],
    village: both[`${side}Village`],
    idIndex: both[`${side}Index`],
  }
}

async function write(
  ctx: Ctx,
  countyCode: string,
  likely: readonly { both: Both; alike: Likeness }[],
  foundBy: FoundBy,
  nextId: () => string,
): Promise<number> {
  if (likely.length === 0) return 0
  const homes = new Map(
    (
      await selectHomes(
        ctx,
        countyCode,
        likely.flatMap(({ both }) => [both.a, both.b]),
      )
    ).map((home) => [home.personId, home]),
  )
  const reviews = likely.map(({ both, alike }) => {
    const [a, b] = [homes.get(both.a), homes.get(both.b)]
    const isTwice =
      a?.relation === 'HEAD' &&
      b?.relation === 'HEAD' &&
      a.regionCode === b.regionCode &&
      a.householdId !== b.householdId
    const [left, right] = isTwice ? ordered(a.householdId, b.householdId) : ordered(both.a, both.b)
    return {
      county_code: countyCode,
      id: nextId(),
      region_code: commonRegion([both.aVillage, both.bVillage]),
      ...(isTwice
        ? { kind: 'HOUSEHOLD', left_household_id: left, right_household_id: right }
        : { kind: 'PERSON', left_person_id: left, right_person_id: right }),
      score: Math.min(100, alike.score),
      level: alike.level,
      reasons: alike.reasons,
      found_by: foundBy,
    }
  })
  return insertReviews(ctx, JSON.stringify(reviews))
}

/** Looks through everybody of a region for people recorded twice in the county; answers how many pairs are new. */
export const findDuplicates = defineCommand({
  name: 'duplicate.find',
  permission: 'duplicate:merge',
  input: FindInput,
  async run(ctx, { regionCode }) {
    if (!isWithin(regionCode, ctx.actor.scope) || !isWithinCounty(ctx.actor.scope)) throw new NotFoundError()
    const region = await ctx.db.region.findUnique({ where: { code: regionCode }, select: { code: true } })
    if (!region || levelOf(regionCode) === 'CITY' || levelOf(regionCode) === 'PROVINCE') throw new NotFoundError()
    const { lo, hi } = rangeOf(ownPrefix(regionCode))
    let made = 0
    for (let after = FIRST; ; ) {
      const ids = await selectPeopleOf(ctx, countyOf(regionCode), { lo, hi, after, most: AT_ONCE })
      made += await possibleDuplicates(ctx, countyOf(regionCode), ids, 'SEARCH')
      if (ids.length < AT_ONCE) return { made }
      after = ids.at(-1) as string
    }
  },
})
