import type { Metadata } from 'next'
import { HouseholdSummary } from '@/components/monitoring/household-summary'
import { ApplicationPanel } from '@/components/relief/application-panel'
import { ApplicationLife, ApplicationRecord } from '@/components/relief/application-record'
import { stateOf } from '@/components/relief/speak'
import { StaircaseTable } from '@/components/relief/staircase-table'
import { PageHead } from '@/components/shell/page-head'
import { Chip } from '@/components/ui/chip'
import { Dot } from '@/components/ui/dot'
import { Facts } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { loadRecord } from '@/lib/audit/readings'
import { longDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { getApplication } from '@/lib/relief/queries/application'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('relief'))('application.title') }
}

export default async function ReliefApplicationPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, named, support, locale, application] = await Promise.all([
    getTranslations('relief'),
    getTranslations('households'),
    getTranslations('support'),
    getLocale(),
    loadRecord('relief:read', (ctx) => getApplication(ctx, id)),
  ])
  const { household, event, today } = application
  const money = (fen: number | null) => (fen === null ? '' : `${yuan(fen)} ${t('yuan')}`)
  const isPost = application.manner === 'POST'
  const facts = [
    { key: 'line', name: t('list.line'), value: t(`lineFull.L${application.line}`) },
    {
      key: 'event',
      name: t('application.eventOf'),
      value: (
        <a href={`/relief/events/${event.id}`}>
          {t('event.of', { cause: t(`causes.${event.cause}`), day: longDay(event.happenedOn, locale) })}
        </a>
      ),
    },
    { key: 'applicant', name: t('application.applicant'), value: application.applicant },
    { key: 'manner', name: t('application.manner'), value: t(`manners.${application.manner}`) },
    !isPost && { key: 'claimed', name: t('application.claimed'), value: money(application.claimedFen) },
    !isPost &&
      application.grantedFen !== null && {
        key: 'granted',
        name: t('application.granted'),
        value: money(application.grantedFen),
      },
    application.recoveredFen !== null &&
      application.isPaid && {
        key: 'recovered',
        name: t('application.recovered'),
        value: money(application.recoveredFen),
      },
    application.isDecided && {
      key: 'level',
      name: t('application.level'),
      value: t(`levels.${application.decider}`),
    },
    application.goods && { key: 'goods', name: t('application.goods'), value: application.goods },
    application.postTitle && { key: 'post', name: t('application.post'), value: application.postTitle },
    application.postReviewOn && {
      key: 'review',
      name: t('application.postReview'),
      value: longDay(application.postReviewOn, locale),
    },
    application.postEndedOn && {
      key: 'ended',
      name: t('application.postEnded'),
      value: longDay(application.postEndedOn, locale),
    },
    application.isPaid && {
      key: 'measure',
      name: t('application.measure'),
      value: application.measure ? (
        <a href={`/support/${application.measure.id}`}>{support(`statuses.${application.measure.status}`)}</a>
      ) : (
        t('application.noMeasure')
      ),
    },
    application.last4 && {
      key: 'account',
      name: t('application.account'),
      value: t('application.accountEnds', { last4: application.last4 }),
    },
  ].filter((fact) => !!fact)
  return (
    <>
      <PageHead
        title={named('householdOf', { name: household.headName })}
        back="/relief"
        crumbs={[{ href: '/relief', label: t('title') }, { label: t('number', { no: application.no }) }]}
        chips={<Chip state={stateOf(application.status)}>{t(`statuses.${application.status}`)}</Chip>}
        sub={
          <>
            {t('application.of', { line: t(`lines.L${application.line}`) })}
            <Dot />
            {t('number', { no: application.no })}
            <Dot />
            {household.village}
          </>
        }
        actions={
          <LinkButton href={`/relief/${id}/print`} icon="print">
            {t('application.print')}
          </LinkButton>
        }
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          <section className="sheet px-4 py-3">
            <Facts items={facts} />
          </section>
          <StaircaseTable staircase={application.staircase} />
          <ApplicationRecord application={application} />
          <HouseholdSummary household={household} today={today} />
        </div>
        <div className="grid min-w-0 gap-4 max-desk:order-first">
          <ApplicationPanel application={application} />
          <ApplicationLife application={application} />
        </div>
      </div>
    </>
  )
}
