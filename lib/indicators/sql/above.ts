import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { levelOf, parentOf, pathOf } from '@/lib/regions/rules'
import { Place } from '../schema'

/** How far up places are compared: in a city many villages may have lapsed at once, so a page that is opened all day stops at the county. */
export type Top = 'COUNTY' | 'CITY'

const Cell = z.object({
  region: z.string(),
  indicator: z.string(),
  /** COVERED: a small cell, or one that it would tell; UNCOUNTED: a village was not counted yet, or by another definition. */
  state: z.enum(['SHOWN', 'COVERED', 'UNCOUNTED']),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  version: z.number(),
  /** The oldest count that no longer holds; null where all hold. */
  asOf: z.coerce.date().nullable(),
})
export type Cell = z.output<typeof Cell>
const Row = z.object({ cells: Cell.array(), places: Place.array(), siblings: z.number() })

/** Figures of a place of the reader's and of those above it, which the database covers where they are small cells; and how many siblings it has. */
export async function selectAbove(ctx: Ctx, regionCode: string, top: Top) {
  const [row] = await ctx.db.$queryRaw<{ above: unknown }[]>`
    SELECT jsonb_build_object(
      'cells', (SELECT coalesce(jsonb_agg(jsonb_build_object('region', f.region_code, 'indicator', f.indicator, 'state', f.state,
          'numerator', f.numerator, 'denominator', f.denominator, 'version', f.definition_version, 'asOf', f.as_of)), '[]')
        FROM figures_above(${regionCode}, ${top}) f),
      'places', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', r.code, 'level', r.level, 'name', r.name, 'nameEn', r.name_en)
          ORDER BY r.level DESC), '[]') FROM region r WHERE r.code = ANY (${pathOf(regionCode)})),
      'siblings', (SELECT count(*) FROM region r WHERE r.parent_code = ${parentOf(regionCode) ?? ''}
        AND r.level::text = ${levelOf(regionCode)} AND r.code <> ${regionCode})) AS above`
  return Row.parse(row?.above)
}
