import '@/components/cockpit/big-screen.css'
import { Freshness } from '@/components/cockpit/freshness'
import { worstFirst } from '@/components/indicators/order'
import { wallSpeaker } from '@/components/indicators/speak'
import { Chip } from '@/components/ui/chip'
import { Gauge } from '@/components/ui/gauge'
import { clockTime, count, percent } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { CARD_CODES, type IndicatorCode, indicatorOf } from '@/lib/indicators/catalogue'
import type { Wall } from '@/lib/indicators/queries/wall'

const SHOWN = 9

type Props = { wall: Wall; code: IndicatorCode; isDemo: boolean }

/** The dashboard for a wall: the same figures in large, the places furthest behind first, nobody's name, no show. It asks for itself again. */
export async function WallScreen({ wall, code, isDemo }: Readonly<Props>) {
  const [{ t, place, state, card }, shell] = await Promise.all([wallSpeaker(), getTranslations('shell')])
  const level = wall.children[0]?.place.level
  const rows = worstFirst(wall.children, code)
  const isRate = indicatorOf(code).direction === 'RATE'
  const here = `/dashboard/${wall.region.code}?indicator=`
  return (
    <main id="main" className="bigscreen">
      <header>
        <h1>
          {t('screen.title', { region: place(wall.region) })}
          {isDemo && <span className="demo ml-4">{shell('demo')}</span>}
        </h1>
      </header>
      <ul className="facts">
        {CARD_CODES.map((each) => {
          const { numerator, numeratorPersons, assessment } = wall.figures[each]
          const { key, word } = state(assessment)
          return (
            <li key={each} data-s={key === 'held' || key === 'na' ? undefined : key}>
              <b>{count(numerator)}</b>
              {t(`names.${each}`)} {t('households')} <small>{`${count(numeratorPersons)} ${t('persons')}`}</small>
              <br />
              <Chip bare state={key}>
                {word}
              </Chip>
            </li>
          )
        })}
      </ul>
      <div className="two">
        <section>
          <h2>{t('indicators')}</h2>
          <ol className="lines">
            {CARD_CODES.map((each) => {
              const it = card(each, wall)
              return (
                <li key={each}>
                  <span>
                    <a
                      className="underline"
                      href={`${here}${each}&screen=large`}
                      aria-current={each === code ? 'true' : undefined}
                    >
                      {it.name}
                    </a>{' '}
                    <small>{it.to}</small>
                  </span>
                  <span className="num">{it.main}</span>
                  <Chip bare state={it.state}>
                    {it.stateWord}
                  </Chip>
                  <Gauge state={it.state} value={it.value} expected={it.expected} label={it.gaugeLabel} />
                </li>
              )
            })}
          </ol>
        </section>
        {level && level !== 'PROVINCE' && (
          <section>
            <h2>{t(`children.${level}.title`, { name: t(`names.${code}`) })}</h2>
            <ol className="lines">
              {rows.slice(0, SHOWN).map(({ place: child, figures }) => {
                const { numerator, denominator, assessment } = figures[code]
                const { key, word } = state(assessment)
                return (
                  <li key={child.code}>
                    <span>{place(child)}</span>
                    <span className="num">{isRate ? percent(numerator, denominator) : count(numerator)}</span>
                    <Chip bare state={key}>
                      {word}
                    </Chip>
                  </li>
                )
              })}
            </ol>
            {rows.length > SHOWN && <p>{t('screen.more', { n: rows.length - SHOWN })}</p>}
          </section>
        )}
      </div>
      <footer>
        <Freshness
          at={wall.asOf.toISOString()}
          fresh={t('screen.fresh', { time: clockTime(wall.asOf) })}
          stale={t('screen.stale', { time: clockTime(wall.asOf) })}
        />
        <a href={`${here}${code}`}>{t('screen.leave')}</a>
      </footer>
    </main>
  )
}
