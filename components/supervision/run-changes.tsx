import { StepForm } from '@/components/shell/step-form'
import { Chip } from '@/components/ui/chip'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { decideChangeAction } from '@/lib/supervision/actions'
import type { RunView } from '@/lib/supervision/queries/runs'
import { DECISIONS } from '@/lib/supervision/schema'

/** What was added to a list and removed from it, why, by whom, and who approved. */
export async function RunChanges({ run }: Readonly<{ run: RunView }>) {
  const [t, locale] = await Promise.all([getTranslations('supervision'), getLocale()])
  const day = (text: string) => nearDay(text, run.today, locale)
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('runs.changes')} />
      {run.changes.length === 0 && <p className="text-ink-2">{t('runs.noChanges')}</p>}
      <ul className="grid gap-4">
        {run.changes.map((change) => (
          <li key={change.id} className="grid gap-1 border-t border-hair pt-2">
            <div className="flex flex-wrap items-center gap-2">
              <b>{`${t(`runs.${change.kind}`)}  ${change.name}`}</b>
              <Chip state={change.decision === null ? 'open' : change.decision === 'APPROVED' ? 'held' : 'na'}>
                {change.decision ? t(`runs.${change.decision}`) : t('runs.waiting')}
              </Chip>
            </div>
            <p>{change.reason}</p>
            <p className="text-13 text-ink-3">
              {[
                t(`types.${change.type}`),
                t('runs.proposed', { by: change.by, day: day(change.on) }),
                change.decidedBy && change.decidedOn
                  ? t('runs.decided', { by: change.decidedBy, day: day(change.decidedOn) })
                  : '',
                change.decisionNote,
              ]
                .filter(Boolean)
                .join('  ')}
            </p>
            {change.mayDecide && (
              <Reveal summary={t('runs.decide', { name: change.name })}>
                <StepForm
                  action={decideChangeAction}
                  prefix={`${change.id}-`}
                  hidden={{ commandId: crypto.randomUUID(), changeId: change.id }}
                  fields={[
                    {
                      name: 'decision',
                      label: t('runs.decision'),
                      type: 'select',
                      options: DECISIONS.map((value) => ({ value, label: t(`runs.${value}`) })),
                    },
                    { name: 'note', label: t('runs.decisionNote'), type: 'long', max: 300 },
                  ]}
                  submit={t('runs.save')}
                  busy={t('runs.saveBusy')}
                />
              </Reveal>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
