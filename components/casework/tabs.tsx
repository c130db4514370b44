import { Tabs } from '@/components/ui/tabs'
import { getTranslations } from '@/lib/i18n/server'

/** The two sides of a region's progress: its indicators, and how the work on cases stands. */
export async function ProgressTabs({ region, at }: Readonly<{ region: string; at: 'wall' | 'casework' }>) {
  const t = await getTranslations('casework.tabs')
  return (
    <Tabs
      label={t('label')}
      tabs={[
        { href: `/dashboard/${region}`, label: t('wall'), current: at === 'wall' },
        { href: `/dashboard/${region}/casework`, label: t('casework'), current: at === 'casework' },
      ]}
    />
  )
}
