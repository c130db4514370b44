import { longDay, stamp, yuan } from '@/lib/i18n/format'
import type { Locale } from '@/lib/i18n/locales'
import { getLocale, getTranslations } from '@/lib/i18n/server'

/** Fields whose codes stand in the catalogue under another name. */
const GROUPS: Readonly<Record<string, string>> = {
  otherCauses: 'mainCause',
  housingGrade: 'houseGrade',
  endCause: 'memberOut',
  leftReason: 'memberOut',
}

/** Which words a command's result is told by: by the noun before its dot. */
const ORIGINS = ['household', 'ledger', 'visit', 'event', 'duplicate', 'identification', 'clue', 'journal'] as const

export const fieldKey = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Speaks of stored values in the reader's language; printed sheets ask for Chinese. */
export async function valueWords(asked?: Locale) {
  const locale = asked ?? (await getLocale())
  const [t, codes, households] = await Promise.all([
    getTranslations({ locale, namespace: 'dossier' }),
    getTranslations({ locale, namespace: 'register.codes' }),
    getTranslations({ locale, namespace: 'households' }),
  ])
  const code = (field: string, value: string): string => {
    const key = `${GROUPS[field] ?? field}.${value}` as never
    if (codes.has(key)) return codes(key)
    const result = `guaranteeResults.${value}` as never
    return field === 'result' && households.has(result) ? households(result) : value
  }
  const value = (field: string, raw: unknown): string => {
    if (raw === null || raw === undefined || raw === '' || (Array.isArray(raw) && raw.length === 0)) return t('none')
    if (typeof raw === 'boolean') return t(raw ? 'yes' : 'no')
    if (Array.isArray(raw)) return raw.map((each) => code(field, String(each))).join(t('join'))
    if (/Enc$/.test(field)) return t('sealed')
    if (/Fen$/.test(field)) return yuan(Number(raw))
    const text = String(raw)
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? longDay(text, locale) : code(field, text)
  }
  return {
    t,
    locale,
    households,
    code,
    value,
    field: (field: string): string => (t.has(`fields.${field}` as never) ? t(`fields.${field}` as never) : field),
    origin: (command: string | null): string => {
      if (command === null || command === '') return t('origins.none')
      const noun = ORIGINS.find((each) => command.startsWith(`${each}.`))
      return t(`origins.${noun ?? 'other'}`)
    },
    instant: (iso: string) => stamp(new Date(iso)),
  }
}

export type ValueWords = Awaited<ReturnType<typeof valueWords>>
