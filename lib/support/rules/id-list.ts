import { readIdNumber } from '@/lib/households/rules/id-number'
import type { FieldError, FieldErrors } from '@/lib/platform/errors'

/** A number as it was brought, and the row it stands in. */
export type ListedNumber = { row: number; text: string }

/** What was brought: the heads of its columns, the one that was read, and the numbers in it. */
export type Brought = { columns: readonly string[]; column: string | null; listed: readonly ListedNumber[] }

const MOST_SHOWN = 50
/** A tab, or a comma or semicolon of either width. */
const BETWEEN = /[\t,;\uff0c\uff1b]/

/** The numbers that were pasted, one to a line; what stands behind one on its line is not read. */
export function pastedNumbers(text: string): ListedNumber[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const first = line.split(BETWEEN)[0]?.trim() ?? ''
    return first === '' ? [] : [{ row: index + 1, text: first }]
  })
}

/**
 * The numbers of a list, each once, with the row of each; every row that holds no resident number or one that stood above is named, by row and
 * without the number; the first fifty of them in words, all of them counted. `today` is a day.
 */
export function readNumbers(
  listed: readonly ListedNumber[],
  today: string,
): { numbers: Map<string, number>; faults: FieldErrors; wrong: number; twice: number } {
  const numbers = new Map<string, number>()
  const faults: Record<string, FieldError> = {}
  let [wrong, twice] = [0, 0]
  for (const { row, text } of listed) {
    const read = readIdNumber(text, today)
    const first = read.kind === 'INVALID' ? undefined : numbers.get(read.idNumber)
    if (read.kind !== 'INVALID' && first === undefined) {
      numbers.set(read.idNumber, row)
      continue
    }
    if (first === undefined) wrong++
    else twice++
    if (wrong + twice > MOST_SHOWN) continue
    faults[`row${row}`] =
      first === undefined
        ? { code: 'support.numberWrong', params: { row } }
        : { code: 'support.numberTwice', params: { row, first } }
  }
  return { numbers, faults, wrong, twice }
}
