import { StepForm } from '@/components/events/step-form'
import { Banner } from '@/components/ui/banner'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { checkEventAction, returnEventAction, undoEventAction, withdrawEventAction } from '@/lib/events/actions'
import type { EventView } from '@/lib/events/queries/event'
import { getTranslations } from '@/lib/i18n/server'

type Props = { event: NonNullable<EventView['event']>; mayPropose: boolean }

/** What may be done with an event now, or who may do it instead. */
export async function DecidePanel({ event, mayPropose }: Readonly<Props>) {
  const [t, common, tables] = await Promise.all([
    getTranslations('events'),
    getTranslations('common'),
    getTranslations('events.tables'),
  ])
  const { id: eventId, version, standing, undo } = event
  const busy = t('page.checkBusy')
  const table = (name: string) => (tables.has(name as never) ? tables(name as never) : tables('other'))
  return (
    <>
      {(standing === 'OWN' || standing === 'ROLE') && (
        <Banner
          state={standing === 'OWN' ? 'crossed' : 'plain'}
          title={t(standing === 'OWN' ? 'page.ownTitle' : 'page.roleTitle')}
        >
          {t(standing === 'OWN' ? 'page.own' : 'page.role')}
        </Banner>
      )}
      {standing === 'MAY' && (
        <section className="sheet grid gap-3 px-4 pb-4">
          <SectionHead title={t('page.decide')} />
          {!event.problem && (
            <StepForm
              action={checkEventAction}
              commandId={crypto.randomUUID()}
              eventId={eventId}
              version={version}
              look="act"
              say={{ name: 'note', label: t('page.checkNote'), optional: common('optional') }}
              words={{ do: t(event.asks ? 'page.checkOffer' : 'page.check'), busy }}
            />
          )}
          <Reveal summary={t('page.return')} open={event.problem !== null}>
            <p className="pb-3 text-13 text-ink-3">{t('page.returnNote')}</p>
            <StepForm
              action={returnEventAction}
              commandId={crypto.randomUUID()}
              eventId={eventId}
              version={version}
              say={{ name: 'reason', label: t('page.returnReason') }}
              words={{ do: t('page.returnDo'), busy }}
            />
          </Reveal>
        </section>
      )}
      {event.status === 'RETURNED' && mayPropose && (
        <LinkButton
          look="act"
          size="big"
          href={`/events/new?household=${event.householdId}&kind=${event.kind}&again=${eventId}`}
        >
          {t('page.proposeAgain')}
        </LinkButton>
      )}
      {event.mayWithdraw && (
        <Reveal summary={t('page.withdraw')}>
          <p className="pb-3 text-13 text-ink-3">{t('page.withdrawNote')}</p>
          <StepForm
            action={withdrawEventAction}
            commandId={crypto.randomUUID()}
            eventId={eventId}
            version={version}
            words={{ do: t('page.withdrawDo'), busy }}
          />
        </Reveal>
      )}
      {undo?.needsBoth && <Banner state="plain" title={t('page.undoBoth')} />}
      {undo && undo.blockers.length > 0 && (
        <Banner state="behind" title={t('page.undoBlocked')}>
          {undo.blockers.map(table).join(t('join'))}
        </Banner>
      )}
      {undo && !undo.needsBoth && undo.blockers.length === 0 && (
        <Reveal summary={t('page.undo')}>
          <p className="pb-3 text-13 text-ink-3">{t('page.undoNote')}</p>
          <StepForm
            action={undoEventAction}
            commandId={crypto.randomUUID()}
            eventId={eventId}
            version={version}
            say={{ name: 'note', label: t('page.undoReason'), optional: common('optional') }}
            words={{ do: t('page.undoDo'), busy }}
          />
        </Reveal>
      )}
    </>
  )
}
