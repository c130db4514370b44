import type { StateKey } from '@/components/ui/glyph'
import type { Locale } from '@/lib/i18n/locales'
import type { Standing } from '@/lib/supervision/rules/standing'

/** The shape of each standing; a place without targets is to be set. */
export const STANDING_MARK: Record<Standing, StateKey> = {
  held: 'held',
  doing: 'doing',
  behind: 'behind',
  crossed: 'crossed',
  open: 'open',
}

type Names = Readonly<Record<string, { zh: string; en: string }>>

/** The name of a key work in a language; its code where it is no longer known. */
export const workName = (names: Names, code: string, locale: Locale): string =>
  (locale === 'zh-CN' ? names[code]?.zh : names[code]?.en) ?? code

/** A value of a key work: digits grouped, decimals only where there are any. */
export const value = (n: number): string => n.toLocaleString('en-US', { maximumFractionDigits: 2 })
