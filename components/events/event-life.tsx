import { EVENT_STATES } from '@/components/events/speak'
import { Life, type LifeStep } from '@/components/ui/life'
import type { EventView } from '@/lib/events/queries/event'
import { moment, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

type Props = { view: EventView; today: string }

/** Every step of an event with who and when; the one that is waited for comes last. */
export async function EventLife({ view, today }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('events'), getLocale()])
  const { event, offer } = view
  const steps: LifeStep[] = (event?.steps ?? []).map((each, at, all) => ({
    key: each.key,
    phase: at === all.length - 1 && ['PROPOSED', 'OFFERED', 'RETURNED'].includes(each.status) ? 'now' : 'done',
    state: EVENT_STATES[each.status],
    title: t(`statuses.${each.status}`),
    sub: [t('page.step', { by: each.by, when: moment(each.at, locale) }), each.note].filter(Boolean).join(' '),
  }))
  if (offer?.status === 'OFFERED') {
    steps.push({
      key: 'answer',
      phase: 'todo',
      state: offer.isLate ? 'crossed' : 'due',
      title: t(offer.isLate ? 'page.offeredLate' : 'page.offered', {
        village: offer.asked.name,
        day: nearDay(offer.acceptBy, today, locale),
      }),
    })
  }
  return <Life steps={steps} />
}
