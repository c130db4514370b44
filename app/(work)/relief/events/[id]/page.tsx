import type { Metadata } from 'next'
import { HouseholdSummary } from '@/components/monitoring/household-summary'
import { Eligibility } from '@/components/relief/eligibility'
import { EventForms } from '@/components/relief/event-forms'
import { stateOf } from '@/components/relief/speak'
import { StaircaseTable } from '@/components/relief/staircase-table'
import { PageHead } from '@/components/shell/page-head'
import { Chip } from '@/components/ui/chip'
import { Dot } from '@/components/ui/dot'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import { loadRecord } from '@/lib/audit/readings'
import { longDay, nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { getReliefEvent } from '@/lib/relief/queries/event'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('relief'))('event.title') }
}

export default async function ReliefEventPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, named, locale, event] = await Promise.all([
    getTranslations('relief'),
    getTranslations('households'),
    getLocale(),
    loadRecord('relief:read', (ctx) => getReliefEvent(ctx, id)),
  ])
  const { household, staircase, settlements, applications, today } = event
  const day = (text: string) => nearDay(text, today, locale)
  return (
    <>
      <PageHead
        title={named('householdOf', { name: household.headName })}
        back={`/households/${household.id}`}
        crumbs={[{ href: '/relief', label: t('title') }, { label: t('number', { no: event.no }) }]}
        sub={
          <>
            {t('event.of', { cause: t(`causes.${event.cause}`), day: longDay(event.happenedOn, locale) })}
            <Dot />
            {event.person && (
              <>
                {event.person}
                <Dot />
              </>
            )}
            {staircase.policyFen === null
              ? t('event.costs', { total: yuan(staircase.totalFen) })
              : t('event.costsPolicy', { total: yuan(staircase.totalFen), policy: yuan(staircase.policyFen) })}
          </>
        }
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          {event.note && <p className="sheet px-4 py-3">{event.note}</p>}
          <StaircaseTable staircase={staircase} />
          <section className="sheet min-w-0 px-4 pb-4">
            <SectionHead title={t('event.applications')} />
            {applications.length === 0 ? (
              <p className="text-13 text-ink-3">{t('event.noApplications')}</p>
            ) : (
              <LedgerTable
                caption={t('event.applications')}
                stack
                columns={[
                  { head: t('list.line') },
                  { head: t('list.amount'), align: 'r' },
                  { head: t('list.status') },
                  { head: t('list.last') },
                ]}
                rows={applications.map((each) => ({
                  key: each.id,
                  cells: [
                    <a key="link" href={`/relief/${each.id}`} className="font-semibold">
                      {t(`lines.L${each.line}`)} {each.no}
                    </a>,
                    each.isPost ? t('manners.POST') : yuan(each.grantedFen ?? each.claimedFen),
                    <Chip key="chip" state={stateOf(each.status)} bare>
                      {t(`statuses.${each.status}`)}
                    </Chip>,
                    day(each.on),
                  ],
                }))}
              />
            )}
          </section>
          {settlements.length > 0 && (
            <section className="sheet min-w-0 px-4 pb-4">
              <SectionHead title={t('event.settlements')} />
              <LedgerTable
                caption={t('event.settlements')}
                stack
                columns={[
                  { head: t('event.kind') },
                  { head: t('event.amountYuan'), align: 'r' },
                  { head: t('event.settledOn') },
                  { head: t('event.document') },
                ]}
                rows={settlements.map((each) => ({
                  key: each.id,
                  mark: each.isReversal ? 'past' : undefined,
                  cells: [
                    each.isReversal ? `${t(`kinds.${each.kind}`)} (${t('event.reversed')})` : t(`kinds.${each.kind}`),
                    yuan(each.fen),
                    day(each.on),
                    each.document,
                  ],
                }))}
              />
            </section>
          )}
          <HouseholdSummary household={household} today={today} />
        </div>
        <div className="grid min-w-0 gap-4">
          <Eligibility event={event} />
          {event.mayWrite && <EventForms event={event} />}
        </div>
      </div>
    </>
  )
}
