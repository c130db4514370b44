import { Chip } from '@/components/ui/chip'
import { getTranslations } from '@/lib/i18n/server'
import type { Standing } from '@/lib/worklogs/rules/month'

export const STATE_OF = { met: 'held', onTheWay: 'doing', below: 'crossed' } as const

/** How somebody stands against the days in the village that are asked for. */
export async function StandingChip({
  standing,
  needed,
  present,
}: Readonly<{ standing: Standing; needed: number; present: number }>) {
  const t = await getTranslations('worklogs')
  return <Chip state={STATE_OF[standing]}>{t(`standings.${standing}`, { needed, n: needed - present })}</Chip>
}
