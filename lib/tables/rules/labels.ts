import en from '@/lib/i18n/en/tables'
import { fill } from '@/lib/i18n/fill'
import type { Locale } from '@/lib/i18n/locales'
import { MESSAGES } from '@/lib/i18n/messages'
import zh from '@/lib/i18n/zh-CN/tables'
import { dimensionOf, type SubjectCode, UNRECORDED } from '@/lib/tables/catalogue'
import { TOTAL } from '@/lib/tables/rules/small-cells'
import type { Definition } from '@/lib/tables/schema'

type InBoth = { zh: string; en: string }

/** The names of places and aspects, which are rows. */
export type Names = {
  places: Readonly<Record<string, InBoth>>
  aspects: Readonly<Record<string, InBoth>>
}

/** What the names of the rows and columns of a table are read from. */
export type Named = {
  definition: Definition
  names: Names
  place: { code: string; name: string }
  below: readonly unknown[]
}

const own = { 'zh-CN': zh, en }

/** The word that stands at a path of the messages; undefined where there is none. */
function wordAt(locale: Locale, path: string): string | undefined {
  let found: unknown = MESSAGES[locale]
  for (const step of path.split('.')) found = (found as Readonly<Record<string, unknown>> | undefined)?.[step]
  return typeof found === 'string' ? found : undefined
}

/** The word of a value of the catalogue; a month, a year or an unknown value as it is. */
export function valueLabel(locale: Locale, subject: SubjectCode, dimension: string, value: string): string {
  if (value === UNRECORDED) return own[locale].unrecorded
  const words = dimensionOf(subject, dimension)?.words
  return (words && wordAt(locale, `${words}.${value}`)) ?? value
}

/** The word of a row or a column of a counted table, or of its total. */
export function sideLabel(locale: Locale, table: Named, dimension: string | null, key: string): string {
  const { definition, names, place, below } = table
  if (key === TOTAL || dimension === null) return own[locale].result.total
  const named = dimension === 'place' ? names.places[key] : dimension === 'aspect' ? names.aspects[key] : undefined
  const name = named?.[locale === 'en' ? 'en' : 'zh']
  if (dimension === 'place' && key === place.code && below.length > 0)
    return fill(own[locale].ownLevel, { region: name ?? place.name })
  if (name) return name
  return valueLabel(locale, definition.subject, dimension, key)
}
