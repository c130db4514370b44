import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { LOCALE_COOKIE, localeOf, TIME_ZONE } from '@/lib/i18n/locales'
import { MESSAGES, type Messages } from '@/lib/i18n/messages'

export default getRequestConfig(async () => {
  const locale = localeOf((await cookies()).get(LOCALE_COOKIE)?.value)
  return { locale, timeZone: TIME_ZONE, messages: MESSAGES[locale] as unknown as Messages }
})
