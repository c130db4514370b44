import 'server-only'
import { withScope } from '@/lib/platform/db'
import { endedMonths, monthEnd } from '../rules/past'
import { freezeMonth } from '../sql/months'
import { countDayOf, system } from './count-day'

/** Freezes a month that is over for a whole county, named by its first day, with what the records say of its last day now. Frozen ones stay. */
export async function freezeMonthOf(county: string, first: string): Promise<void> {
  await countDayOf(county, monthEnd(first))
  await withScope(system(county), (ctx) => freezeMonth(ctx, county, first), { lock: `tally-month:${county}` })
}

/** Freezes the last `months` months that have ended by `today` of a whole county, the earliest first. */
export async function freezeMonthsOf(county: string, today: string, months: number): Promise<void> {
  for (const first of endedMonths(today, months).reverse()) await freezeMonthOf(county, first)
}
