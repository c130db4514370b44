import { StepForm } from '@/components/shell/step-form'
import { Chip } from '@/components/ui/chip'
import type { StateKey } from '@/components/ui/glyph'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { StandingChip } from '@/components/worklogs/standing-chip'
import { nearDay, weekday } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { withdrawLeaveAction } from '@/lib/worklogs/actions'
import type { MonthView } from '@/lib/worklogs/queries/month'
import type { DayState } from '@/lib/worklogs/rules/month'

const STATE_OF: Record<Exclude<DayState, 'ahead'>, StateKey> = {
  present: 'held',
  elsewhere: 'assigned',
  leave: 'na',
  gap: 'open',
}
const LEAVE_STATE = { GRANTED: 'held', REFUSED: 'na' } as const

/** A person's month: how many days in the village beside those asked for, each day with what was done, and leave. */
export async function PersonMonth({ view }: Readonly<{ view: MonthView }>) {
  const [t, locale] = await Promise.all([getTranslations('worklogs'), getLocale()])
  const day = (text: string) => nearDay(text, view.today, locale)
  const past = view.days.flatMap(({ state, ...rest }) => (state === 'ahead' ? [] : [{ ...rest, state }])).reverse()
  return (
    <div className="grid gap-4">
      <section className="sheet px-4 pb-3">
        <SectionHead
          title={t('own.days')}
          end={
            view.standing &&
            view.needed !== null && (
              <StandingChip standing={view.standing} needed={view.needed} present={view.counts.present} />
            )
          }
        />
        <p className="pb-2 text-13 text-ink-2">{t('own.counts', view.counts)}</p>
        <TupleTable
          caption={t('own.days')}
          columns={[
            { head: t('own.day'), at: 1, sub: 2, href: '{3}', strong: true },
            { head: t('own.state'), at: 4, kind: 'state', state: 5 },
            { head: t('own.what'), at: 6, sub: 7 },
            { head: t('own.visits'), at: 8 },
          ]}
          rows={past.map(({ day: on, state, log, visits }) => [
            on,
            day(on),
            weekday(on, locale),
            log ? `/worklogs/${log.id}` : view.isOwn ? `/worklogs/new?day=${on}` : '',
            t(`states.${state}`),
            STATE_OF[state],
            log ? log.content : view.isOwn && state === 'gap' ? t('own.writeDay') : '',
            log
              ? [
                  log.kinds.map(({ nameZh, nameEn }) => (locale === 'zh-CN' ? nameZh : nameEn)).join(' '),
                  log.place,
                  log.lateBy === null ? '' : t('own.late', { n: log.lateBy }),
                  log.isCorrected ? t('own.corrected') : '',
                ]
                  .filter(Boolean)
                  .join('  ')
              : '',
            visits > 0 ? t('own.visited', { n: visits }) : '',
          ])}
        />
      </section>
      <section className="sheet px-4 pb-3">
        <SectionHead title={t('own.leave')} />
        {view.leaves.length === 0 && <p className="text-13 text-ink-3">{t('own.noLeave')}</p>}
        <ul className="grid gap-2">
          {view.leaves.map((leave) => (
            <li key={leave.id} className="flex flex-wrap items-center gap-2">
              {leave.isWithdrawn ? (
                <Chip state="na">{t('own.withdrawn')}</Chip>
              ) : (
                <Chip state={leave.decision ? LEAVE_STATE[leave.decision] : 'due'}>
                  {t(leave.decision ? `own.${leave.decision}` : 'own.waiting')}
                </Chip>
              )}
              <b>{t('own.span', { from: day(leave.fromOn), to: day(leave.toOn) })}</b>
              <span className="text-13 text-ink-2">
                {[t(`leaves.${leave.kind}`), leave.reason, leave.by, leave.note].filter(Boolean).join('  ')}
              </span>
              {leave.mayWithdraw && (
                <div className="basis-full">
                  <Reveal summary={t('leave.withdraw')}>
                    <p className="pb-2 text-13 text-ink-2">{t('leave.withdrawNote')}</p>
                    <StepForm
                      action={withdrawLeaveAction}
                      prefix={`${leave.id}-`}
                      hidden={{ commandId: crypto.randomUUID(), leaveId: leave.id }}
                      fields={[]}
                      submit={t('leave.withdrawSave')}
                      busy={t('leave.busy')}
                    />
                  </Reveal>
                </div>
              )}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
