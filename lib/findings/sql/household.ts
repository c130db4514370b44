import 'server-only'
import * as z from 'zod'
import type { LINE } from '@/lib/findings/queries/list'
import { FINDING_STATUSES } from '@/lib/findings/schema'
import { Prisma } from '@/lib/platform/prisma/client'
import { moment, rowsOf } from '@/lib/platform/together'

const { sql } = Prisma

const text = z.string().nullable()
const Line = z.object({
  id: z.string(),
  findingNo: z.string(),
  title: z.string(),
  source: z.string(),
  category: z.string(),
  level: z.string(),
  status: z.enum(FINDING_STATUSES),
  unit: text,
  person: text,
  dueOn: moment.nullable(),
  isLongTerm: z.boolean(),
  reopened: z.number(),
  hiddenDigits: z.number().nullable(),
  closedOn: moment.nullable(),
  foundOn: moment,
  region: z.object({ name: z.string() }),
  householdId: text,
  household: z.object({ id: z.string(), headName: z.string() }).nullable(),
  needs: z.array(z.string()),
  proofs: z.array(
    z.object({
      kind: z.string(),
      round: z.number(),
      evidence: z.object({ withdrawnAt: moment.nullable() }).nullable(),
    }),
  ),
} satisfies Record<keyof typeof LINE, z.ZodType>)

/** The lines about a household and about records merged into it: open ones by their last day, then the newest closed ones. */
export const linesOf = (countyCode: string, householdId: string, most: number) =>
  rowsOf(
    sql`
    SELECT x.id, x.finding_no AS "findingNo", x.title, x.source, x.category, x.level, x.status::text AS status, x.unit, x.person, x.due_on AS "dueOn",
      x.is_long_term AS "isLongTerm", x.reopened, x.hidden_digits AS "hiddenDigits", x.closed_on AS "closedOn", x.found_on AS "foundOn",
      (SELECT json_build_object('name', r.name) FROM region r WHERE r.code = x.region_code) AS region, x.household_id AS "householdId",
      (SELECT json_build_object('id', h.id, 'headName', h.head_name) FROM household h
        WHERE h.county_code = x.county_code AND h.id = x.household_id AND h.region_code = x.region_code) AS household,
      x.needs,
      (SELECT coalesce(json_agg(json_build_object('kind', p.kind, 'round', p.round,
          'evidence', (SELECT json_build_object('withdrawnAt', e.withdrawn_at) FROM evidence e
            WHERE e.county_code = p.county_code AND e.id = p.evidence_id))), '[]')
        FROM finding_proof p WHERE p.county_code = x.county_code AND p.finding_id = x.id AND p.region_code = x.region_code) AS proofs
    FROM finding x
    WHERE x.county_code = ${countyCode} AND x.household_id = ANY(ARRAY(SELECT ${householdId}::uuid UNION ALL
      SELECT d.id FROM household d WHERE d.county_code = ${countyCode} AND d.merged_into = ${householdId}::uuid))
    ORDER BY x.closed_on DESC NULLS FIRST, x.due_on NULLS LAST, x.id LIMIT ${most}`,
    Line,
  )
