import 'server-only'
import type { Read } from '@/lib/indicators/rules/figure'
import type { Ctx } from '@/lib/platform/db'
import { getLabourFigures } from '@/lib/yearplans/queries/labour'

/**
 * Persons working away as the register counts them, for the inputs of `catalogue/labour.ts`, in the form of readings. The register says where
 * people work now, so only for today; without anybody it says nothing.
 */
export async function readYearplans(
  ctx: Ctx,
  { region, from, asOf }: { region: string; from: string; asOf: string },
): Promise<Read[]> {
  if (asOf !== ctx.today) return []
  const { total, outside, province, county } = await getLabourFigures(ctx, region)
  if (total === 0) return []
  const counts = {
    out_working_persons: total,
    out_working_persons_out_of_province: outside,
    out_working_persons_within_province: province + county,
  }
  return Object.entries(counts).map(
    ([code, n]): Read => ({
      kind: 'FACT',
      id: '',
      regionCode: region,
      code,
      value: String(n),
      unit: '',
      qualifiers: [],
      from,
      day: asOf,
      source: '',
      sourceRef: '',
    }),
  )
}
