import '@/components/cockpit/big-screen.css'
import { Freshness } from '@/components/cockpit/freshness'
import { STANDING_MARK, value, workName } from '@/components/cockpit/words'
import { Chip } from '@/components/ui/chip'
import { Gauge } from '@/components/ui/gauge'
import type { Cockpit } from '@/lib/cockpit/queries/cockpit'
import { expectedWay, isBehind } from '@/lib/cockpit/rules/places'
import { clockTime, count, nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'

const SHOWN = 7

type Props = { cockpit: Cockpit; isDemo: boolean }

/** The cockpit for a wall: dark, to be read from afar, without navigation and without anybody's name. It asks for itself again. */
export async function BigScreen({ cockpit, isDemo }: Readonly<Props>) {
  const [t, states, shell, locale] = await Promise.all([
    getTranslations('cockpit'),
    getTranslations('supervision.standings'),
    getTranslations('shell'),
    getLocale(),
  ])
  const { counts, period, today, places, works, workNames, region } = cockpit
  const behind = places.filter(isBehind)
  const left = period && daysBetween(today, period.to)
  const fact = (name: string, n: string, state?: 'crossed' | 'behind') => (
    <li key={name} data-s={state}>
      <b>{n}</b>
      {name}
    </li>
  )
  return (
    <main id="main" className="bigscreen" data-theme="dark">
      <header>
        <h1>
          {t('screen.title', { region: region.name })}
          {isDemo && <span className="demo ml-4">{shell('demo')}</span>}
        </h1>
        {period && left !== null ? (
          <p>
            {t('countdown', { day: nearDay(period.to, today, locale) })} <b>{Math.abs(left)}</b>{' '}
            {left < 0 ? t('daysOver') : t('days')}
          </p>
        ) : (
          <p>{t('noPeriod')}</p>
        )}
      </header>
      <ul className="facts">
        {fact(t('figures.places'), count(counts.places))}
        {fact(t('screen.behind'), count(counts.behind), counts.behind > 0 ? 'behind' : undefined)}
        {fact(t('screen.open'), count(counts.open))}
        {fact(t('screen.overdue'), count(counts.overdue), counts.overdue > 0 ? 'crossed' : undefined)}
        {fact(t('figures.closed'), count(counts.closed))}
        {fact(t('help.solved'), count(counts.solved))}
        {fact(`${t('help.amount')} ${t('help.yuan')}`, yuan(cockpit.amountFen))}
      </ul>
      <div className="two">
        <section>
          <h2>{t('works.title')}</h2>
          <ol className="lines">
            {works.map((work) => (
              <li key={`${work.code} ${work.unit} ${work.direction}`}>
                <span>{workName(workNames, work.code, locale)}</span>
                <span className="num">
                  {value(work.current)} / {value(work.target)} {work.isRate ? t('works.reachedPlaces') : work.unit}
                </span>
                <Chip bare state={STANDING_MARK[work.standing]}>
                  {states(work.standing)}
                </Chip>
                <Gauge
                  state={STANDING_MARK[work.standing]}
                  value={work.done}
                  expected={expectedWay(work)}
                  label={states(work.standing)}
                />
              </li>
            ))}
          </ol>
        </section>
        <section>
          <h2>{t('screen.behind')}</h2>
          {behind.length === 0 && <p>{t('screen.noneBehind')}</p>}
          <ol className="lines">
            {behind.slice(0, SHOWN).map((place) => (
              <li key={place.id}>
                <span>
                  {place.name} <small className="text-ink-3">{place.above}</small>
                </span>
                <span className="num">
                  {t('table.open')} {count(place.open)}
                </span>
                <Chip bare state={STANDING_MARK[place.standing]}>
                  {states(place.standing)}
                </Chip>
              </li>
            ))}
          </ol>
          {behind.length > SHOWN && <p>{t('screen.more', { n: behind.length - SHOWN })}</p>}
        </section>
      </div>
      <footer>
        <Freshness
          at={cockpit.asOf.toISOString()}
          fresh={t('screen.fresh', { time: clockTime(cockpit.asOf) })}
          stale={t('screen.stale', { time: clockTime(cockpit.asOf) })}
        />
        <a href={`/cockpit?region=${region.code}`}>{t('screen.leave')}</a>
      </footer>
    </main>
  )
}
