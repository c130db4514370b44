import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { countyOf, isWithin, isWithinCounty, ownPrefix, rangeOf } from '@/lib/regions/rules'

/** A region of a list, and the ones that can be chosen instead: those below the actor's and those below the chosen one. */
export type Place = {
  code: string
  name: string
  range: { gte: string; lt: string }
  options: { value: string; label: string; depth: number }[]
}

/** The chosen region, the actor's own without a choice. A region outside the actor's is the same as none. */
export async function getPlace(ctx: Ctx, chosen: string | undefined): Promise<Place> {
  const own = ctx.actor.regionCode
  const code = chosen ?? own
  if (!/^\d{12}$/.test(code) || !isWithin(code, ctx.actor.scope)) throw new NotFoundError()
  const rows = await ctx.db.region.findMany({
    where: { OR: [{ code: { in: [own, code] } }, { parentCode: { in: [own, code] } }] },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, name: true, parentCode: true },
  })
  const region = rows.find((row) => row.code === code)
  if (!region) throw new NotFoundError()
  const below = (parent: string, depth: number) =>
    rows.filter((row) => row.parentCode === parent).map((row) => ({ value: row.code, label: row.name, depth }))
  const options = below(own, 0).flatMap((option) =>
    option.value === code && code !== own ? [option, ...below(code, 1)] : [option],
  )
  const isListed = code === own || options.some((option) => option.value === code)
  const { lo, hi } = rangeOf(ownPrefix(code))
  return {
    code,
    name: region.name,
    range: { gte: lo, lt: hi },
    options: isListed ? options : [...options, { value: code, label: region.name, depth: 1 }],
  }
}

/** The rows of a place in a table whose indexes begin with the county: its county within one, the counties of a city or a province. */
export const rowsIn = ({ range }: Place) => ({
  countyCode: isWithinCounty(range.gte) ? countyOf(range.gte) : range,
  regionCode: range,
})
