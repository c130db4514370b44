import type { OutboxWords } from '@/components/shell/outbox-rest'
import { OutboxStepForm } from '@/components/shell/outbox-step-form'
import type { StepField } from '@/components/shell/step-field'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { correctLogAction, writeLogAction } from '@/lib/worklogs/actions'
import type { LogForm as Form } from '@/lib/worklogs/queries/log'
import { PRESENCES } from '@/lib/worklogs/schema'

/** The form of a day's log, or of its correction, kept on the phone until it is sent. */
export async function LogForm({ form, at, words }: Readonly<{ form: Form; at: string; words: OutboxWords }>) {
  const [t, locale] = await Promise.all([getTranslations('worklogs'), getLocale()])
  const { log, day, today } = form
  const fields: StepField[] = [
    ...(log ? [] : [{ name: 'day', label: t('form.day'), type: 'day', value: day, most: today } as const]),
    {
      name: 'presence',
      label: t('form.presence'),
      type: 'select',
      value: log?.presence ?? 'VILLAGE',
      options: PRESENCES.map((value) => ({ value, label: t(`presences.${value}`) })),
    },
    { name: 'place', label: t('form.place'), type: 'text', max: 120, value: log?.place },
    {
      name: 'kinds',
      label: t('form.kinds'),
      type: 'picks',
      cols: 2,
      picked: log?.kinds,
      options: form.kinds.map(({ code, nameZh, nameEn }) => ({
        value: code,
        label: locale === 'zh-CN' ? nameZh : nameEn,
      })),
    },
    { name: 'content', label: t('form.content'), type: 'long', max: 2000, value: log?.content, needed: true },
    ...(log
      ? [
          {
            name: 'reason',
            label: t('form.reason'),
            type: 'text',
            max: 300,
            hint: t('form.note'),
            needed: true,
          } as const,
        ]
      : []),
  ]
  return (
    <OutboxStepForm
      action={log ? correctLogAction : writeLogAction}
      userId={form.userId}
      kind={log ? 'workLog.correct' : 'workLog.write'}
      at={at}
      title={`${t(log ? 'form.correct' : 'form.title')} ${day}`}
      id={form.newId}
      hidden={log ? { logId: log.id } : {}}
      fields={fields}
      back="/worklogs"
      words={words}
    />
  )
}
