import { Tabs } from '@/components/ui/tabs'
import { getTranslations } from '@/lib/i18n/server'

const PARTS = [
  ['places', '/supervision'],
  ['runs', '/supervision/runs'],
  ['works', '/supervision/works'],
] as const

type Props = { part: (typeof PARTS)[number][0]; seesRuns: boolean }

/** The parts of battle supervision. A derivation is the county's; whoever works below it has no such list. */
export async function SupervisionNav({ part, seesRuns }: Readonly<Props>) {
  const t = await getTranslations('supervision')
  return (
    <Tabs
      label={t('title')}
      tabs={PARTS.filter(([name]) => seesRuns || name !== 'runs').map(([name, href]) => ({
        href,
        label: t(`parts.${name}`),
        current: name === part,
      }))}
    />
  )
}
