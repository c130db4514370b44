import { StepForm } from '@/components/shell/step-form'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { doneGroupAction, drawGroupsAction, setGroupAction } from '@/lib/yearplans/actions'
import type { GroupsView } from '@/lib/yearplans/queries/groups'
import type { PlanHead } from '@/lib/yearplans/queries/plan'

/** Special groups household by household: why each is one, what is to be done for it, and that it was done. */
export async function GroupsPart({ plan, groups }: Readonly<{ plan: PlanHead; groups: GroupsView }>) {
  const [t, locale] = await Promise.all([getTranslations('yearplans'), getLocale()])
  const { all, done, lines, seesLines } = groups
  const day = (text: string) => nearDay(text, plan.today, locale)
  return (
    <div className="grid gap-4">
      <section className="sheet px-4 pb-4">
        <SectionHead title={t('parts.groups')} note={t('groups.sum', { n: all, done })} />
        <p className="text-13 text-ink-2">{seesLines ? t('groups.note') : t('groups.countsOnly')}</p>
        {plan.mayKeep && (
          <div className="pt-3">
            <StepForm
              action={drawGroupsAction}
              hidden={{ commandId: crypto.randomUUID(), planId: plan.id }}
              fields={[]}
              submit={t('groups.draw')}
              busy={t('groups.busy')}
            />
          </div>
        )}
      </section>
      {all === 0 && <EmptyState title={t('groups.empty')}>{t('groups.emptyWhy')}</EmptyState>}
      {lines.map((line) => (
        <section key={line.householdId} className="sheet px-4 pb-3">
          <SectionHead
            title={<a href={`/households/${line.householdId}`}>{line.head}</a>}
            note={line.group}
            end={
              <Chip state={line.doneOn ? 'held' : line.isLate ? 'crossed' : line.todo ? 'doing' : 'open'}>
                {line.doneOn
                  ? t('groups.doneOn', { day: day(line.doneOn) })
                  : line.isLate
                    ? t('groups.late')
                    : line.todo
                      ? t('groups.doing')
                      : t('groups.open')}
              </Chip>
            }
          />
          <p>
            {line.groups.map((each) => (
              <span key={each} className="tag mr-1">
                {t(`groups.kinds.${each}`)}
              </span>
            ))}
            {line.todo || t('groups.nothingYet')}{' '}
            <span className="text-13 text-ink-3">
              {[line.dueOn && t('groups.dueBy', { day: day(line.dueOn) }), line.doneNote, line.doneBy]
                .filter(Boolean)
                .join('  ')}
            </span>
          </p>
          {plan.mayKeep && !line.doneOn && (
            <>
              <Reveal summary={t('groups.set')}>
                <StepForm
                  isWide
                  action={setGroupAction}
                  prefix={`set${line.householdId}-`}
                  hidden={{
                    commandId: crypto.randomUUID(),
                    planId: plan.id,
                    householdId: line.householdId,
                    version: line.version,
                  }}
                  fields={[
                    { name: 'todo', label: t('groups.todo'), type: 'text', max: 300, value: line.todo, needed: true },
                    { name: 'dueOn', label: t('groups.due'), type: 'day', value: line.dueOn ?? '', needed: false },
                  ]}
                  submit={t('groups.save')}
                  busy={t('groups.busy')}
                />
              </Reveal>
              {line.todo && (
                <Reveal summary={t('groups.done')}>
                  <StepForm
                    isWide
                    action={doneGroupAction}
                    prefix={`done${line.householdId}-`}
                    hidden={{
                      commandId: crypto.randomUUID(),
                      planId: plan.id,
                      householdId: line.householdId,
                      version: line.version,
                    }}
                    fields={[
                      {
                        name: 'doneOn',
                        label: t('groups.doneDay'),
                        type: 'day',
                        value: plan.today,
                        least: line.drawnOn,
                        most: plan.today,
                        needed: true,
                      },
                      { name: 'note', label: t('groups.result'), type: 'text', max: 300 },
                    ]}
                    submit={t('groups.done')}
                    busy={t('groups.busy')}
                  />
                </Reveal>
              )}
            </>
          )}
        </section>
      ))}
    </div>
  )
}
