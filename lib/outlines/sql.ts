import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { countyOf } from '@/lib/regions/rules'

type Row = { drawing: unknown; approvalNo: string; source: string; drawnOn: Date; isWithdrawn: boolean }

/** The outlines of a region whose turn it is today, withdrawn or not (rules/standing): one statement, since every dashboard asks. */
export async function selectTurn(ctx: Ctx, regionCode: string): Promise<Row | undefined> {
  const [row] = await ctx.db.$queryRaw<Row[]>`
    SELECT o.drawing, o.approval_no AS "approvalNo", o.source, o.drawn_on AS "drawnOn", w.outline_id IS NOT NULL AS "isWithdrawn"
    FROM region_outline o LEFT JOIN outline_withdrawal w ON w.county_code = o.county_code AND w.outline_id = o.id
    WHERE o.county_code = ${countyOf(regionCode)} AND o.region_code = ${regionCode} AND o.valid_from <= ${ctx.today}::date
      AND (w.withdrawn_on IS NULL OR w.withdrawn_on >= o.valid_from)
    ORDER BY o.valid_from DESC, o.recorded_at DESC LIMIT 1`
  return row
}
