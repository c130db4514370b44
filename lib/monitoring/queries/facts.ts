import 'server-only'
import * as z from 'zod'
import { SCREENING_PARAMETERS } from '@/lib/monitoring/catalogue'
import { screeningOf } from '@/lib/monitoring/queries/screening'
import { type ScreeningFacts, yearOf } from '@/lib/monitoring/rules/screening'
import type { ScreeningResult, VisitFacts } from '@/lib/monitoring/schema'
import { parameterRows } from '@/lib/parameters/queries'
import type { ParameterRow } from '@/lib/parameters/schema'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { Prisma } from '@/lib/platform/prisma/client'
import { rowsOf, together } from '@/lib/platform/together'

const { sql } = Prisma

const Known = z.object({
  povertyStatus: z.string(),
  incomes: z.array(z.object({ year: z.number(), perCapitaFen: z.number() })),
  otherSelfPaidFen: z.number(),
})

export type ScreeningStart = { facts: ScreeningFacts; parameters: ParameterRow[]; before: ScreeningResult | null }

/**
 * What the register knows beside the visit: status, incomes of this and the last year in fen, self-paid medical cost of the year's other visits;
 * with the policy values of the rules, and the answer if this visit was screened before. Errors: NotFoundError.
 */
export async function getScreeningStart(ctx: Ctx, visit: VisitFacts): Promise<ScreeningStart> {
  const { countyCode, id } = visit.household
  const year = yearOf(visit.visitedOn)
  const { known, before, parameters } = await together(ctx, {
    known: rowsOf(
      sql`
      SELECT h.poverty_status::text AS "povertyStatus",
        (SELECT coalesce(jsonb_agg(jsonb_build_object('year', i.year, 'perCapitaFen', i.per_capita_income_fen)), '[]')
          FROM household_income i WHERE i.county_code = h.county_code AND i.household_id = h.id AND i.year IN (${year}, ${year - 1})) AS incomes,
        (SELECT coalesce(sum(s.self_paid_fen), 0)::float8
          FROM visit_shock s JOIN visit v ON v.county_code = s.county_code AND v.id = s.visit_id
          WHERE s.county_code = h.county_code AND s.household_id = h.id AND s.kind = 'MEDICAL' AND s.visit_id <> ${visit.visitId}::uuid
            AND v.visited_on BETWEEN make_date(${year}, 1, 1) AND make_date(${year}, 12, 31)) AS "otherSelfPaidFen"
      FROM household h WHERE h.county_code = ${countyCode} AND h.id = ${id}::uuid`,
      Known,
    ),
    before: screeningOf(countyCode, visit.visitId),
    parameters: parameterRows(SCREENING_PARAMETERS),
  })
  if (!known[0]) throw new NotFoundError()
  return { facts: { ...visit, ...known[0] }, parameters, before }
}
