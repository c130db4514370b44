import { STRICT_UNITS } from '@/prisma/catalogue/fact-file'

/** Whether a unit of a report says the same as that of its input: measure words stand for one another, money, shares and persons do not. */
export function fitsUnit(reported: string, known: string): boolean {
  return reported === known || !(STRICT_UNITS.includes(reported) || STRICT_UNITS.includes(known))
}
