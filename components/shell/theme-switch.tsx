import { cookies } from 'next/headers'
import { Icon } from '@/components/ui/icon'
import { THEME_COOKIE } from '@/lib/i18n/locales'
import { getTranslations } from '@/lib/i18n/server'

/** Light, dark, or as the system has it, as three small buttons of a plain form. */
export async function ThemeSwitch() {
  const [jar, t] = await Promise.all([cookies(), getTranslations('shell')])
  const chosen = jar.get(THEME_COOKIE)?.value
  const now = chosen === 'light' || chosen === 'dark' ? chosen : 'auto'
  const choices = [
    { value: 'auto', icon: 'half', label: t('themeAuto') },
    { value: 'light', icon: 'sun', label: t('themeLight') },
    { value: 'dark', icon: 'moon', label: t('themeDark') },
  ] as const
  return (
    <form action="/preferences" method="post">
      <fieldset className="themes" aria-label={t('theme')}>
        {choices.map(({ value, icon, label }) => (
          <button
            key={value}
            type="submit"
            name="theme"
            value={value}
            title={label}
            aria-label={label}
            aria-pressed={value === now}
          >
            <Icon name={icon} />
          </button>
        ))}
      </fieldset>
    </form>
  )
}
