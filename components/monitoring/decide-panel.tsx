import { DismissForm } from '@/components/monitoring/dismiss-form'
import { Banner } from '@/components/ui/banner'
import { getTranslations } from '@/lib/i18n/server'
import { dismissClueAction } from '@/lib/monitoring/actions'
import { DISMISS_REASONS } from '@/lib/monitoring/schema'

type Props = {
  clue: {
    id: string
    version: number
    standing: 'MAY' | 'OWN' | 'ROLE' | 'DECIDED'
    needsAcknowledgement: boolean
    monitored: { id: string; caseNo: string } | null
  }
}

/** Ends a clue that needs no home check, or says who may. Works without script. */
export async function DecidePanel({ clue }: Readonly<Props>) {
  const [t, common] = await Promise.all([getTranslations('monitoring'), getTranslations('common')])
  if (clue.standing === 'DECIDED') return null
  if (clue.standing !== 'MAY') {
    const kind = clue.standing === 'OWN' ? 'own' : 'role'
    return (
      <Banner state={kind === 'own' ? 'crossed' : 'plain'} title={t(`decide.${kind}Title`)}>
        {t(`decide.${kind}`)}
      </Banner>
    )
  }
  return (
    <section className="sheet px-4 py-3">
      {clue.monitored && (
        <Banner
          state="behind"
          title={t('decide.monitoredTitle', { no: clue.monitored.caseNo })}
          action={{ href: `/monitoring/${clue.monitored.id}`, label: common('view') }}
        >
          {t('decide.monitored')}
        </Banner>
      )}
      <DismissForm
        action={dismissClueAction}
        clue={clue}
        commandId={crypto.randomUUID()}
        reasons={DISMISS_REASONS.map((reason) => ({ value: reason, label: t(`reasons.${reason}`) }))}
        needsAcknowledgement={clue.needsAcknowledgement}
        open={clue.monitored !== null}
        words={{
          note: t('decide.note'),
          busy: t('decide.busy'),
          optional: common('optional'),
          dismiss: t('decide.dismiss'),
          dismissNote: t('decide.dismissNote'),
          reason: t('decide.reason'),
          dismissHint: t('decide.dismissHint'),
          against: t('decide.against'),
          acknowledge: t('decide.acknowledge'),
          dismissDo: t('decide.dismissDo'),
        }}
      />
    </section>
  )
}
