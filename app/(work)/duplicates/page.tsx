import type { Metadata } from 'next'
import { CheckForm } from '@/components/duplicates/check-form'
import { hintWords } from '@/components/duplicates/hint-words'
import { ReviewForm } from '@/components/duplicates/review-form'
import { ExportButton } from '@/components/exports/export-button'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { Tabs } from '@/components/ui/tabs'
import { TupleTable } from '@/components/ui/tuple-table'
import { findDuplicatesAction, raiseDuplicateAction } from '@/lib/duplicates/actions'
import { listReviews } from '@/lib/duplicates/queries/list'
import { TABS, type Tab } from '@/lib/duplicates/schema'
import { count, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { getPlace } from '@/lib/monitoring/queries/places'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const MOST_VILLAGES = 60

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('duplicates'))('title') }
}

export default async function DuplicatesPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const tab: Tab = TABS.find((each) => each === asked(parameters, 'tab')) ?? 'open'
  const region = asked(parameters, 'region')
  const page = Math.min(200, Math.max(1, Number(asked(parameters, 'page')) || 1))
  const found = asked(parameters, 'found')
  const [t, common, locale, { list, place, today, own, role }] = await Promise.all([
    getTranslations('duplicates'),
    getTranslations('common'),
    getLocale(),
    load('duplicate:read', async (ctx) => ({
      place: await getPlace(ctx, region),
      list: await listReviews(ctx, { tab, region, kind: undefined, page }),
      today: ctx.today,
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName, isCounty: ctx.actor.scope.length >= 6 },
      role: ctx.actor.role,
    })),
  ])
  const address = (over: Record<string, string | null>) => listAddress('/duplicates', { tab, region, ...over })
  const state = { OPEN: 'open', SAME: 'due', DIFFERENT: 'closed', MERGED: 'held', DONE: 'held' } as const
  const villages = place.options.length <= MOST_VILLAGES && own.code.slice(6, 9) !== '000' ? place.options : []
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('sub', { region: place.name, open: list.counts.open, same: list.counts.same })}
        actions={list.rows.length > 0 && <ExportButton role={role} kind="DUPLICATES" list={address({})} />}
      />
      {found !== undefined && /^\d{1,7}$/.test(found) && (
        <Banner state="held" title={t('list.found', { n: Number(found) })} live />
      )}
      {list.across.length > 0 && (
        <section className="sheet mb-4 px-4">
          <SectionHead
            title={t('across')}
            note={t('acrossPage.openCount', { n: list.across.filter(({ status }) => status === 'OPEN').length })}
            end={<ExportButton role={role} kind="DUPLICATES_ACROSS" list="" isNamed />}
          />
          <TupleTable
            caption={t('across')}
            columns={[
              { head: t('list.pair'), at: 1, sub: 2, href: '/duplicates/across/{0}', strong: true },
              { head: t('list.state'), at: 3, kind: 'state', state: 4, sub: 5 },
            ]}
            rows={list.across.map((row) => [
              row.id,
              t('acrossPage.row', { left: row.leftCounty, right: row.rightCounty }),
              row.name,
              t(`statuses.${row.status}`),
              row.status === 'OPEN' ? 'open' : 'closed',
              t('acrossPage.found', { at: nearDay(row.foundAt.slice(0, 10), today, locale) }),
            ])}
          />
        </section>
      )}
      <Tabs
        label={t('part')}
        tabs={TABS.map((each) => ({
          href: listAddress('/duplicates', { tab: each, region }),
          label: t(`tabs.${each}`),
          count: each === 'decided' ? undefined : count(list.counts[each]),
          current: each === tab,
        }))}
      />
      <RegionFilter kept={{ tab }} own={own} place={place} />
      {list.rows.length === 0 ? (
        <EmptyState title={t('list.emptyTitle')}>{t('list.empty')}</EmptyState>
      ) : (
        <section className="sheet px-4">
          <TupleTable
            caption={t('title')}
            columns={[
              { head: t('list.pair'), at: 1, sub: 2, href: '/duplicates/{0}', strong: true },
              { head: t('list.village'), at: 3, sub: 4 },
              { head: t('list.why'), at: 5 },
              { head: t('list.state'), at: 6, kind: 'state', state: 7, sub: 8 },
            ]}
            rows={list.rows.map((row) => [
              row.id,
              row.right === null ? row.left : t('list.versus', { left: row.left, right: row.right }),
              row.born && row.bornRight ? t('list.born', { left: row.born, right: row.bornRight }) : row.born,
              row.place,
              t(`kinds.${row.kind}`),
              row.level === 'TOLD'
                ? t('levels.TOLD')
                : `${t(`levels.${row.level as 'SURE'}`)} ${t('list.points', { n: row.score })}`,
              t(`statuses.${row.status}`),
              state[row.status],
              row.decidedByName,
            ])}
          />
        </section>
      )}
      <Pager
        label={common('paging')}
        newer={page > 1 ? { href: address({ page: String(page - 1) }), label: common('newer') } : undefined}
        older={list.hasMore ? { href: address({ page: String(page + 1) }), label: common('older') } : undefined}
      />
      {list.may.check && (
        <section className="sheet mt-4 px-4">
          <SectionHead title={t('check.title')} note={t('check.note')} />
          <CheckForm
            villages={villages}
            hint={await hintWords()}
            words={{
              name: t('check.name'),
              birthDate: t('check.birthDate'),
              idNumber: t('check.idNumber'),
              village: t('check.village'),
              anyVillage: t('check.anyVillage'),
            }}
          />
        </section>
      )}
      {list.may.merge && (
        <section className="sheet mt-4 px-4 pb-2">
          <Reveal summary={t('raise.title')}>
            <p className="pb-3 text-13 text-ink-3">{t('raise.note')}</p>
            <ReviewForm
              action={raiseDuplicateAction}
              commandId={crypto.randomUUID()}
              carried={{}}
              asked={[
                { kind: 'line', name: 'leftNo', label: t('raise.leftNo'), max: 40 },
                { kind: 'line', name: 'rightNo', label: t('raise.rightNo'), max: 40 },
              ]}
              submit={t('raise.do')}
              busy={common('working')}
              look="plain"
            />
          </Reveal>
          <Reveal summary={t('find.title')}>
            <p className="pb-3 text-13 text-ink-3">{t('find.note')}</p>
            <ReviewForm
              action={findDuplicatesAction}
              commandId={crypto.randomUUID()}
              carried={{}}
              asked={[
                {
                  kind: 'select',
                  name: 'regionCode',
                  label: t('find.region'),
                  options: [{ value: own.code, label: own.name }, ...place.options],
                  value: place.code,
                },
              ]}
              submit={t('find.do')}
              busy={t('find.busy')}
              look="plain"
            />
          </Reveal>
        </section>
      )}
    </>
  )
}
