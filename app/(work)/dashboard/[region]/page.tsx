import type { Metadata } from 'next'
import { ProgressTabs } from '@/components/casework/tabs'
import { ExportButton } from '@/components/exports/export-button'
import { About } from '@/components/indicators/about'
import { AbovePlaces } from '@/components/indicators/above-places'
import { BehindList } from '@/components/indicators/behind-list'
import { IndicatorCards } from '@/components/indicators/cards'
import { Children } from '@/components/indicators/children'
import { FrozenMonth } from '@/components/indicators/frozen-month'
import { MoreFigures } from '@/components/indicators/more-figures'
import { PastBanner, Waiting } from '@/components/indicators/past-banner'
import { PastPick } from '@/components/indicators/past-pick'
import { ScoreCard } from '@/components/indicators/score-card'
import { wallSpeaker } from '@/components/indicators/speak'
import { Trend } from '@/components/indicators/trend'
import { WallActions } from '@/components/indicators/wall-actions'
import { wallHref } from '@/components/indicators/wall-href'
import { WallScreen } from '@/components/indicators/wall-screen'
import { PageHead } from '@/components/shell/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { nearDay, percent, stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { CARD_CODES, DEFINITIONS_VERSION, isIndicatorCode, type Part } from '@/lib/indicators/catalogue'
import { isUncounted } from '@/lib/indicators/queries/past'
import { readPastDay } from '@/lib/indicators/rules/past'
import { elapsed } from '@/lib/indicators/rules/schedule'
import { dayOf, now } from '@/lib/platform/clock'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'
import { read, readScreen } from './read'

const DEFAULT = 'visitCoverage'
const PARTS: readonly Part[] = ['counted', 'missing']

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return { title: t('nav.progress') }
}

const textOf = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)

export default async function Dashboard({ params, searchParams }: PageProps<'/dashboard/[region]'>) {
  const [{ region }, query] = await Promise.all([params, searchParams])
  const asked = textOf(query.indicator)
  const code = isIndicatorCode(asked) ? asked : DEFAULT
  const part = PARTS.find((each) => each === query.part)
  const today = dayOf(now())
  const { on, isRefused } = readPastDay(textOf(query.on), today)
  if (query.screen === 'large' && !on) {
    const [wall, built] = await Promise.all([
      readScreen(region, (work) => load('dashboard:read', work)),
      installation(),
    ])
    return <WallScreen wall={wall} code={code} isDemo={built?.isDemo ?? false} />
  }
  const found = await read({ region, code, part, on }, (work) => load('dashboard:read', work))
  const [{ t, locale, place, cardTuple }, outlines] = await Promise.all([wallSpeaker(), getTranslations('outlines')])
  const href = (to: string, indicator: string = code) => wallHref(to, indicator, on)
  if (isUncounted(found))
    return <Waiting title={t('title')} counties={found.uncounted.counties.length} href={href(region)} />
  const { wall, behind, rights, scores, outline, month, trend, above } = found
  const name = place(wall.region)
  const card = scores?.get(region)
  const figure = wall.figures[code]
  const gone = figure.target && elapsed(figure.target, wall.today)
  const day = (text: string) => nearDay(text, wall.today, locale)
  const crumbs = wall.path.map((each, index) =>
    index === wall.path.length - 1 ? { label: place(each) } : { label: place(each), href: href(each.code) },
  )
  const up = wall.path.at(-2)
  const isEmpty = CARD_CODES.every((each) => wall.figures[each].denominator === 0)
  const rest = on ? `&on=${on}` : ''
  const pick = <PastPick path={`/dashboard/${region}`} indicator={code} today={today} on={on} />
  return (
    <>
      <PageHead
        title={name}
        aside={t('title')}
        crumbs={crumbs}
        back={up && href(up.code)}
        actions={
          !on && (
            <>
              <ExportButton role={rights.role} kind="SUMMARY" list={`/dashboard?region=${region}`} />
              <WallActions
                links={[
                  [`/dashboard/${region}/print`, 'print', t('actions.print')],
                  [`/dashboard/${region}?indicator=${code}&screen=large`, 'eye', t('actions.screen')],
                  ...(rights.outlines && wall.region.level !== 'VILLAGE'
                    ? [[`/dashboard/${region}/outlines`, 'upload', outlines('action')] as const]
                    : []),
                ]}
              />
            </>
          )
        }
        sub={
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-13 text-ink-2">
            <span>{t('asOf', { time: stamp(wall.asOf), version: String(DEFINITIONS_VERSION) })}</span>
            {figure.target && gone && (
              <span>
                {t('elapsed', {
                  from: day(figure.target.periodStart),
                  to: day(figure.target.periodEnd),
                  gone: String(gone.gone),
                  all: String(gone.all),
                  share: percent(gone.gone, gone.all),
                })}
              </span>
            )}
          </p>
        }
      />
      <ProgressTabs region={wall.region.code} at="wall" />
      {(on || isRefused) && (
        <div className="mb-4">
          <PastBanner on={on} isRefused={isRefused} isEmpty={isEmpty} href={wallHref(region, code)} />
        </div>
      )}
      {on && pick}
      {isEmpty && !on && (
        <div className="mb-4">
          <EmptyState
            title={t('empty.title')}
            action={rights.import ? { href: '/transfer', label: t('empty.action') } : undefined}
          >
            {t('empty.text')}
          </EmptyState>
        </div>
      )}
      {card && <ScoreCard village={{ code: region, name }} card={card} above={above} today={wall.today} />}
      <IndicatorCards
        label={t('indicators')}
        units={[t('households'), t('persons')]}
        cards={CARD_CODES.map((each) => cardTuple(each, wall))}
        current={code}
        rest={rest}
      />
      <MoreFigures wall={wall} code={code} rest={rest} />
      <div className="wenwu relative z-0 grid border-hair border-x border-b bg-sheet [--gap:var(--color-sheet)] wide:grid-cols-[minmax(0,1fr)_280px]">
        <div className="grid min-w-0 content-start gap-6 px-4 pt-1 pb-4">
          <Children wall={wall} code={code} scores={scores} on={on} outline={outline} isTiled={query.map === 'tiles'} />
          {above && <AbovePlaces wall={wall} code={code} above={above} />}
          {month && <FrozenMonth wall={wall} month={month} />}
          <Trend wall={wall} code={code} trend={trend} />
          {behind && (
            <BehindList
              code={code}
              behind={behind}
              figure={figure}
              regionCode={wall.region.code}
              today={wall.today}
              on={on}
              mayVisit={rights.visit}
            />
          )}
          {wall.region.level === 'VILLAGE' && !rights.names && <p className="py-4 text-13">{t('behind.noRight')}</p>}
        </div>
        <aside className="border-hair px-4 pt-1 pb-4 max-wide:border-t wide:border-l">
          <About wall={wall} code={code} on={on} mayOpen={rights.names && wall.region.code.slice(4, 6) !== '00'} />
        </aside>
      </div>
      {!on && pick}
    </>
  )
}
