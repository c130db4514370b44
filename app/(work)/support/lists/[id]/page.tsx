import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { LedgerTable } from '@/components/ui/ledger-table'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { count, longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { newId } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { reportMatchesAction, withdrawListAction } from '@/lib/support/actions'
import { getList } from '@/lib/support/queries/lists'

type Props = { params: Promise<{ id: string }> }

const CHIP = { RUNNING: 'doing', OVER: 'closed', WITHDRAWN: 'closed' } as const
const LONGEST_SUMMARY = 300

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('lists.title') }
}

export default async function ListPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, locale, { list, mayRecord, reportId }] = await Promise.all([
    getTranslations('support'),
    getLocale(),
    load('match:read', async (ctx) => ({
      list: await getList(ctx, id),
      mayRecord: may(ctx.actor.role, 'support:record'),
      reportId: newId(ctx.now),
    })),
  ])
  const { matches, state } = list
  return (
    <>
      <PageHead
        title={t('lists.one', { purpose: list.purpose })}
        back="/support/lists"
        crumbs={[{ href: '/support/lists', label: t('lists.title') }, { label: list.purpose }]}
        chips={<Chip state={CHIP[state]}>{t(`lists.states.${state}`)}</Chip>}
        sub={`${t(`categories.${list.category}`)}  ${t('lists.made', { unit: list.madeByUnit, name: list.madeByName })}  ${t('lists.count', { rows: list.rowCount, n: list.matched })}`}
      />
      {list.reportedAt && state !== 'WITHDRAWN' && (
        <div className="pb-4">
          <Banner state="held" title={t('lists.reported', { n: list.clues })} />
        </div>
      )}
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        {matches.length === 0 ? (
          <EmptyState title={state === 'RUNNING' ? t('lists.nobody') : t(`lists.states.${state}`)}>
            {state === 'RUNNING' ? t('lists.nobodyWhy') : t('lists.hidden')}
          </EmptyState>
        ) : (
          <section className="sheet min-w-0 px-4 pb-4">
            <SectionHead
              title={t('lists.matches')}
              note={t('lists.until', { day: longDay(list.validUntil, locale) })}
            />
            <LedgerTable
              stack
              caption={t('lists.matches')}
              columns={[
                { head: t('lists.matchColumns.name') },
                { head: t('lists.matchColumns.household') },
                { head: t('lists.matchColumns.village') },
                { head: t('lists.matchColumns.members'), align: 'r' },
                { head: t('lists.matchColumns.row'), align: 'r' },
              ]}
              rows={matches.map((match) => ({
                key: String(match.rowNo),
                cells: [
                  match.name,
                  mayRecord ? (
                    <a key="record" href={`/support/new?household=${match.householdId}`} aria-label={t('lists.record')}>
                      {match.headName}
                    </a>
                  ) : (
                    match.headName
                  ),
                  match.village,
                  count(match.members),
                  count(match.rowNo),
                ],
              }))}
            />
          </section>
        )}
        <div className="grid min-w-0 gap-4 max-desk:order-first">
          {list.mayReport && (
            <section className="sheet px-4 pb-4">
              <SectionHead title={t('lists.report')} />
              <p className="pb-2 text-13 text-ink-3">{t('lists.reportNote')}</p>
              <StepForm
                prefix="report-"
                action={reportMatchesAction}
                hidden={{ commandId: crypto.randomUUID(), listId: id, reportId }}
                fields={[
                  {
                    name: 'summary',
                    label: t('lists.summary'),
                    type: 'long',
                    max: LONGEST_SUMMARY,
                    value: list.purpose,
                  },
                ]}
                submit={t('lists.reportGo')}
                busy={t('lists.busy')}
              />
            </section>
          )}
          {list.mayWithdraw && (
            <Reveal summary={t('lists.withdraw')}>
              <p className="pb-2 text-13 text-ink-3">{t('lists.withdrawNote')}</p>
              <StepForm
                prefix="withdraw-"
                action={withdrawListAction}
                hidden={{ commandId: crypto.randomUUID(), listId: id }}
                fields={[]}
                submit={t('lists.withdrawGo')}
                busy={t('lists.busy')}
                look="plain"
              />
            </Reveal>
          )}
        </div>
      </div>
    </>
  )
}
