import type { Metadata } from 'next'
import { DecidePanel } from '@/components/events/decide-panel'
import { Effects } from '@/components/events/effects'
import { EventLife } from '@/components/events/event-life'
import { OfferPanel } from '@/components/events/offer-panel'
import { EVENT_STATES } from '@/components/events/speak'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { Dot } from '@/components/ui/dot'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { loadRecord } from '@/lib/audit/readings'
import { getEvent } from '@/lib/events/queries/event'
import { moment, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('events'))('title') }
}

export default async function EventPage({ params }: PageProps<'/events/[id]'>) {
  const { id } = await params
  const [t, named, errors, locale, { view, mayPropose }] = await Promise.all([
    getTranslations('events'),
    getTranslations('households'),
    getTranslations('errors'),
    getLocale(),
    loadRecord('event:read', async (ctx) => {
      if (!isUuid(id)) throw new NotFoundError()
      const view = await getEvent(ctx, id)
      const { event } = view
      // The village that is asked for a household does not see it yet.
      const reading = event && { householdId: event.householdId, regionCode: event.householdRegion, field: 'event' }
      return { reading, view, mayPropose: may(ctx.actor.role, 'event:propose') }
    }),
  ])
  const { event, offer, today } = view
  if (!event) {
    if (!offer) return null
    return (
      <div className="max-w-160">
        <PageHead
          title={t(offer.kind === 'MOVE' ? 'offer.moveTitle' : 'offer.joinTitle', {
            name: offer.name,
            n: offer.persons,
            village: offer.to.name,
          })}
          back="/events"
          crumbs={[{ href: '/events', label: t('title') }, { label: offer.name }]}
          chips={<Chip state={EVENT_STATES[offer.status]}>{t(`statuses.${offer.status}`)}</Chip>}
        />
        <OfferPanel offer={offer} today={today} />
      </div>
    )
  }
  const name = named('householdOf', { name: event.headName })
  const isDone = event.status === 'APPLIED' || event.status === 'UNDONE'
  return (
    <>
      <PageHead
        title={t(`kinds.${event.kind}`)}
        aside={name}
        back="/events"
        crumbs={[{ href: '/events', label: t('title') }, { label: `${name} ${t(`kinds.${event.kind}`)}` }]}
        chips={<Chip state={EVENT_STATES[event.status]}>{t(`statuses.${event.status}`)}</Chip>}
        sub={
          <>
            {event.village}
            <Dot />
            {t('page.sub', {
              day: nearDay(event.effectiveOn, today, locale),
              by: event.proposedBy,
              when: moment(event.proposedAt, locale),
            })}
          </>
        }
        actions={<LinkButton href={`/households/${event.householdId}`}>{t('page.toHousehold')}</LinkButton>}
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid gap-4">
          {event.reason && (
            <Banner state="crossed" title={t('page.reason')}>
              {event.reason}
            </Banner>
          )}
          {event.problem && (
            <Banner
              state="crossed"
              title={t('page.noLonger', { why: errors(event.problem.code as never, event.problem.params as never) })}
            />
          )}
          <Effects effects={event.effects} title={t(isDone ? 'page.changes' : 'page.willChange')} today={today} />
          {event.note && (
            <section className="sheet px-4 pb-4">
              <SectionHead title={t('page.note')} />
              <p>{event.note}</p>
            </section>
          )}
        </div>
        <div className="grid gap-4">
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('page.life')} />
            <EventLife view={view} today={today} />
          </section>
          {offer && <OfferPanel offer={offer} today={today} />}
          <DecidePanel event={event} mayPropose={mayPropose} />
        </div>
      </div>
    </>
  )
}
