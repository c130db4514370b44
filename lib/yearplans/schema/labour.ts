import * as z from 'zod'
import { Day, Id, needed, RecordedAt } from '@/lib/yearplans/schema'

const persons = z.number().int().min(0).max(1_000_000)
const personsOrNone = z.union([z.literal('').transform(() => null), persons.nullable()]).default(null)
const Figures = {
  total: persons,
  outside: persons,
  province: personsOrNone,
  county: personsOrNone,
  combined: personsOrNone,
  source: needed(120),
}
type Figures = {
  total: number
  outside: number
  province: number | null
  county: number | null
  combined: number | null
}

/** Two areas each with a figure, or both as one; the total is the sum (850 = 247 + 603). */
function refuseOddSum(
  { total, outside, province, county, combined }: Figures,
  context: z.core.$RefinementCtx<Figures>,
): void {
  const both = province !== null && county !== null
  const none = province === null && county === null
  if (combined === null ? !both : !none) {
    context.addIssue({ code: 'custom', message: 'yearplans.areasTwoOrOne', path: ['combined'] })
    return
  }
  const sum = outside + (combined ?? (province ?? 0) + (county ?? 0))
  if (sum !== total)
    context.addIssue({ code: 'custom', message: 'yearplans.totalNotSum', path: ['total'], params: { sum } })
}

/** What a village reports of its people working away, as of a day: out of the province, in it beyond the county, in the county. */
export const ReportLabourInput = z
  .object({ id: Id, planId: Id, asOf: Day, ...Figures, recordedAt: RecordedAt })
  .superRefine(refuseOddSum)
export const CorrectLabourInput = z
  .object({ id: Id, reportId: Id, ...Figures, reason: needed(300) })
  .superRefine(refuseOddSum)
