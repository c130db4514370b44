import { Matrix, type MatrixRow } from '@/components/cockpit/matrix'
import { STANDING_MARK, value, workName } from '@/components/cockpit/words'
import { SectionHead } from '@/components/ui/section-head'
import type { Cockpit } from '@/lib/cockpit/queries/cockpit'
import { isUnjudged, type PlaceView } from '@/lib/cockpit/rules/places'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'

const POOR = 'REMAINING_POOR'

type Props = Pick<Cockpit, 'places' | 'works' | 'workNames' | 'today' | 'may'>

/** Every listed place with its key works, the most urgent first; the same figures as the tiles and the cards. */
export async function PlaceTable({ places, works, workNames, today, may }: Readonly<Props>) {
  const [t, words, states, locale] = await Promise.all([
    getTranslations('cockpit.table'),
    getTranslations('supervision'),
    getTranslations('supervision.standings'),
    getLocale(),
  ])
  const codes = [...new Set(works.map(({ code }) => code))]
  const ago = (day: string) => {
    const n = daysBetween(day, today)
    return n === 0 ? t('today') : t('daysAgo', { n })
  }
  const left = (day: string) => {
    const n = daysBetween(today, day)
    return n === 0 ? t('dueToday') : n > 0 ? t('left', { n }) : t('over', { n: -n })
  }
  const poorOf = (place: PlaceView) => {
    const work = place.works.find(({ code }) => code === POOR)
    return work ? t('from', { base: value(work.base), current: value(work.current) }) : value(place.persons)
  }
  const rows = places.map(
    (place): MatrixRow => ({
      id: place.id,
      name: place.name,
      above: place.above,
      region: place.regionCode,
      standing: [STANDING_MARK[place.standing], isUnjudged(place) ? words('noMembers') : states(place.standing)],
      poor: poorOf(place),
      works: codes.map((code) => {
        const work = place.works.find((each) => each.code === code)
        if (!work) return ['na', t('notSet'), '']
        const isLate = work.standing === 'behind' || work.standing === 'crossed'
        return [
          STANDING_MARK[work.standing],
          isLate && work.gap !== null
            ? `${states(work.standing)} ${t('behindBy', { gap: value(work.gap), unit: work.unit })}`
            : states(work.standing),
          isLate && work.gap !== null ? value(work.gap) : '',
        ]
      }),
      open: place.open,
      overdue: place.overdue,
      last: place.lastOn ? ago(place.lastOn) : t('never'),
      sessions: place.sessions > 0 ? t('pieces', { n: place.sessions }) : '',
      help: t('pieces', { n: place.solved + place.supported }),
      deadline: place.deadlineOn ? nearDay(place.deadlineOn, today, locale) : '',
      left: place.deadlineOn ? left(place.deadlineOn) : '',
    }),
  )
  const title = t('title', { n: places.length })
  const keys = ['place', 'standing', 'poor', 'open', 'overdue', 'last', 'help', 'deadline'] as const
  const heads = Object.fromEntries(keys.map((key) => [key, t(key)])) as Record<(typeof keys)[number], string>
  return (
    <section className="sheet relative min-w-0 overflow-x-auto px-4 pb-2">
      <SectionHead title={title} note={t('note')} />
      <Matrix
        caption={title}
        heads={heads}
        works={codes.map((code) => workName(workNames, code, locale))}
        rows={rows}
        hasFindings={may.findings}
      />
    </section>
  )
}
