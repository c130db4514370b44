import 'server-only'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import type { Ctx } from '@/lib/platform/db'

const WHERE_NONE_IS_SET = 3

/** Days after which the county sees what a village has let pass; by the policy of the reader's region. */
export async function getEscalateDays(ctx: Ctx): Promise<number> {
  const rows = await listParameterRows(ctx, ['deadline.escalateDays'])
  return resolveParameter(rows, 'deadline.escalateDays', ctx.actor.regionCode, ctx.today)?.value ?? WHERE_NONE_IS_SET
}
