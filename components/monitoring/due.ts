import type { StateKey } from '@/components/ui/glyph'
import { getTranslations } from '@/lib/i18n/server'
import { standing } from '@/lib/monitoring/rules/explain'
import { daysBetween } from '@/lib/platform/days'

/** A deadline as shape and word: days left, due today, days over. The last third of the time is marked as due. */
export async function dueSpeaker(today: string) {
  const t = await getTranslations('monitoring.due')
  return (since: string, by: string): { state: StateKey; word: string } => {
    const at = standing(today, by)
    if (at.late) return { state: 'crossed', word: t('over', { n: at.days }) }
    if (at.today) return { state: 'due', word: t('today') }
    return { state: at.days * 3 <= daysBetween(since, by) ? 'due' : 'open', word: t('left', { n: at.days }) }
  }
}
