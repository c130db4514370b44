import 'server-only'
import { type ParameterCode, ParameterRow } from '@/lib/parameters/schema'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'

/** Every row of the named policy values, of all regions and days; `resolveParameter` picks. */
export async function listParameterRows(ctx: Ctx, codes: readonly ParameterCode[]): Promise<ParameterRow[]> {
  const rows = await ctx.db.policyParameter.findMany({ where: { code: { in: [...codes] } } })
  return rows.map((row) =>
    ParameterRow.parse({
      ...row,
      validFrom: dayFrom(row.validFrom),
      validTo: row.validTo && dayFrom(row.validTo),
      value: row.value === null ? null : Number(row.value),
    }),
  )
}
