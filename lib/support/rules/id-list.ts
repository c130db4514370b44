import { readIdNumber } from '@/lib/households/rules/id-number'
import type { FieldError, FieldErrors } from '@/lib/platform/errors'

/** A number as it was brought, and the row it stands in. */
export type ListedNumber = { row: number; text: string }

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
 * without the number. `today` is a day.
 */
export function readNumbers(
  listed: readonly ListedNumber[],
  today: string,
): { numbers: Map<string, number>; faults: FieldErrors } {
  const numbers = new Map<string, number>()
  const faults: Record<string, FieldError> = {}
  for (const { row, text } of listed) {
    if (Object.keys(faults).length >= MOST_SHOWN) break
    const read = readIdNumber(text, today)
    if (read.kind === 'INVALID') faults[`row${row}`] = { code: 'support.numberWrong', params: { row } }
    else if (numbers.has(read.idNumber))
      faults[`row${row}`] = { code: 'support.numberTwice', params: { row, first: numbers.get(read.idNumber) ?? row } }
    else numbers.set(read.idNumber, row)
  }
  return { numbers, faults }
}
