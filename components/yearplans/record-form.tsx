import { OutboxStepForm } from '@/components/shell/outbox-step-form'
import type { StepField } from '@/components/shell/step-field'
import { type RecordWords, TaskEntryForm } from '@/components/yearplans/task-entry-form'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { reportSupplyAction, reportTaskAction } from '@/lib/yearplans/actions'
import type { RecordView } from '@/lib/yearplans/queries/part'
import { SUPPLIES } from '@/lib/yearplans/schema/supplies'

type Props = { form: RecordView; planId: string; at: string; words: RecordWords }

/** The form of the phone for progress of a task or for a supply. */
export async function RecordForm({ form, planId, at, words }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('yearplans'), getLocale()])
  const shared = { userId: form.userId, id: form.newId, at, words }
  if (form.what === 'task') {
    const { task } = form
    const fields: StepField[] = [
      {
        name: 'doneOn',
        label: t('record.doneOn'),
        type: 'day',
        value: task.today,
        least: task.least,
        most: task.today,
        needed: true,
      },
      {
        name: 'percent',
        label: t('record.percent'),
        type: 'count',
        max: 3,
        value: String(task.percent),
        needed: true,
      },
      { name: 'content', label: t('record.content'), type: 'long', max: 500, needed: true },
      { name: 'document', label: t('record.document'), type: 'text', max: 120 },
    ]
    return (
      <TaskEntryForm
        {...shared}
        action={reportTaskAction}
        title={t('plan.progressOf', { task: locale === 'zh-CN' ? task.nameZh : task.nameEn })}
        taskId={task.id}
        fields={fields}
        back={`/village-plans/${planId}`}
      />
    )
  }
  const { supply } = form
  const fields: StepField[] = [
    {
      name: 'item',
      label: t('supplies.item'),
      type: 'select',
      value: 'SEEDS',
      options: SUPPLIES.map((value) => ({ value, label: t(`supplies.items.${value}`) })),
    },
    { name: 'name', label: t('supplies.name'), type: 'text', max: 40 },
    { name: 'unit', label: t('supplies.unit'), type: 'text', max: 10, value: t('supplies.kilogram'), needed: true },
    { name: 'need', label: t('supplies.need'), type: 'count', max: 9, needed: true },
    { name: 'stock', label: t('supplies.stock'), type: 'count', max: 9, needed: true },
    { name: 'supplier', label: t('supplies.supplier'), type: 'text', max: 60 },
    {
      name: 'asOf',
      label: t('supplies.asOf'),
      type: 'day',
      value: supply.today,
      least: supply.least,
      most: supply.today,
      needed: true,
    },
  ]
  return (
    <OutboxStepForm
      {...shared}
      action={reportSupplyAction}
      kind="villagePlan.supply"
      title={`${t('supplies.record')} ${supply.village}`}
      hidden={{ planId }}
      fields={fields}
      back={`/village-plans/${planId}?part=supplies`}
    />
  )
}
