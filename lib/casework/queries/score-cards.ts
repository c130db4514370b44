import 'server-only'
import { limitsOf, SCORE_CARD_CODES, type ScoreCard, scoreOf } from '@/lib/casework/rules/score-card'
import { countLinesBelow } from '@/lib/findings/queries/ageing'
import type { IndicatorCode } from '@/lib/indicators/catalogue'
import type { Measured, Wall } from '@/lib/indicators/queries/wall'
import { listParameterRows } from '@/lib/parameters/queries'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { ownPrefix, rangeOf } from '@/lib/regions/rules'
import { countCasesByHelp } from '@/lib/support/queries/cases'

const VILLAGE_DIGITS = 12

/**
 * The score-cards of a village, or of the villages of a township, by code; none on other levels, and none for whoever may not see all that
 * they rest on. Households from the tallies, lines and cases by the conditions of their lists.
 */
export async function getScoreCards(ctx: Ctx, wall: Wall): Promise<Map<string, ScoreCard>> {
  const { level, code } = wall.region
  const { role } = ctx.actor
  const villages =
    level === 'VILLAGE' ? [{ place: wall.region, figures: wall.figures }] : level === 'TOWNSHIP' ? wall.children : []
  if (villages.length === 0 || !may(role, 'case:read') || !may(role, 'finding:read')) return new Map()
  const { lo, hi } = rangeOf(ownPrefix(code))
  const range = { gte: lo, lt: hi }
  const cases = await countCasesByHelp(ctx, { range }, VILLAGE_DIGITS)
  const lines = await countLinesBelow(ctx, range, VILLAGE_DIGITS)
  const rows = await listParameterRows(ctx, SCORE_CARD_CODES)
  return new Map(
    villages.map(({ place, figures }: { place: { code: string }; figures: Record<IndicatorCode, Measured> }) => [
      place.code,
      scoreOf(
        {
          poor: figures.remainingPoor.numerator,
          overdue: lines.get(place.code)?.overdue ?? 0,
          unmet: figures.guaranteesNotMet.numerator,
          unhelped: cases.byChild.get(place.code)?.unhelped ?? 0,
          coverage: { n: figures.visitCoverage.numerator, of: figures.visitCoverage.denominator },
        },
        limitsOf(rows, place.code, ctx.today),
      ),
    ]),
  )
}
