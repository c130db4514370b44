export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]
export const DEFAULT_LOCALE: Locale = 'zh-CN'
export const TIME_ZONE = 'Asia/Shanghai'
export const LOCALE_COOKIE = 'locale'
export const THEME_COOKIE = 'theme'

export function localeOf(value: string | undefined): Locale {
  return LOCALES.find((locale) => locale === value) ?? DEFAULT_LOCALE
}
