import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isWithin } from '@/lib/regions/rules'
import { INDICATORS } from '../catalogue'
import { type Above, besideOf, restOf } from '../rules/above'
import { selectAbove, type Top } from '../sql/above'

/**
 * Every figure of a place of today beside those of the places above it and the sum of its siblings, from the tallies as they stand. What is
 * outside the reader's scope comes from the database with small cells covered (`figures.smallCell`). Null where nothing stands above.
 * Errors: NotFoundError outside the scope.
 */
export async function getAbove(ctx: Ctx, regionCode: string, top: Top): Promise<Above | null> {
  if (!/^\d{12}$/.test(regionCode) || !isWithin(regionCode, ctx.actor.scope)) throw new NotFoundError()
  const { cells, places, siblings } = await selectAbove(ctx, regionCode, top)
  const byPlace = new Map<string, Map<string, (typeof cells)[number]>>()
  for (const cell of cells) {
    const of = byPlace.get(cell.region) ?? new Map<string, (typeof cells)[number]>()
    byPlace.set(cell.region, of.set(cell.indicator, cell))
  }
  const above = places.filter(({ code }) => code !== regionCode && byPlace.has(code))
  const place = places.find(({ code }) => code === regionCode)
  if (!place || above.length === 0) return null
  return {
    place,
    siblings,
    places: above.map((place) => {
      const olds = [...(byPlace.get(place.code)?.values() ?? [])].flatMap(({ asOf }) => asOf ?? [])
      return { place, asOf: olds.length > 0 ? new Date(Math.min(...olds.map(Number))) : null }
    }),
    lines: INDICATORS.map(({ code, definitionVersion }) => {
      const of = (region: string) => besideOf(byPlace.get(region)?.get(code), definitionVersion)
      const [own, others] = [of(regionCode), above.map((place) => of(place.code))]
      return { code, own, siblings: restOf(others[0] ?? 'UNCOUNTED', own), above: others }
    }),
  }
}
