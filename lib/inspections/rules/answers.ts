import type { RecordInput } from '@/lib/inspections/schema'

type Answered = RecordInput['answers'][number]

export const isToLedger = ({ answer, course }: Pick<Answered, 'answer' | 'course'>) =>
  answer === 'NO' && course === 'LEDGER'

/** How many were in order, were not, and of these were put right at once. */
export function tally(answers: readonly Pick<Answered, 'answer' | 'course'>[]) {
  return {
    yes: answers.filter(({ answer }) => answer === 'YES').length,
    no: answers.filter(({ answer }) => answer === 'NO').length,
    fixed: answers.filter(({ answer, course }) => answer === 'NO' && course === 'FIXED').length,
  }
}

/** Where an answer is wrong: of an item that is not asked, asked twice, or of one that always applies. -1 if none is. */
export function strayAnswer(
  answers: readonly Pick<Answered, 'code' | 'answer'>[],
  items: ReadonlyMap<string, { mayNotApply: boolean }>,
): number {
  return answers.findIndex(({ code, answer }, index) => {
    const item = items.get(code)
    const isTwice = answers.findIndex((each) => each.code === code) < index
    return !item || isTwice || (answer === 'NA' && !item.mayNotApply)
  })
}

type Counted = { village: string; aspect: string; problems: number; fixed: number }

/** Counts by village and aspect under the aspect that each belongs to by `belongsTo`; an item may be of an older version of an aspect. */
export function countsOf(counts: readonly Counted[], belongsTo: (aspect: string) => string): Counted[] {
  const sums = new Map<string, Counted>()
  for (const { village, aspect, problems, fixed } of counts) {
    const key = `${village} ${belongsTo(aspect)}`
    const before = sums.get(key) ?? { village, aspect: belongsTo(aspect), problems: 0, fixed: 0 }
    sums.set(key, { ...before, problems: before.problems + problems, fixed: before.fixed + fixed })
  }
  return [...sums.values()]
}
