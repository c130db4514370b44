import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { LoanTable } from '@/components/loans/loan-table'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Tabs } from '@/components/ui/tabs'
import { count, yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { listLoans } from '@/lib/loans/queries/list'
import { readLoanFilter } from '@/lib/loans/rules/list-address'
import { LOAN_TABS } from '@/lib/loans/schema'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('loans'))('title') }
}

export default async function LoansPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, after] = ['region', 'after'].map((name) => asked(parameters, name))
  const { tab, household } = readLoanFilter({
    tab: asked(parameters, 'tab'),
    household: asked(parameters, 'household'),
  })
  const [t, { list, role }] = await Promise.all([
    getTranslations('loans'),
    load('loan:read', async (ctx) => ({
      list: await listLoans(ctx, { tab, household, region, after }),
      role: ctx.actor.role,
    })),
  ])
  const { counts, place, loans } = list
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/loans', { tab: tab === 'open' ? null : tab, region, household, ...over })
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('list.sub', { region: place.name, n: counts.open, yuan: yuan(counts.openFen) })}
        actions={
          <>
            {loans.length > 0 && <ExportButton role={role} kind="LOANS" list={address({})} />}
            {list.mayKeep && (
              <LinkButton href={household ? `/loans/new?household=${household}` : '/loans/new'} icon="plus">
                {t('list.record')}
              </LinkButton>
            )}
          </>
        }
      />
      <Tabs
        label={t('list.status')}
        tabs={LOAN_TABS.map((each) => ({
          href: address({ tab: each === 'open' ? null : each, after: null }),
          label: t(`tabs.${each}`),
          count: each === 'repaid' || household ? undefined : count(counts[each]),
          current: each === tab,
        }))}
      />
      <RegionFilter own={list.own} place={place} kept={{ tab: tab === 'open' ? undefined : tab, household }} />
      {household && (
        <p className="py-2 text-13 text-ink-2">
          {t('list.oneHousehold')}{' '}
          <a className="underline" href={listAddress('/loans', { region })}>
            {t('list.all')}
          </a>
        </p>
      )}
      {loans.length === 0 ? (
        <EmptyState title={t('list.empty')}>{t('list.emptyWhy')}</EmptyState>
      ) : (
        <section className="sheet px-4">
          <LoanTable loans={loans} today={list.today} />
          <p className="py-3 text-13 text-ink-3">
            {t('list.soonNote', { soon: list.spans.soonDays, long: list.spans.longDays })}
          </p>
        </section>
      )}
      <ListPager after={after} next={list.next} address={address} />
    </>
  )
}
