import 'server-only'
import { type Definition, type Figure, figureOf, regionOf } from '@/lib/indicators/rules/figure'
import { namesIn } from '@/lib/indicators/rules/formula'
import { type Reading, selectReadings } from '@/lib/indicators/sql/readings'
import type { Ctx } from '@/lib/platform/db'

export type AskedFigures = { region: string; asOf: string; source?: string }

/** What the formulas of these definitions read for a region: its own, that of the places above, and of its children where they are summed. */
export async function readFor(
  ctx: Ctx,
  { region, asOf, source }: AskedFigures,
  definitions: readonly Definition[],
): Promise<Reading[]> {
  const names = definitions.flatMap(({ formula }) => namesIn(formula))
  const regions = new Set(names.flatMap(({ at }) => regionOf(at, region) ?? []))
  const parents = names.some(({ at }) => at === 'CHILDREN') ? [region] : []
  const codes = new Set(names.map(({ name }) => name))
  return selectReadings(ctx, { regions: [...regions], parents, codes: [...codes], asOf, source })
}

/**
 * Figures of a region on a day from what was reported by then, exact and with their parts, days and sources; with a source only from that
 * one. Regions outside the actor's, except those above it, count as not reported.
 */
export async function listFigures(
  ctx: Ctx,
  asked: AskedFigures,
  definitions: readonly Definition[],
): Promise<Figure[]> {
  const readings = await readFor(ctx, asked, definitions)
  return definitions.map((definition) => figureOf(definition, asked.region, readings))
}
