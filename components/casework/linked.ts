import type { RowsCell } from '@/components/casework/rows-table'
import { hundredths } from '@/components/indicators/speak'

const FULL = 100

/** A number that leads to its records. */
export const linked = (n: number, href: string): RowsCell => ({ links: [[n, href]] })

/** Per cent of the longest bar, as drawings need it. */
export const barOf = (n: number, longest: number) => (longest > 0 ? hundredths((FULL * n) / longest) : 0)
