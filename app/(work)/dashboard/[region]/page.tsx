import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { About } from '@/components/indicators/about'
import { BehindList } from '@/components/indicators/behind-list'
import { Children } from '@/components/indicators/children'
import { wallSpeaker } from '@/components/indicators/speak'
import { PageHead } from '@/components/shell/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { IndicatorCard } from '@/components/ui/indicator-card'
import { nearDay, percent, stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import {
  DEFINITIONS_VERSION,
  INDICATOR_CODES,
  type IndicatorCode,
  isIndicatorCode,
  type Part,
} from '@/lib/indicators/catalogue'
import { listBehind } from '@/lib/indicators/queries/behind'
import { getWall } from '@/lib/indicators/queries/wall'
import { elapsed } from '@/lib/indicators/rules/schedule'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'

const DEFAULT = 'visitCoverage'
const PARTS: readonly Part[] = ['counted', 'missing']

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return { title: t('nav.progress') }
}

async function open(region: string, code: IndicatorCode, part: Part | undefined) {
  for (;;) {
    const found = await load('dashboard:read', async (ctx) => {
      const wall = await getWall(ctx, region)
      if (!wall) return null
      const rights = {
        names: may(ctx.actor.role, 'household:read'),
        visit: may(ctx.actor.role, 'visit:log'),
        import: may(ctx.actor.role, 'ledger:import'),
        role: ctx.actor.role,
      }
      const isVillage = wall.region.level === 'VILLAGE'
      return { wall, rights, behind: isVillage && rights.names ? await listBehind(ctx, region, code, part) : null }
    })
    if (found) return found
  }
}

export default async function Dashboard({ params, searchParams }: PageProps<'/dashboard/[region]'>) {
  const [{ region }, query] = await Promise.all([params, searchParams])
  const asked = typeof query.indicator === 'string' ? query.indicator : undefined
  const code = isIndicatorCode(asked) ? asked : DEFAULT
  const part = PARTS.find((each) => each === query.part)
  const { wall, behind, rights } = await open(region, code, part)
  const { t, locale, place, card } = await wallSpeaker()
  const name = place(wall.region)
  const figure = wall.figures[code]
  const gone = figure.target && elapsed(figure.target, wall.today)
  const day = (text: string) => nearDay(text, wall.today, locale)
  const crumbs = wall.path.map((each, index) =>
    index === wall.path.length - 1
      ? { label: place(each) }
      : { label: place(each), href: `/dashboard/${each.code}?indicator=${code}` },
  )
  const up = wall.path.at(-2)
  const isEmpty = INDICATOR_CODES.every((each) => wall.figures[each].denominator === 0)
  return (
    <>
      <PageHead
        title={name}
        aside={t('title')}
        crumbs={crumbs}
        back={up && `/dashboard/${up.code}?indicator=${code}`}
        actions={<ExportButton role={rights.role} kind="SUMMARY" list={`/dashboard?region=${region}`} />}
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
      {isEmpty && (
        <div className="mb-4">
          <EmptyState
            title={t('empty.title')}
            action={rights.import ? { href: '/transfer', label: t('empty.action') } : undefined}
          >
            {t('empty.text')}
          </EmptyState>
        </div>
      )}
      <nav className="kpis" aria-label={t('indicators')}>
        {INDICATOR_CODES.map((each) => (
          <IndicatorCard
            key={each}
            indicator={card(each, wall, `/dashboard/${wall.region.code}?indicator=${each}`)}
            current={each === code}
          />
        ))}
      </nav>
      <div className="wenwu relative z-0 grid border-hair border-x border-b bg-sheet [--gap:var(--color-sheet)] wide:grid-cols-[minmax(0,1fr)_280px]">
        <div className="grid min-w-0 content-start gap-6 px-4 pt-1 pb-4">
          <Children wall={wall} code={code} />
          {behind && (
            <BehindList
              code={code}
              behind={behind}
              figure={figure}
              regionCode={wall.region.code}
              today={wall.today}
              mayVisit={rights.visit}
            />
          )}
          {wall.region.level === 'VILLAGE' && !rights.names && <p className="py-4 text-13">{t('behind.noRight')}</p>}
        </div>
        <aside className="border-hair px-4 pt-1 pb-4 max-wide:border-t wide:border-l">
          <About
            wall={wall}
            code={code}
            records={
              rights.names && wall.region.code.slice(4, 6) !== '00'
                ? `/households?region=${wall.region.code}&behind=${code}`
                : null
            }
          />
        </aside>
      </div>
    </>
  )
}
