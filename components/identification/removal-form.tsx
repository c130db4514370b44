import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { getTranslations } from '@/lib/i18n/server'
import { startRemovalAction } from '@/lib/identification/actions'
import { REMOVAL_MODES } from '@/lib/identification/schema/monitoring'

/** Proposes the removal of a supported case. */
export async function RemovalForm({
  monitored,
}: Readonly<{ monitored: { id: string; identifiedOn: string; today: string } }>) {
  const t = await getTranslations('identification')
  return (
    <section className="sheet px-4 py-3">
      <Reveal summary={t('monitoring.removalTitle')}>
        <p className="pb-3 text-13 text-ink-3">{t('monitoring.removalNote')}</p>
        <StepForm
          prefix="removal-"
          action={startRemovalAction}
          hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID(), caseId: monitored.id }}
          fields={[
            {
              name: 'startedOn',
              label: t('fields.on'),
              type: 'day',
              value: monitored.today,
              least: monitored.identifiedOn,
              most: monitored.today,
            },
            {
              name: 'mode',
              label: t('fields.mode'),
              type: 'select',
              empty: t('start.pick'),
              options: REMOVAL_MODES.map((value) => ({ value, label: t(`modes.${value}`) })),
            },
            { name: 'note', label: t('start.note'), type: 'long', max: 300 },
          ]}
          submit={t('monitoring.removalGo')}
          busy={t('busy')}
        />
      </Reveal>
    </section>
  )
}
