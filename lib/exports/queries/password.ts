import 'server-only'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import type { Ctx } from '@/lib/platform/db'

/** Whether a file may leave only as a workbook with a password: by the policy of its region, one with numbers in full. */
export async function needsPassword(
  ctx: Ctx,
  { isUnmasked, regionCode }: Readonly<{ isUnmasked: boolean; regionCode: string }>,
): Promise<boolean> {
  if (!isUnmasked) return false
  const rows = await listParameterRows(ctx, ['export.passwordWhenUnmasked'])
  return (resolveParameter(rows, 'export.passwordWhenUnmasked', regionCode, ctx.today)?.value ?? 0) > 0
}
