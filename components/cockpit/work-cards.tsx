import { STANDING_MARK, value, workName } from '@/components/cockpit/words'
import { Chip } from '@/components/ui/chip'
import { Gauge } from '@/components/ui/gauge'
import type { Cockpit } from '@/lib/cockpit/queries/cockpit'
import { expectedWay, type SumView } from '@/lib/cockpit/rules/places'
import { getLocale, getTranslations } from '@/lib/i18n/server'

type Props = Pick<Cockpit, 'works' | 'workNames'>

/** Each key work over all listed places: where it is, where it should be today, where it must end; in words as well as in the gauge. */
export async function WorkCards({ works, workNames }: Readonly<Props>) {
  const [t, states, locale] = await Promise.all([
    getTranslations('cockpit.works'),
    getTranslations('supervision.standings'),
    getLocale(),
  ])
  if (works.length === 0) return <p className="pb-3 text-13 text-ink-2">{t('none')}</p>
  const gap = (work: SumView) => {
    if (work.standing === 'held') return t('reached')
    if (work.isRate) return t('rate')
    if (work.expected === null) return t('noDeadline')
    if (work.gap === null || work.gap <= 0) return t('ahead')
    return t(work.direction === 'UP' ? 'gapUp' : 'gapDown', { gap: value(work.gap), unit: work.unit })
  }
  return (
    <ol className="ck-works wenwu" aria-label={t('title')}>
      {works.map((work, index) => {
        const { code, current, target, base, expected } = work
        const unit = work.isRate ? t('reachedPlaces') : work.unit
        const name = workName(workNames, code, locale)
        const figures = t('now', { current: value(current), base: value(base), target: value(target), unit })
        const due = work.isRate
          ? t('rateBasis', { unit: work.unit })
          : expected === null
            ? t('noDeadline')
            : t('expected', { expected: value(expected), unit })
        return (
          <li key={`${code} ${work.unit} ${work.direction}`}>
            <span className="nm">
              <span>{name}</span>
              <span>{index + 1}</span>
            </span>
            <span className="fg">
              <b>{value(current)}</b>
              <span className="u">
                {' / '}
                {value(target)} {unit}
              </span>
            </span>
            <Gauge
              state={STANDING_MARK[work.standing]}
              value={work.done}
              expected={expectedWay(work)}
              label={`${name}  ${figures}  ${due}`}
            />
            <span className="ft">
              <Chip bare state={STANDING_MARK[work.standing]}>
                {states(work.standing)}
              </Chip>
              <span className="note">{gap(work)}</span>
            </span>
            <span className="note">{due}</span>
            <span className="note">{t('places', { n: work.places, behind: work.behind })}</span>
          </li>
        )
      })}
    </ol>
  )
}
