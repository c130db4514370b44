import { count } from '@/lib/i18n/format'

/** A difference with its sign; none is a plain nought. */
export const signedCount = (n: number) => (n > 0 ? `+${count(n)}` : count(n))
