import { getTranslations } from 'next-intl/server'
import { ConfirmForm } from '@/components/monitoring/confirm-form'
import { DismissForm } from '@/components/monitoring/dismiss-form'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import type { MonitoredType } from '@/lib/households/schema'
import { confirmClueAction, dismissClueAction } from '@/lib/monitoring/actions'
import { DISMISS_REASONS, RISKS, type Risk } from '@/lib/monitoring/schema'

type Props = {
  clue: {
    id: string
    version: number
    standing: 'MAY' | 'OWN' | 'ROLE' | 'DECIDED'
    types: readonly MonitoredType[]
    suggestedRisks: readonly Risk[]
    needsAcknowledgement: boolean
    planDays: number
    monitored: { id: string; caseNo: string } | null
  }
}

/** The decision on an open clue, or who may make it instead. Both forms work without script. */
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
  const shared = { note: t('decide.note'), busy: t('decide.busy'), optional: common('optional') }
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('decide.title')} />
      {clue.monitored ? (
        <Banner
          state="behind"
          title={t('decide.monitoredTitle', { no: clue.monitored.caseNo })}
          action={{ href: `/monitoring/${clue.monitored.id}`, label: common('view') }}
        >
          {t('decide.monitored')}
        </Banner>
      ) : (
        <Reveal summary={t('decide.confirm')} open>
          <p className="pb-3 text-13 text-ink-3">{t('decide.confirmNote', { n: clue.planDays })}</p>
          <ConfirmForm
            action={confirmClueAction}
            clue={clue}
            commandId={crypto.randomUUID()}
            types={clue.types.map((type) => ({ value: type, label: t(`types.${type}`) }))}
            risks={RISKS.map((risk) => ({ value: risk, label: t(`risks.${risk}`) }))}
            suggested={clue.suggestedRisks}
            words={{
              ...shared,
              type: t('decide.type'),
              riskLegend: t('decide.riskLegend'),
              noteHint: t('decide.noteHint'),
              confirmDo: t('decide.confirmDo'),
            }}
          />
        </Reveal>
      )}
      <DismissForm
        action={dismissClueAction}
        clue={clue}
        commandId={crypto.randomUUID()}
        reasons={DISMISS_REASONS.map((reason) => ({ value: reason, label: t(`reasons.${reason}`) }))}
        needsAcknowledgement={clue.needsAcknowledgement}
        open={clue.monitored !== null}
        words={{
          ...shared,
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
