import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { FundForms } from '@/components/relief/fund-forms'
import { ReliefTabs } from '@/components/relief/relief-tabs'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import { Tabs } from '@/components/ui/tabs'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { getFunds } from '@/lib/relief/queries/funds'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('relief'))('funds.title') }
}

export default async function FundsPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, year, done] = ['region', 'year', 'done'].map((name) => asked(parameters, name))
  const [t, locale, { funds, own, role }] = await Promise.all([
    getTranslations('relief'),
    getLocale(),
    load('fund:read', async (ctx) => ({
      funds: await getFunds(ctx, { region, year }),
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
      role: ctx.actor.role,
    })),
  ])
  return (
    <>
      <PageHead
        title={t('funds.title')}
        sub={t('funds.sub', { region: funds.place.name, year: String(funds.year) })}
        actions={
          funds.entries.length > 0 && (
            <ExportButton
              role={role}
              kind="FUND_ENTRIES"
              list={listAddress('/relief/funds', { region: funds.place.code, year: String(funds.year) })}
            />
          )
        }
      />
      <ReliefTabs role={role} at="funds" />
      {done && (
        <div className="pb-4">
          <Banner state="held" live title={t('funds.done')} />
        </div>
      )}
      <p className="py-3 text-13 text-ink-3">{t('funds.note')}</p>
      <Tabs
        label={t('funds.years')}
        tabs={funds.years.map((each) => ({
          href: listAddress('/relief/funds', { year: String(each), region }),
          label: String(each),
          current: each === funds.year,
        }))}
      />
      <RegionFilter own={own} place={funds.place} kept={{ year: String(funds.year) }} />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          {funds.accounts.length === 0 ? (
            <EmptyState title={t('funds.none')}>{t('funds.noneWhy')}</EmptyState>
          ) : (
            <section className="sheet min-w-0 px-4 pb-4">
              <SectionHead title={t('funds.title')} />
              <LedgerTable
                caption={t('funds.title')}
                stack
                columns={[
                  { head: t('funds.account') },
                  { head: t('funds.source') },
                  { head: t('funds.in'), align: 'r' },
                  { head: t('funds.out'), align: 'r' },
                  { head: t('funds.balance'), align: 'r' },
                ]}
                rows={funds.accounts.map((each) => ({
                  key: each.id,
                  cells: [
                    `${each.place} ${t(`lines.L${each.line}`)}`,
                    t(`funds.sources.${each.source}`),
                    yuan(each.inFen),
                    yuan(each.outFen),
                    <b key="balance">{yuan(each.fen)}</b>,
                  ],
                }))}
              />
            </section>
          )}
          <section className="sheet min-w-0 px-4 pb-4">
            <SectionHead title={t('funds.entries')} />
            {funds.entries.length === 0 ? (
              <p className="text-13 text-ink-3">{t('funds.noEntries')}</p>
            ) : (
              <LedgerTable
                caption={t('funds.entries')}
                stack
                columns={[
                  { head: t('funds.entryNo') },
                  { head: t('funds.on') },
                  { head: t('funds.amount'), align: 'r' },
                  { head: t('funds.document') },
                  { head: t('funds.by') },
                ]}
                rows={funds.entries.map((each) => ({
                  key: each.id,
                  cells: [
                    `${each.no} ${t(`funds.kinds.${each.kind}`)}`,
                    nearDay(each.on, funds.today, locale),
                    yuan(each.fen),
                    each.document,
                    each.by,
                  ],
                }))}
              />
            )}
          </section>
        </div>
        {funds.mayKeep && <FundForms funds={funds} />}
      </div>
    </>
  )
}
