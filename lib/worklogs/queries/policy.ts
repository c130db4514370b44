import 'server-only'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import type { Ctx } from '@/lib/platform/db'

const CODES = ['team.daysPerMonth', 'worklog.lateDays'] as const

export type WorkPolicy = {
  /** Days a month in the village; null where no value is entered. */
  needed: number | null
  /** Days after its day from which a log counts as written late. */
  lateDays: number | null
}

/** What is asked of the work team in a region on a day. */
export async function getWorkPolicy(ctx: Ctx, regionCode: string, day: string): Promise<WorkPolicy> {
  const rows = await listParameterRows(ctx, CODES)
  const [needed = null, lateDays = null] = CODES.map(
    (code) => resolveParameter(rows, code, regionCode, day)?.value ?? null,
  )
  return { needed, lateDays }
}
