import { StepForm } from '@/components/shell/step-form'
import { Bar } from '@/components/ui/bar'
import { Chip } from '@/components/ui/chip'
import { Facts } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { TaskEntry } from '@/components/yearplans/task-entry'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { editPlanAction, setTaskAction } from '@/lib/yearplans/actions'
import type { PlanHead, TaskView } from '@/lib/yearplans/queries/plan'

/** The tasks of the year, each with how far it is against the time that is over, and the form that sets it. */
export async function TasksPart({ plan, tasks }: Readonly<{ plan: PlanHead; tasks: readonly TaskView[] }>) {
  const [t, locale] = await Promise.all([getTranslations('yearplans'), getLocale()])
  const day = (text: string) => nearDay(text, plan.today, locale)
  return (
    <div className="grid gap-4">
      <section className="sheet wenwu px-4 py-3">
        <p>
          <b>{t('plan.aims')}</b> {plan.aims || t('none')}
        </p>
        {plan.mayKeep && (
          <Reveal summary={t('plan.edit')}>
            <StepForm
              isWide
              action={editPlanAction}
              prefix="plan-"
              hidden={{ commandId: crypto.randomUUID(), planId: plan.id, version: plan.version }}
              fields={[
                {
                  name: 'secretary',
                  label: t('list.secretary'),
                  type: 'text',
                  max: 60,
                  value: plan.secretary,
                  needed: true,
                },
                { name: 'aims', label: t('plan.aims'), type: 'long', max: 500, value: plan.aims },
              ]}
              submit={t('plan.save')}
              busy={t('plan.busy')}
            />
          </Reveal>
        )}
      </section>
      {tasks.map((task) => {
        const name = locale === 'zh-CN' ? task.nameZh : task.nameEn
        return (
          <section key={task.id} id={`task-${task.no}`} className="sheet px-4 pb-3">
            <SectionHead
              title={`${task.no} ${name}`}
              end={<Chip state={task.standing}>{t(`standings.${task.standing}`)}</Chip>}
            />
            <Bar state={task.standing} value={task.percent} expected={task.gone} />
            <p className="pb-2 text-13 text-ink-2">
              <b>{t('plan.percent', { n: task.percent })}</b> {t('plan.gone', { n: Math.floor(task.gone) })}
            </p>
            <Facts
              items={[
                { key: 'owner', name: t('plan.owner'), value: task.owner },
                { key: 'target', name: t('plan.target'), value: task.target || t('none') },
                {
                  key: 'days',
                  name: t('plan.days'),
                  value: t('plan.span', { from: day(task.startsOn), to: day(task.endsOn) }),
                },
              ]}
            />
            {task.entries.length === 0 ? (
              <p className="py-1 text-13 text-ink-3">{t('plan.noEntries')}</p>
            ) : (
              <ul className="grid gap-1 py-1">
                {task.entries.map((entry) => (
                  <TaskEntry key={entry.id} entry={entry} today={plan.today} mayAdd={plan.mayAddPhotos} />
                ))}
              </ul>
            )}
            {plan.mayKeep && (
              <>
                <LinkButton href={`/village-plans/${plan.id}/record?task=${task.id}`} icon="plus">
                  {t('plan.progress')}
                  <span className="sr-only"> {name}</span>
                </LinkButton>
                <Reveal summary={t('plan.set')}>
                  <StepForm
                    isWide
                    action={setTaskAction}
                    prefix={`task${task.no}-`}
                    hidden={{ commandId: crypto.randomUUID(), taskId: task.id, version: task.version }}
                    fields={[
                      { name: 'owner', label: t('plan.owner'), type: 'text', max: 60, value: task.owner, needed: true },
                      { name: 'target', label: t('plan.target'), type: 'text', max: 300, value: task.target },
                      { name: 'startsOn', label: t('plan.startsOn'), type: 'day', value: task.startsOn, needed: true },
                      { name: 'endsOn', label: t('plan.endsOn'), type: 'day', value: task.endsOn, needed: true },
                    ]}
                    submit={t('plan.save')}
                    busy={t('plan.busy')}
                  />
                </Reveal>
              </>
            )}
          </section>
        )
      })}
    </div>
  )
}
