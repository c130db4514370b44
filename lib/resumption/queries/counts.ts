import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { byType } from '@/lib/resumption/rules/report'
import { countResumption, countVisits } from '@/lib/resumption/sql'

type Range = { lo: string; hi: string }
/** A range of regions is one place here. */
const WHOLE = 2

/** Enterprises of a range of regions as of a day, by type. */
export async function countResumptionOn(ctx: Ctx, { lo, hi }: Range, day: string) {
  return byType(await countResumption(ctx, { lo, hi, day, digits: WHOLE }))
}

/** Visits of leaders to them between two days, both included. */
export function countVisitsUntil(ctx: Ctx, { lo, hi }: Range, from: string, to: string) {
  return countVisits(ctx, { lo, hi, from, to })
}
