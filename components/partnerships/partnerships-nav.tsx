import { Tabs } from '@/components/ui/tabs'
import { getTranslations } from '@/lib/i18n/server'

const PARTS = [
  ['pairs', '/partnerships'],
  ['units', '/partnerships/units'],
] as const

/** The parts of paired assistance: pairs, and the units that are supported. */
export async function PartnershipsNav({ part }: Readonly<{ part: (typeof PARTS)[number][0] }>) {
  const t = await getTranslations('partnerships')
  return (
    <Tabs
      label={t('title')}
      tabs={PARTS.map(([name, href]) => ({ href, label: t(`parts.${name}`), current: name === part }))}
    />
  )
}
