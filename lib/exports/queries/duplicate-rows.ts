import 'server-only'
import type { Side } from '@/lib/duplicates/schema'
import { day, household, rowOf } from '@/lib/exports/queries/household-row'
import type { Cell, SheetRow } from '@/lib/exports/schema'
import { maskName } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import zh from '@/lib/i18n/zh-CN/duplicates'
import { dayOf } from '@/lib/platform/clock'
import type { Ctx } from '@/lib/platform/db'

const PAIR_DIGITS = 8

/** The rows of a pair: one for each of its sides; an order from above has one. */
export const sidesOf = ({ id, right }: { id: string; right: string | null }): string[] =>
  right === null ? [`${id}/left`] : [`${id}/left`, `${id}/right`]

const MEMBERSHIP = { orderBy: { validFrom: 'desc' }, take: 1, select: { household } } as const
const PERSON = { select: { id: true, name: true, birthDate: true, version: true, memberships: MEMBERSHIP } } as const

/** Sides of reviewed pairs by their ids (`review/side`), as the list tells of the pairs; the two of a pair stand together. */
export async function readDuplicateRows(
  ctx: Ctx,
  countyCode: string,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const reviews = await ctx.db.duplicateReview.findMany({
    where: { countyCode, id: { in: [...new Set(ids.map((id) => id.split('/')[0] as string))] } },
    include: { leftPerson: PERSON, rightPerson: PERSON, leftHousehold: household, rightHousehold: household },
  })
  const by = new Map(reviews.map((review) => [review.id, review]))
  const levels: Readonly<Record<string, string>> = zh.levels
  return ids.flatMap((id): SheetRow[] => {
    const [reviewId = '', side] = id.split('/') as [string, Side]
    const review = by.get(reviewId)
    if (!review) return []
    const isLeft = side === 'left'
    const person = isLeft ? review.leftPerson : review.rightPerson
    const own = (isLeft ? review.leftHousehold : review.rightHousehold) ?? person?.memberships[0]?.household ?? null
    const cells: Record<string, Cell> = {
      pairNo: reviewId.slice(0, PAIR_DIGITS),
      side: isLeft ? zh.review.first : zh.review.second,
      duplicateKind: zh.kinds[review.kind],
      memberName: person && maskName(person.name, view.name),
      bornOn: day(person?.birthDate ?? null),
      likeness: levels[review.level] ?? review.level,
      likenessPoints: review.score,
      status: zh.statuses[review.status],
      foundOn: { day: dayOf(review.foundAt) },
      decidedByName: review.decidedByName,
      decidedOn: review.decidedAt && { day: dayOf(review.decidedAt) },
    }
    const row = own
      ? rowOf(own, view, cells)
      : { householdId: null, regionCode: review.regionCode, householdVersion: 0, personVersion: null, cells }
    return [{ ...row, personId: person?.id ?? null, personVersion: person?.version ?? null }]
  })
}
