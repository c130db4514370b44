import 'server-only'
import { cookies } from 'next/headers'
import { createTranslator } from 'next-intl'
import type * as intl from 'next-intl/server'
import { cache } from 'react'
import { LOCALE_COOKIE, type Locale, localeOf, TIME_ZONE } from '@/lib/i18n/locales'
import { MESSAGES } from '@/lib/i18n/messages'
import { quickened } from '@/lib/i18n/quick-words'

/** The reader's language. */
export const getLocale = cache(async () => localeOf((await cookies()).get(LOCALE_COOKIE)?.value))

const kept = new Map<string, unknown>()

function translatorOf(locale: Locale, namespace: string | undefined): unknown {
  const key = `${locale} ${namespace ?? ''}`
  const found = kept.get(key)
  if (found) return found
  const full = createTranslator({
    locale,
    messages: MESSAGES[locale],
    namespace: namespace as never,
    timeZone: TIME_ZONE,
  })
  const made = quickened(full, locale)
  kept.set(key, made)
  return made
}

/**
 * The words of a namespace, in the reader's language or, on a form that asks for it, in its own. Kept for the life of the process: messages do
 * not change, and reading their forms anew at every request costs as much as the rest of a page's words.
 */
export const getTranslations = (async (asked?: string | { locale?: string; namespace?: string }) => {
  if (typeof asked !== 'object') return translatorOf(await getLocale(), asked)
  return translatorOf(asked.locale ? localeOf(asked.locale) : await getLocale(), asked.namespace)
}) as typeof intl.getTranslations
