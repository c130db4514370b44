import 'server-only'
import { PARAMETER_CODES, type ParameterCode, ParameterRow } from '@/lib/parameters/schema'
import type { Ctx } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { alone, type Part, rowsOf } from '@/lib/platform/together'
import { isWithin, ownPrefix, pad } from '@/lib/regions/rules'

const { sql } = Prisma

/** Every row of the named policy values, of all regions and days; `resolveParameter` picks. */
export async function listParameterRows(ctx: Ctx, codes: readonly ParameterCode[]): Promise<ParameterRow[]> {
  return alone(ctx, parameterRows(codes))
}

/** The same, to be read with other parts. */
export function parameterRows(codes: readonly ParameterCode[]): Part<ParameterRow[]> {
  return rowsOf(
    sql`
    SELECT p.code, p.applies_to AS "appliesTo", p.valid_from::text AS "validFrom", p.valid_to::text AS "validTo", p.value::float8 AS value, p.unit,
      p.source, p.certainty
    FROM policy_parameter p WHERE p.code = ANY(${[...codes]}::text[])`,
    ParameterRow,
  )
}

export type ListedParameter = ParameterRow & { regionName: string | null; isCurrent: boolean }

/** The policy values that concern the reader's region, those above and those below it; the ones in force today first. */
export async function listParameters(ctx: Ctx): Promise<ListedParameter[]> {
  const { regionCode } = ctx.actor
  const own = ownPrefix(regionCode)
  const rows = (await listParameterRows(ctx, PARAMETER_CODES)).filter(
    ({ appliesTo }) => appliesTo === '' || own.startsWith(appliesTo) || isWithin(appliesTo, own),
  )
  const codes = [...new Set(rows.map(({ appliesTo }) => appliesTo))].filter(Boolean).map(pad)
  const regions = await ctx.db.region.findMany({ where: { code: { in: codes } }, select: { code: true, name: true } })
  const names = new Map(regions.map(({ code, name }) => [code, name]))
  const listed = rows.map((row) => ({
    ...row,
    regionName: row.appliesTo === '' ? null : (names.get(pad(row.appliesTo)) ?? row.appliesTo),
    isCurrent: row.validFrom <= ctx.today && (row.validTo === null || row.validTo >= ctx.today),
  }))
  const at = (row: ParameterRow) => PARAMETER_CODES.indexOf(row.code)
  return listed.sort(
    (a, b) =>
      Number(b.isCurrent) - Number(a.isCurrent) ||
      at(a) - at(b) ||
      (a.appliesTo < b.appliesTo ? -1 : 1) ||
      (a.validFrom < b.validFrom ? 1 : -1),
  )
}
