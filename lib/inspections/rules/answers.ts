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
