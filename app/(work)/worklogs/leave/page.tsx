import type { Metadata } from 'next'
import { OutboxStepForm } from '@/components/shell/outbox-step-form'
import { PageHead } from '@/components/shell/page-head'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { newId } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { askLeaveAction } from '@/lib/worklogs/actions'
import { LEAVE_KINDS } from '@/lib/worklogs/schema'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('worklogs'))('leave.title') }
}

export default async function AskLeavePage() {
  const [t, words, outbox, { userId, id, today }] = await Promise.all([
    getTranslations('worklogs'),
    clientWords('worklogs'),
    clientWords('outbox'),
    load('workLog:write', async (ctx) => ({ userId: ctx.actor.userId, id: newId(ctx.now), today: ctx.today })),
  ])
  const at = 'worklogs/leave'
  return (
    <div className="max-w-160">
      <PageHead title={t('leave.title')} back="/worklogs" sub={t('leave.sub')} />
      <UnsentBanner userId={userId} words={outbox.unsent} mending={at} />
      <OutboxStepForm
        action={askLeaveAction}
        userId={userId}
        kind="leave.ask"
        at={at}
        title={t('leave.title')}
        id={id}
        hidden={{}}
        fields={[
          { name: 'fromOn', label: t('leave.fromOn'), type: 'day', value: today },
          { name: 'toOn', label: t('leave.toOn'), type: 'day', value: today },
          {
            name: 'kind',
            label: t('leave.kind'),
            type: 'select',
            value: 'PERSONAL',
            options: LEAVE_KINDS.map((value) => ({ value, label: t(`leaves.${value}`) })),
          },
          { name: 'reason', label: t('leave.reason'), type: 'long', max: 300, needed: true },
        ]}
        back="/worklogs"
        words={words.record}
      />
    </div>
  )
}
