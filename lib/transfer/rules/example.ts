import { EXAMPLE_MARK } from '@/prisma/catalogue/ledger-examples'

/** The line of a template that only shows how to fill it in. */
export function isExample(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.startsWith(EXAMPLE_MARK))
}
