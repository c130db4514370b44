import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { moment, rowsOf, whole } from '@/lib/platform/together'
import { countiesOf } from '@/lib/regions/counties'
import type { MEASURE_SHOWN } from '@/lib/support/queries/shown'
import { MEASURE_STATUSES } from '@/lib/support/schema'

const { sql } = Prisma

const MOST_MEASURES = 200
const MOST_PLANS = 10

const text = z.string().nullable()
const Measure = z.object({
  id: z.string(),
  title: z.string(),
  scale: z.string(),
  unit: z.string(),
  responsible: z.string(),
  plannedOn: moment,
  finishBy: moment,
  deliveredOn: moment.nullable(),
  countsOn: moment,
  form: z.string(),
  amountFen: whole,
  fundSource: text,
  effect: z.string(),
  status: z.enum(MEASURE_STATUSES),
  signer: text,
  confirmedOn: moment.nullable(),
  planId: text,
  caseId: text,
  type: z.object({
    code: z.string(),
    category: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    mode: z.string(),
    risks: z.array(z.string()),
  }),
  person: z.object({ name: z.string() }).nullable(),
} satisfies Record<keyof typeof MEASURE_SHOWN | 'caseId', z.ZodType>)

const Plan = z.object({
  id: z.string(),
  year: z.number(),
  aims: z.string(),
  helper: z.string(),
  agreedOn: moment,
  signer: z.string(),
  version: z.number(),
  case: z.object({ id: z.string(), caseNo: z.string() }).nullable(),
})

const Watch = z.object({ id: z.string(), caseNo: z.string(), risks: z.array(z.string()), identifiedOn: moment })

const counties = (ctx: Ctx) => countiesOf(ctx.actor.scope)

// What ended stayed with records that were merged into this one.
const here = (ctx: Ctx, householdId: string) => sql`x.county_code = ANY(${counties(ctx)})
  AND x.household_id = ANY(ARRAY(SELECT ${householdId}::uuid UNION ALL SELECT d.id FROM household d
    WHERE d.county_code = ANY(${counties(ctx)}) AND d.merged_into = ${householdId}::uuid))`

/** The measures of a household, newest first, at most two hundred. */
export const measuresOf = (ctx: Ctx, householdId: string) =>
  rowsOf(
    sql`
    SELECT x.id, x.title, x.scale, x.unit, x.responsible, x.planned_on AS "plannedOn", x.finish_by AS "finishBy", x.delivered_on AS "deliveredOn",
      x.counts_on AS "countsOn", x.form, x.amount_fen AS "amountFen", x.fund_source AS "fundSource", x.effect, x.status::text AS status, x.signer,
      x.confirmed_on AS "confirmedOn", x.plan_id AS "planId", x.case_id AS "caseId",
      json_build_object('code', t.code, 'category', t.category, 'nameZh', t.name_zh, 'nameEn', t.name_en, 'mode', t.mode, 'risks', t.risks) AS type,
      (SELECT json_build_object('name', p.name) FROM person p WHERE p.county_code = x.county_code AND p.id = x.person_id) AS person
    FROM (SELECT * FROM support_measure x WHERE ${here(ctx, householdId)} ORDER BY x.counts_on DESC, x.id DESC LIMIT ${MOST_MEASURES}) x
    JOIN measure_type t ON t.code = x.type_code ORDER BY x.counts_on DESC, x.id DESC`,
    Measure,
  )

/** The plans of a household, newest first. */
export const plansOf = (ctx: Ctx, householdId: string) =>
  rowsOf(
    sql`
    SELECT x.id, x.year, x.aims, x.helper, x.agreed_on AS "agreedOn", x.signer, x.version,
      (SELECT json_build_object('id', c.id, 'caseNo', c.case_no) FROM monitoring_case c
        WHERE c.county_code = x.county_code AND c.id = x.case_id AND c.region_code = x.region_code) AS case
    FROM support_plan x WHERE ${here(ctx, householdId)} ORDER BY x.year DESC, x.made_at DESC LIMIT ${MOST_PLANS}`,
    Plan,
  )

/** The case for which a household is watched. */
export const watchOf = (ctx: Ctx, householdId: string) =>
  rowsOf(
    sql`
    SELECT x.id, x.case_no AS "caseNo", x.risks, x.identified_on AS "identifiedOn" FROM monitoring_case x
    WHERE x.county_code = ANY(${counties(ctx)}) AND x.household_id = ${householdId}::uuid AND x.status <> 'RISK_REMOVED' LIMIT 1`,
    Watch,
  )

/** What work each member of a household can do. */
export const labourOf = (ctx: Ctx, householdId: string) =>
  rowsOf(
    sql`
    SELECT p.labour FROM membership x JOIN person p ON p.county_code = x.county_code AND p.id = x.person_id
    WHERE x.county_code = ANY(${counties(ctx)}) AND x.household_id = ${householdId}::uuid AND x.valid_to IS NULL`,
    z.object({ labour: text }),
  )
