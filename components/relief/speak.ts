import type { StateKey } from '@/components/ui/glyph'
import { yuan } from '@/lib/i18n/format'
import type { getTranslations } from '@/lib/i18n/server'
import type { Reason } from '@/lib/relief/rules/eligibility'
import type { ReliefStatus } from '@/lib/relief/schema/applications'

type Words = Awaited<ReturnType<typeof getTranslations<'relief'>>>

/** A condition of a line as a sentence with the figures that decided it. */
export function reasonText(t: Words, { code, figures, met }: Reason): string {
  const fen = yuan(figures.fen ?? 0)
  switch (code) {
    case 'SELF_PAID':
    case 'LEFT_TO_PAY':
      return t(`reasons.${code}`, { fen })
    case 'INCOME_BELOW': {
      if (met === null || figures.lineFen === undefined) return t('reasons.INCOME_UNKNOWN')
      const told = { fen, year: String(figures.year ?? ''), line: yuan(figures.lineFen) }
      return figures.baseFen
        ? t('reasons.INCOME_BELOW', { ...told, base: yuan(figures.baseFen), factor: String(figures.factor) })
        : t('reasons.INCOME_LINE', told)
    }
    case 'PARENT':
      return t('reasons.PARENT', { n: figures.n ?? 0, year: figures.year ?? 60 })
    case 'OTHERS_FIRST': {
      const missing = figures.lines ?? []
      if (missing.length === 0) return t('reasons.OTHERS_FIRST')
      return t('reasons.OTHERS_MISSING', { lines: missing.map((line) => t(`lines.L${line}`)).join(t('join')) })
    }
    default:
      return t(`reasons.${code}`)
  }
}

/** The shape of a status. */
export function stateOf(status: ReliefStatus): StateKey {
  if (status === 'CONFIRMED' || status === 'DISBURSED') return 'held'
  if (status === 'REJECTED') return 'closed'
  if (status === 'REVOKED') return 'reopened'
  return status === 'APPROVED' ? 'due' : 'doing'
}
