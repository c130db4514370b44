import type { Metadata } from 'next'
import { Narrowed, narrowSpeaker } from '@/components/casework/narrowed'
import { ExportButton } from '@/components/exports/export-button'
import { shapeOf } from '@/components/findings/state'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { ListFilter } from '@/components/support/list-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { Facts } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { Tabs } from '@/components/ui/tabs'
import { TupleTable } from '@/components/ui/tuple-table'
import { listFindings } from '@/lib/findings/queries/list'
import { ageText, readAge } from '@/lib/findings/rules/ages'
import { CATEGORIES, FINDING_FIGURES, FINDING_TABS, type FindingTab, SOURCES } from '@/lib/findings/schema'
import { count, longDay, nearDay, percent } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween, isDay } from '@/lib/platform/days'
import { isUuid } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('findings'))('title') }
}

export default async function FindingsPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const tab: FindingTab = FINDING_TABS.find((each) => each === asked(parameters, 'tab')) ?? 'open'
  const source = SOURCES.find((each) => each === asked(parameters, 'source'))
  const category = CATEGORIES.find((each) => each === asked(parameters, 'category'))
  const age = readAge(asked(parameters, 'age'))
  const [region, after] = ['region', 'after'].map((name) => asked(parameters, name))
  const [household, origin] = ['household', 'origin'].map((name) => {
    const id = asked(parameters, name)
    return id && isUuid(id) ? id : undefined
  })
  const figure = FINDING_FIGURES.find((each) => each === asked(parameters, 'figure'))
  const day = asked(parameters, 'on')
  const on = day && isDay(day) ? day : undefined
  const [t, locale, { list, today, actor }] = await Promise.all([
    getTranslations('findings'),
    getLocale(),
    load('finding:read', async (ctx) => ({
      list: await listFindings(ctx, { region, tab, source, category, household, origin, age, figure, on, after }),
      today: ctx.today,
      actor: ctx.actor,
    })),
  ])
  const { counts } = list
  const words = await narrowSpeaker()
  const kept = { region, source, category, household, origin, age: age && ageText(age) }
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/findings', { tab, ...kept, figure, on, ...over })
  const all = counts.open + counts.closed
  const rate = (n: number, of: number) => `${percent(n, of)}  ${n}/${of}`
  const isClosed = tab === 'closed' || tab === 'recheck'
  const when = (each: (typeof list.findings)[number]) => {
    if (each.isLongTerm) return t('list.longTerm')
    if (!each.dueOn) return t('list.noDue')
    const left = daysBetween(today, each.dueOn)
    return left < 0 ? t('list.overdue', { n: -left }) : left === 0 ? t('list.dueToday') : t('list.left', { n: left })
  }
  const rows = list.findings.map((each) => [
    each.id,
    each.title || t(`categories.${each.category}`),
    each.household ? `${each.household.headName}  ${each.region}` : each.region,
    t(`levels.${each.level}`),
    t(`sources.${each.source}`),
    each.findingNo,
    each.unit ?? '',
    each.person ?? '',
    each.reopened > 0 && !isClosed ? t('list.reopened', { n: each.reopened }) : t(`statuses.${each.status}`),
    each.status === 'CLOSED' ? '' : each.isHidden ? t('list.hidden') : when(each),
    shapeOf(each),
    isClosed && each.closedOn
      ? nearDay(each.closedOn, today, locale)
      : each.dueOn
        ? nearDay(each.dueOn, today, locale)
        : '',
    `${each.held}/${each.needed}`,
  ])
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('list.sub', { region: list.place.name, n: counts.open, mine: counts.mine })}
        actions={
          <>
            <LinkButton href={listAddress('/findings/alerts', { region })} icon="eye">
              {t('list.alerts')}
            </LinkButton>
            {!age && !figure && (
              <LinkButton href={listAddress('/findings/ledger', { tab, region, source, category })} icon="print">
                {t('ledger.print')}
              </LinkButton>
            )}
            <ExportButton role={actor.role} kind="FINDINGS" list={address({})} />
            {may(actor.role, 'finding:register') && (
              <LinkButton href={listAddress('/findings/new', { household, region })} icon="plus" look="act">
                {t('add')}
              </LinkButton>
            )}
          </>
        }
      />
      {all > 0 && (
        <section className="pb-3" aria-label={t('counts.label')}>
          <Facts
            items={[
              { key: 'done', name: t('counts.done'), value: rate(counts.closed, all) },
              { key: 'time', name: t('counts.inTime'), value: rate(counts.inTime, counts.closed) },
              { key: 'back', name: t('counts.back'), value: rate(counts.reopened, counts.onceClosed) },
            ]}
          />
        </section>
      )}
      <Tabs
        label={t('title')}
        tabs={FINDING_TABS.map((each) => ({
          href: listAddress('/findings', { tab: each, ...kept }),
          label: t(`tabs.${each}`),
          count: count(counts[each]),
          current: !figure && each === tab,
        }))}
      />
      <ListFilter
        own={{ code: actor.regionCode, name: actor.regionName }}
        place={list.place}
        hidden={{ tab, household, origin, age: kept.age, figure, on }}
        choices={[
          {
            name: 'source',
            label: t('fields.source'),
            empty: t('list.allSources'),
            options: SOURCES.map((value) => ({ value, label: t(`sources.${value}`) })),
            value: source,
          },
          {
            name: 'category',
            label: t('fields.category'),
            empty: t('list.allCategories'),
            options: CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) })),
            value: category,
          },
        ]}
      />
      <Narrowed parts={[age && words.age(age)]} clear={address({ age: null })} />
      {figure && (
        <p className="pb-3 text-13">
          {t('list.figure', { figure: t(`figures.${figure}`), day: longDay(on ?? today, locale) })}{' '}
          <a href={address({ figure: null, on: null })}>{t('list.clear')}</a>
        </p>
      )}
      {household && (
        <p className="pb-3 text-13">
          {t('list.filtered')} <a href={address({ household: null })}>{t('list.clear')}</a>
        </p>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t(`list.empty.${tab}`)}>{t('list.emptyWhy')}</EmptyState>
      ) : (
        <section className="sheet px-4">
          <TupleTable
            caption={t('title')}
            columns={[
              { head: t('list.finding'), at: 1, sub: 2, href: '/findings/{0}', strong: true },
              { head: t('list.weight'), at: 3 },
              { head: t('list.no'), at: 5, sub: 4 },
              { head: t('list.unit'), at: 6, sub: 7 },
              { head: t('list.status'), at: 8, sub: 9, kind: 'state', state: 10 },
              { head: t(isClosed ? 'list.closedOn' : 'list.due'), at: 11 },
              { head: t('list.proofs'), at: 12 },
            ]}
            rows={rows}
          />
        </section>
      )}
      <ListPager after={after} next={list.next} address={address} />
    </>
  )
}
