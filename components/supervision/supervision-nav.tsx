import { getTranslations } from 'next-intl/server'
import { Tabs } from '@/components/ui/tabs'

const PARTS = [
  ['places', '/supervision'],
  ['runs', '/supervision/runs'],
  ['works', '/supervision/works'],
] as const

/** The parts of battle supervision. */
export async function SupervisionNav({ part }: Readonly<{ part: (typeof PARTS)[number][0] }>) {
  const t = await getTranslations('supervision')
  return (
    <Tabs
      label={t('title')}
      tabs={PARTS.map(([name, href]) => ({ href, label: t(`parts.${name}`), current: name === part }))}
    />
  )
}
