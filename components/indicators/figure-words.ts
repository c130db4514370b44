import { digits, longDay } from '@/lib/i18n/format'
import type { Locale } from '@/lib/i18n/locales'
import type { Hedge } from '@/lib/indicators/rules/evaluate'
import type { Qualifier } from '@/lib/indicators/schema/facts'

type Words = { hedge: (hedge: Hedge) => string; qualifier: (qualifier: Qualifier) => string }
type Named = { nameZh: string; nameEn: string; unit: string; unitEn: string }

/** A figure with what must be said before it: "约 35.3". */
export const figureText = (shown: string, hedges: readonly Hedge[], words: Words) =>
  hedges.map((hedge) => `${words.hedge(hedge)} `).join('') + digits(shown)

/** A reported value with its unit and the qualifiers of the report: "12,000 人 取整". */
export const reportedText = (value: string, unit: string, qualifiers: readonly Qualifier[], words: Words) =>
  [`${digits(value)} ${unit}`.trim(), ...qualifiers.map(words.qualifier)].join(' ')

/** The name of an input in the language of the reader; its code where there is none. */
export const nameOf = (code: string, names: ReadonlyMap<string, Named>, locale: Locale) => {
  const input = names.get(code)
  if (!input) return code
  return locale === 'zh-CN' ? input.nameZh : input.nameEn
}

/** A unit as the reader knows it; a unit that the catalogue does not have stays as it was reported. */
export const unitOf = (code: string, unit: string, names: ReadonlyMap<string, Named>, locale: Locale) => {
  const input = names.get(code)
  return locale !== 'zh-CN' && input?.unit === unit ? input.unitEn : unit
}

/** The day of a fact, or its period. */
export const daysText = (
  { asOf, from, day }: { asOf: string | null; from: string | null; day: string },
  locale: Locale,
) => (from && from !== day && !asOf ? `${longDay(from, locale)} — ${longDay(day, locale)}` : longDay(day, locale))

const NAME = /([a-z][a-z0-9_]*)(?:@(\w+))?/g

/** A formula with the names of its inputs in place of their codes, for people. */
export const formulaText = (formula: string, names: ReadonlyMap<string, Named>, locale: Locale) =>
  formula
    .replace(NAME, (_, code: string, at?: string) => nameOf(code, names, locale) + (at ? ` @${at}` : ''))
    .replaceAll('*', '×')
    .replaceAll('/', '÷')
    .replaceAll(' - ', ' − ')
