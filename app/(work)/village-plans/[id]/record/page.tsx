import type { Metadata } from 'next'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { RecordForm } from '@/components/yearplans/record-form'
import { clientWords } from '@/lib/i18n/client-words'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { getRecordForm } from '@/lib/yearplans/queries/part'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('yearplans'))('record.title') }
}

/** Progress of a task (`?task=`) or a supply (`?what=supply`), recorded on the phone. */
export default async function RecordPage({ params, searchParams }: Readonly<Props>) {
  const [{ id }, parameters] = await Promise.all([params, searchParams])
  const task = asked(parameters, 'what') === 'supply' ? null : (asked(parameters, 'task') ?? '')
  const [t, words, outbox, locale, form] = await Promise.all([
    getTranslations('yearplans'),
    clientWords('yearplans'),
    clientWords('outbox'),
    getLocale(),
    load('villagePlan:keep', (ctx) => getRecordForm(ctx, id, task)),
  ])
  const at = `village-plans/${id}/record?${task === null ? 'what=supply' : `task=${task}`}`
  const isTask = form.what === 'task'
  return (
    <div className="max-w-160">
      <PageHead
        title={t(isTask ? 'record.title' : 'supplies.record')}
        back={`/village-plans/${id}${isTask ? '' : '?part=supplies'}`}
        sub={
          isTask
            ? `${form.task.no} ${locale === 'zh-CN' ? form.task.nameZh : form.task.nameEn}  ${form.task.target}`
            : form.supply.village
        }
      />
      <UnsentBanner userId={form.userId} words={outbox.unsent} mending={at} />
      <RecordForm form={form} planId={id} at={at} words={words.record} />
    </div>
  )
}
