import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { asked } from '@/components/shell/address'
import { OutboxStepForm } from '@/components/shell/outbox-step-form'
import { PageHead } from '@/components/shell/page-head'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { clientWords } from '@/lib/i18n/client-words'
import { load } from '@/lib/platform/load'
import { reportTaskAction } from '@/lib/yearplans/actions'
import { getTaskForm } from '@/lib/yearplans/queries/plan'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('yearplans'))('record.title') }
}

export default async function RecordPage({ params, searchParams }: Readonly<Props>) {
  const [{ id }, parameters] = await Promise.all([params, searchParams])
  const task = asked(parameters, 'task') ?? ''
  const [t, words, locale, form] = await Promise.all([
    getTranslations('yearplans'),
    clientWords('yearplans'),
    getLocale(),
    load('villagePlan:keep', (ctx) => getTaskForm(ctx, id, task)),
  ])
  const name = locale === 'zh-CN' ? form.nameZh : form.nameEn
  const back = `/village-plans/${id}`
  const at = `village-plans/${id}/record?task=${task}`
  return (
    <div className="max-w-160">
      <PageHead title={t('record.title')} back={back} sub={`${form.no} ${name}  ${form.target}`} />
      <UnsentBanner userId={form.userId} words={words.unsent} mending={at} />
      <OutboxStepForm
        action={reportTaskAction}
        userId={form.userId}
        kind="villagePlan.report"
        at={at}
        title={t('plan.progressOf', { task: name })}
        id={form.newId}
        hidden={{ taskId: task }}
        fields={[
          {
            name: 'doneOn',
            label: t('record.doneOn'),
            type: 'day',
            value: form.today,
            least: form.least,
            most: form.today,
            needed: true,
          },
          {
            name: 'percent',
            label: t('record.percent'),
            type: 'count',
            max: 3,
            value: String(form.percent),
            needed: true,
          },
          { name: 'content', label: t('record.content'), type: 'long', max: 500, needed: true },
          { name: 'document', label: t('record.document'), type: 'text', max: 120 },
        ]}
        back={back}
        words={words.record}
      />
    </div>
  )
}
