import { StepForm } from '@/components/events/step-form'
import { Banner } from '@/components/ui/banner'
import { Facts } from '@/components/ui/facts'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { acceptEventAction, refuseEventAction } from '@/lib/events/actions'
import type { EventView } from '@/lib/events/queries/event'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

type Props = { offer: NonNullable<EventView['offer']>; today: string }

/** What the other village is told of a hand-over, and its answer. */
export async function OfferPanel({ offer, today }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('events'), getLocale()])
  const day = (text: string) => nearDay(text, today, locale)
  const isMove = offer.kind === 'MOVE'
  const closed: Partial<Record<typeof offer.status, string>> = {
    APPLIED: t('offer.accepted'),
    REFUSED: t('offer.refused', { reason: offer.reason }),
    WITHDRAWN: t('offer.withdrawn'),
    UNDONE: t('offer.undone'),
  }
  const ended = closed[offer.status]
  return (
    <section className="sheet grid gap-3 px-4 pb-4">
      <SectionHead title={t('offer.title')} />
      <Facts
        items={[
          { key: 'who', name: t(isMove ? 'offer.who' : 'offer.person'), value: offer.name },
          { key: 'persons', name: t('offer.persons'), value: offer.persons },
          { key: 'kind', name: t('offer.kind'), value: t(`kinds.${offer.kind}`) },
          { key: 'from', name: t('offer.from', { village: '' }), value: offer.from.name },
          { key: 'to', name: t('offer.to', { village: '' }), value: offer.to.name },
          { key: 'day', name: t('offer.day'), value: day(offer.effectiveOn) },
          { key: 'by', name: t('offer.offeredBy'), value: offer.by },
          { key: 'acceptBy', name: t('offer.answerBy'), value: day(offer.acceptBy) },
          ...(offer.note ? [{ key: 'note', name: t('offer.note'), value: offer.note }] : []),
        ]}
      />
      {ended && <Banner state={offer.status === 'APPLIED' ? 'held' : 'plain'} title={ended} />}
      {offer.status === 'OFFERED' && !offer.mayAnswer && (
        <Banner
          state={offer.isLate ? 'crossed' : 'due'}
          title={t(offer.isOwn ? 'offer.own' : offer.isLate ? 'offer.late' : 'offer.waitsOther')}
        />
      )}
      {offer.mayAnswer && (
        <>
          {offer.isLate && <Banner state="crossed" title={t('offer.lateYours')} />}
          <p className="text-13 text-ink-2">{t(isMove ? 'offer.moveSees' : 'offer.joinSees')}</p>
          <StepForm
            action={acceptEventAction}
            commandId={crypto.randomUUID()}
            eventId={offer.eventId}
            look="act"
            words={{ do: t(isMove ? 'offer.accept' : 'offer.agree'), busy: t('offer.busy') }}
          />
          <Reveal summary={t(isMove ? 'offer.refuse' : 'offer.disagree')}>
            <StepForm
              action={refuseEventAction}
              commandId={crypto.randomUUID()}
              eventId={offer.eventId}
              say={{ name: 'reason', label: t('offer.refuseReason') }}
              words={{ do: t(isMove ? 'offer.refuse' : 'offer.disagree'), busy: t('offer.busy') }}
            />
          </Reveal>
        </>
      )}
    </section>
  )
}
