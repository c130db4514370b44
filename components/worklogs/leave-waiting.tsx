import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { decideLeaveAction } from '@/lib/worklogs/actions'
import type { PeopleList } from '@/lib/worklogs/queries/people'
import { LEAVE_DECISIONS } from '@/lib/worklogs/schema'

/** Leave that waits for the reader's decision. */
export async function LeaveWaiting({ list }: Readonly<{ list: PeopleList }>) {
  const [t, locale] = await Promise.all([getTranslations('worklogs'), getLocale()])
  const day = (text: string) => nearDay(text, list.today, locale)
  return (
    <section className="sheet px-4 pb-3">
      <SectionHead title={t('leave.waiting')} />
      {list.waiting.length === 0 && <p className="text-13 text-ink-3">{t('leave.none')}</p>}
      {list.waiting.map((leave) => (
        <Reveal
          key={leave.id}
          summary={`${leave.name} ${leave.village} ${t('own.span', { from: day(leave.fromOn), to: day(leave.toOn) })}`}
        >
          <p className="pb-2 text-13 text-ink-2">{`${t(`leaves.${leave.kind}`)}  ${leave.reason}`}</p>
          <StepForm
            isWide
            action={decideLeaveAction}
            prefix={`${leave.id}-`}
            hidden={{ commandId: crypto.randomUUID(), leaveId: leave.id }}
            fields={[
              {
                name: 'decision',
                label: t('leave.decision'),
                type: 'select',
                value: 'GRANTED',
                options: LEAVE_DECISIONS.map((value) => ({ value, label: t(`leave.decisions.${value}`) })),
              },
              { name: 'note', label: t('leave.note'), type: 'text', max: 300 },
            ]}
            submit={t('leave.save')}
            busy={t('leave.busy')}
          />
        </Reveal>
      ))}
    </section>
  )
}
