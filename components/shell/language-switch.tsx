import { Icon } from '@/components/ui/icon'
import { getLocale, getTranslations } from '@/lib/i18n/server'

/** Turns the interface to the other language; a plain form that keeps the reader on his page. */
export async function LanguageSwitch() {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('shell')])
  const other = locale === 'zh-CN' ? 'en' : 'zh-CN'
  return (
    <form action="/preferences" method="post">
      <button type="submit" className="switch" name="locale" value={other} lang={other} title={t('otherLanguageHint')}>
        <Icon name="globe" />
        {t('otherLanguage')}
      </button>
    </form>
  )
}
