import { Tabs } from '@/components/ui/tabs'
import { getTranslations } from '@/lib/i18n/server'
import type { Role } from '@/lib/platform/actor'
import { may } from '@/lib/platform/permissions'

const PAGES = [
  ['list', '/relief', 'relief:read'],
  ['cycles', '/relief/cycles', 'relief:pay'],
  ['filial', '/relief/filial', 'fund:read'],
  ['funds', '/relief/funds', 'fund:read'],
  ['figures', '/relief/lines', 'fund:read'],
] as const

/** The views of the six lines, as far as this role may read them. */
export async function ReliefTabs({ role, at }: Readonly<{ role: Role; at: (typeof PAGES)[number][0] }>) {
  const t = await getTranslations('relief')
  const tabs = PAGES.filter(([, , needs]) => may(role, needs)).map(([key, href]) => ({
    href,
    label: t(`nav.${key}`),
    current: key === at,
  }))
  return tabs.length > 1 ? <Tabs label={t('title')} tabs={tabs} /> : null
}
