import { Tabs } from '@/components/ui/tabs'
import { getTranslations } from '@/lib/i18n/server'

const PARTS = [
  ['campaigns', '/inspections'],
  ['letters', '/inspections?part=letters'],
  ['items', '/inspections/items'],
  ['aspects', '/inspections/aspects'],
] as const
export type Part = (typeof PARTS)[number][0]

/** The parts of look-back inspections; campaigns and their checklist only for whoever sees a whole county. */
export async function InspectionsNav({ part, seesCampaigns }: Readonly<{ part: Part; seesCampaigns: boolean }>) {
  const t = await getTranslations('inspections')
  if (!seesCampaigns) return null
  return (
    <Tabs
      label={t('titleLong')}
      tabs={PARTS.map(([name, href]) => ({ href, label: t(`parts.${name}`), current: name === part }))}
    />
  )
}
