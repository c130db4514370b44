import type { Metadata } from 'next'
import { Ageing } from '@/components/casework/ageing'
import { Calendar } from '@/components/casework/calendar'
import { Funnel } from '@/components/casework/funnel'
import { Places } from '@/components/casework/places'
import { Risks } from '@/components/casework/risks'
import { ProgressTabs } from '@/components/casework/tabs'
import { placeName } from '@/components/indicators/speak'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { getCasework } from '@/lib/casework/queries/casework'
import { stamp } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { isMonth } from '@/lib/visits/rules/month'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('casework'))('title') }
}

/** How the work on cases stands in a region: every number is the link to its records. */
export default async function CaseworkPage({ params, searchParams }: PageProps<'/dashboard/[region]/casework'>) {
  const [{ region }, query] = await Promise.all([params, searchParams])
  const wanted = asked(query, 'month')
  const [t, locale, casework] = await Promise.all([
    getTranslations('casework'),
    getLocale(),
    load('dashboard:read', (ctx) => getCasework(ctx, region, isMonth(wanted) ? wanted : ctx.today.slice(0, 7))),
  ])
  const { path, cases, ageing, visits } = casework
  const here = path.at(-1)
  const up = path.at(-2)
  return (
    <>
      <PageHead
        title={here ? placeName(here, locale) : region}
        aside={t('title')}
        back={up && `/dashboard/${up.code}/casework`}
        crumbs={path.map((each) =>
          each.code === region
            ? { label: placeName(each, locale) }
            : { label: placeName(each, locale), href: `/dashboard/${each.code}/casework` },
        )}
        sub={<p className="text-13 text-ink-2">{t('asOf', { time: stamp(casework.asOf) })}</p>}
      />
      <ProgressTabs region={region} at="casework" />
      <div className="grid gap-4 pt-4">
        {cases ? (
          <>
            <Funnel region={region} cases={cases} />
            <Risks region={region} cases={cases} />
          </>
        ) : (
          <p className="text-13">{t('nothingToSee')}</p>
        )}
        {ageing && <Ageing region={region} ageing={ageing} today={casework.today} />}
        {visits && <Calendar region={region} visits={visits} today={casework.today} />}
        {casework.children.length > 0 && <Places casework={casework} month={casework.month} />}
      </div>
    </>
  )
}
