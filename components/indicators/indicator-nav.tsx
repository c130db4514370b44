import { Tabs } from '@/components/ui/tabs'
import { getTranslations } from '@/lib/i18n/server'

const PARTS = [
  ['figures', '/indicators'],
  ['facts', '/indicators/facts'],
  ['targets', '/indicators/targets'],
  ['inputs', '/indicators/inputs'],
] as const

/** The parts of indicators: figures, what was reported, what is to be reached, and what may be reported. */
export async function IndicatorNav({ part }: Readonly<{ part: (typeof PARTS)[number][0] }>) {
  const t = await getTranslations('figures')
  return (
    <Tabs
      label={t('title')}
      tabs={PARTS.map(([name, href]) => ({ href, label: t(`parts.${name}`), current: name === part }))}
    />
  )
}
