import type { Metadata } from 'next'
import { outputFields, outputKindField, type Say } from '@/components/partnerships/fields'
import { OutboxStepForm } from '@/components/shell/outbox-step-form'
import { PageHead } from '@/components/shell/page-head'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { reportOutputAction } from '@/lib/partnerships/actions'
import { getOutputForm } from '@/lib/partnerships/queries/pair'
import { load } from '@/lib/platform/load'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('partnerships'))('output.title') }
}

export default async function OutputPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, words, outbox, form] = await Promise.all([
    getTranslations('partnerships'),
    clientWords('partnerships'),
    clientWords('outbox'),
    load('partnership:report', (ctx) => getOutputForm(ctx, id)),
  ])
  const at = `partnerships/${id}/output`
  return (
    <div className="max-w-160">
      <PageHead
        title={t('output.title')}
        back={`/partnerships/${id}`}
        sub={`${form.supporter}  ${t('pair.sub', { unit: form.unit.name, region: form.unit.region })}`}
      />
      <UnsentBanner userId={form.userId} words={outbox.unsent} mending={at} />
      <OutboxStepForm
        action={reportOutputAction}
        userId={form.userId}
        kind="pair.report"
        at={at}
        title={`${t('output.title')} ${form.supporter}`}
        id={form.newId}
        hidden={{ pairId: id }}
        fields={[
          outputKindField(t as unknown as Say),
          ...outputFields(t as unknown as Say, { least: form.fromOn, most: form.last }),
        ]}
        back={`/partnerships/${id}`}
        words={words.output}
      />
    </div>
  )
}
