import type { MeasureStatus } from '@/lib/support/schema'

/** Why a household is left out of a batch: it is no longer in the register, or has a measure of this type in this year already. */
export const LEFT_OUT = ['GONE', 'ALREADY'] as const
export type LeftOut = (typeof LEFT_OUT)[number]

type Household = {
  id: string
  isActive: boolean
  measures: readonly { typeCode: string; countsOn: string; status: MeasureStatus }[]
}

/** Who gets the measure, and who is left out and why. What was cancelled counts for nothing. */
export function planBatch(
  households: readonly Household[],
  { typeCode, day }: { typeCode: string; day: string },
): { given: string[]; left: { id: string; why: LeftOut }[] } {
  const given: string[] = []
  const left: { id: string; why: LeftOut }[] = []
  const year = day.slice(0, 4)
  for (const { id, isActive, measures } of households) {
    const has = measures.some(
      (each) => each.typeCode === typeCode && each.status !== 'CANCELLED' && each.countsOn.slice(0, 4) === year,
    )
    if (!isActive) left.push({ id, why: 'GONE' })
    else if (has) left.push({ id, why: 'ALREADY' })
    else given.push(id)
  }
  return { given, left }
}
