import { Icon, type IconName } from '@/components/ui/icon'
import { getTranslations } from '@/lib/i18n/server'

/** What an administrator can do: rules and account; no households. */
export async function AdminDay() {
  const t = await getTranslations('worklist')
  const places: { href: string; icon: IconName; name: string; text: string }[] = [
    { href: '/parameters', icon: 'ledger', name: t('admin.parameters'), text: t('admin.parametersText') },
    { href: '/me', icon: 'person', name: t('admin.me'), text: t('admin.meText') },
  ]
  return (
    <section className="grid max-w-[720px] gap-2">
      <p className="py-2 text-ink-2">{t('admin.text')}</p>
      {places.map(({ href, icon, name, text }) => (
        <a key={href} href={href} className="sheet flex items-start gap-3 p-4 text-ink">
          <Icon name={icon} />
          <span>
            <b className="font-semibold">{name}</b>
            <span className="block text-13 text-ink-2">{text}</span>
          </span>
        </a>
      ))}
    </section>
  )
}
