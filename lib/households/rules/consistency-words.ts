import type { Figures } from '@/lib/households/catalogue/consistency/rule'
import { decimal, yuan } from '@/lib/i18n/format'

const AMOUNT = /^(?:(\w+)Fen|fen)$/
const AREAS = ['part', 'whole', 'area']

/**
 * Figures as the texts of a rule's sentence: amounts in yuan under their name without `Fen` (a plain `fen` is the `amount`), areas with
 * one decimal, days as they are. Sentences choose by `case`.
 */
export function figureTexts(figures: Figures): Record<string, string> {
  const texts: Record<string, string> = { case: 'other' }
  for (const [key, value] of Object.entries(figures)) {
    const amount = AMOUNT.exec(key)
    if (amount) texts[amount[1] ?? 'amount'] = yuan(Number(value))
    else texts[key] = AREAS.includes(key) && typeof value === 'number' ? decimal(Math.round(value * 10)) : String(value)
  }
  return texts
}
