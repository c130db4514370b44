import type { StepField } from '@/components/shell/step-field'
import { StepForm } from '@/components/shell/step-form'
import { SectionHead } from '@/components/ui/section-head'
import { getTranslations } from '@/lib/i18n/server'
import { startMonitoringAction } from '@/lib/identification/actions'

type Props = {
  clue: { id: string; version: number; openedOn: string; today: string }
  assignees: readonly { id: string; name: string; post: string }[]
  me: string
}

/** Takes a clue up: who goes to the home check, and whether help comes first. */
export async function TakeUpForm({ clue, assignees, me }: Readonly<Props>) {
  const t = await getTranslations('identification')
  const others = assignees.filter(({ id }) => id !== me)
  const fields: StepField[] = [
    {
      name: 'startedOn',
      label: t('fields.on'),
      type: 'day',
      value: clue.today,
      least: clue.openedOn,
      most: clue.today,
    },
    {
      name: 'assigneeId',
      label: t('fields.assignee'),
      type: 'select',
      empty: t('monitoring.pickSelf'),
      options: others.map(({ id, name, post }) => ({ value: id, label: [name, post].filter(Boolean).join(' ') })),
    },
    { name: 'green', label: t('monitoring.green'), type: 'tick' },
    { name: 'greenReason', label: t('fields.greenReason'), type: 'long', max: 300 },
    { name: 'note', label: t('start.note'), type: 'long', max: 300 },
  ]
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('monitoring.startTitle')} />
      <p className="pb-3 text-13 text-ink-3">{t('monitoring.startNote')}</p>
      <StepForm
        prefix="take-"
        action={startMonitoringAction}
        hidden={{
          commandId: crypto.randomUUID(),
          id: crypto.randomUUID(),
          clueId: clue.id,
          version: clue.version,
        }}
        fields={fields}
        submit={t('monitoring.startGo')}
        busy={t('busy')}
      />
    </section>
  )
}
