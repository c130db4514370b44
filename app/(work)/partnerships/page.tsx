import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { CoveragePart } from '@/components/partnerships/coverage-part'
import { PartnershipsNav } from '@/components/partnerships/partnerships-nav'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { ListFilter } from '@/components/support/list-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { TupleTable } from '@/components/ui/tuple-table'
import { longDay, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { getCoverage } from '@/lib/partnerships/queries/coverage'
import { listPairs } from '@/lib/partnerships/queries/list'
import { readPairFilter } from '@/lib/partnerships/rules/list-address'
import { PAIR_STATES, PROGRAMMES } from '@/lib/partnerships/schema'
import { isDay } from '@/lib/platform/days'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('partnerships'))('title') }
}

export default async function PartnershipsPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, after, on] = ['region', 'after', 'on'].map((name) => asked(parameters, name))
  const { programme, state } = readPairFilter({
    programme: asked(parameters, 'programme'),
    state: asked(parameters, 'state'),
  })
  const [t, locale, { list, coverage, actor, today }] = await Promise.all([
    getTranslations('partnerships'),
    getLocale(),
    load('partnership:read', async (ctx) => ({
      list: await listPairs(ctx, { region, programme, state, after }),
      coverage: await getCoverage(ctx, region, on && isDay(on) ? on : ctx.today),
      actor: ctx.actor,
      today: ctx.today,
    })),
  ])
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/partnerships', { region, programme, state, on, ...over })
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('list.sub', {
          region: list.place.name,
          day: longDay(coverage.day, locale),
          units: coverage.units,
          paired: coverage.paired,
        })}
        actions={list.pairs.length > 0 && <ExportButton role={actor.role} kind="PAIRS" list={address({ on: null })} />}
      />
      <PartnershipsNav part="pairs" />
      <ListFilter
        own={{ code: actor.regionCode, name: actor.regionName }}
        place={list.place}
        hidden={{ on }}
        choices={[
          {
            name: 'programme',
            label: t('list.programme'),
            empty: t('list.allPrograms'),
            options: PROGRAMMES.map((value) => ({ value, label: t(`programmes.${value}`) })),
            value: programme,
          },
          {
            name: 'state',
            label: t('list.state'),
            empty: t('list.allStates'),
            options: PAIR_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
            value: state,
          },
        ]}
      />
      <div className="grid gap-4">
        {!after && <CoveragePart coverage={coverage} kept={{ region, programme, state }} />}
        {list.pairs.length === 0 ? (
          <EmptyState title={t('list.empty')} action={{ href: '/partnerships/units', label: t('list.toUnits') }}>
            {t('list.emptyWhy')}
          </EmptyState>
        ) : (
          <section className="sheet px-4">
            <TupleTable
              caption={t('title')}
              columns={[
                { head: t('list.supporter'), at: 1, sub: 2, href: '/partnerships/{0}', strong: true },
                { head: t('list.unit'), at: 3, sub: 4 },
                { head: t('list.programme'), at: 5 },
                { head: t('list.state'), at: 6, kind: 'state', state: 7 },
                { head: t('list.days'), at: 8 },
              ]}
              rows={list.pairs.map((pair) => [
                pair.id,
                pair.supporter,
                t(`grades.${pair.grade}`),
                pair.unit,
                `${t(`kinds.${pair.kind}`)}  ${pair.region}`,
                t(`programmes.${pair.programme}`),
                t(`states.${pair.isActive ? 'ACTIVE' : 'ENDED'}`),
                pair.isActive ? 'doing' : 'closed',
                pair.toOn
                  ? t('list.span', { from: nearDay(pair.fromOn, today, locale), to: nearDay(pair.toOn, today, locale) })
                  : t('list.open', { from: nearDay(pair.fromOn, today, locale) }),
              ])}
            />
          </section>
        )}
      </div>
      <ListPager after={after} next={list.next} address={address} />
    </>
  )
}
