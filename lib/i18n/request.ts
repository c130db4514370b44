import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { LOCALE_COOKIE, localeOf, TIME_ZONE } from '@/lib/i18n/locales'
import { MESSAGES, type Messages } from '@/lib/i18n/messages'

// A printed form asks for its language; everything else is in the reader's.
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = localeOf(asked ?? (await cookies()).get(LOCALE_COOKIE)?.value)
  return { locale, timeZone: TIME_ZONE, messages: MESSAGES[locale] as unknown as Messages }
})
