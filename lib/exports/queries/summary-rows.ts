import 'server-only'
import { aboutNobody } from '@/lib/exports/queries/plain-row'
import { tallyKey } from '@/lib/exports/rules/summary-columns'
import type { Cell, SheetRow } from '@/lib/exports/schema'
import { selectSummary } from '@/lib/exports/sql/lists'
import { isIndicatorCode, TALLIES, type TallyCode } from '@/lib/indicators/catalogue'
import { countsOf, getWall, type Wall } from '@/lib/indicators/queries/wall'
import { shareOf, shownOf } from '@/lib/indicators/rules/shown'
import type { Counts } from '@/lib/indicators/schema'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { ownPrefix } from '@/lib/regions/rules'

/** A first reading of a province recounts its counties in parts, a few in each. */
const MOST_PARTS = 200

/**
 * What the register counts of some regions one level below another, or of a village itself: the counts of households and every figure of
 * the wall, exact as of now. Errors: DomainError `indicators.stillCounting` where tallies do not come to an end.
 */
export async function readSummaryRows(ctx: Ctx, regionCode: string, codes: readonly string[]): Promise<SheetRow[]> {
  const wall = await wallNow(ctx, regionCode)
  const parts = new Map([{ place: wall.region, ...wall }, ...wall.children].map((part) => [part.place.code, part]))
  const rows = await selectSummary(ctx, codes, ownPrefix(codes[0] ?? regionCode).length)
  return rows.map((counts) => {
    const part = parts.get(counts.regionCode)
    const figures = part ? TALLIES.flatMap(({ code }) => cellsOf(code, countsOf(part, code), wall.today)) : []
    return aboutNobody(counts.regionCode, { ...counts, ...Object.fromEntries(figures) })
  })
}

async function wallNow(ctx: Ctx, regionCode: string): Promise<Wall> {
  for (let part = 0; part < MOST_PARTS; part++) {
    const wall = await getWall(ctx, regionCode)
    if (wall) return wall
  }
  throw new DomainError('indicators.stillCounting')
}

function cellsOf(code: TallyCode, counts: Counts, today: string): [string, Cell][] {
  return [
    [tallyKey(code, 'households'), counts.numerator],
    [tallyKey(code, 'persons'), counts.numeratorPersons],
    [tallyKey(code, 'base'), counts.denominator],
    [tallyKey(code, 'share'), shareOf(counts)],
    [tallyKey(code, 'days'), isIndicatorCode(code) ? shownOf(code, counts, today) : null],
  ]
}
