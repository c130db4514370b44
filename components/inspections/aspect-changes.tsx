import { named } from '@/components/inspections/names'
import { StepForm } from '@/components/shell/step-form'
import { Chip } from '@/components/ui/chip'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { decideAspectAction } from '@/lib/findings/actions'
import type { AspectsView } from '@/lib/findings/queries/aspects'
import { DECISIONS } from '@/lib/findings/schema'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

/** Changes of the aspects: what, why, by whom, and who decided. */
export async function AspectChanges({ changes, today }: Readonly<Pick<AspectsView, 'changes' | 'today'>>) {
  const [t, locale] = await Promise.all([getTranslations('inspections'), getLocale()])
  const day = (text: string) => nearDay(text, today, locale)
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('aspects.changes')} />
      {changes.length === 0 && <p className="text-ink-2">{t('aspects.noChanges')}</p>}
      <ul className="grid gap-4">
        {changes.map((change) => {
          const name = [change.of ? named(change.of, locale) : '', named(change, locale)].filter(Boolean).join(' → ')
          return (
            <li key={change.id} className="grid gap-1 border-t border-hair pt-2">
              <div className="flex flex-wrap items-center gap-2">
                <b>{`${t(`aspects.${change.kind}`)}  ${name}`}</b>
                <Chip state={change.decision === null ? 'open' : change.decision === 'APPROVED' ? 'held' : 'na'}>
                  {t(`aspects.${change.decision ?? 'waiting'}`)}
                </Chip>
              </div>
              <p>{change.reason}</p>
              <p className="text-13 text-ink-3">
                {[
                  t('aspects.proposed', { by: change.by, day: day(change.on) }),
                  change.decidedBy && change.decidedOn
                    ? t('aspects.decided', { by: change.decidedBy, day: day(change.decidedOn) })
                    : '',
                  change.note,
                ]
                  .filter(Boolean)
                  .join('  ')}
              </p>
              {change.mayDecide && (
                <Reveal summary={t('aspects.decide', { name })}>
                  <StepForm
                    action={decideAspectAction}
                    prefix={`${change.id}-`}
                    hidden={{ commandId: crypto.randomUUID(), changeId: change.id }}
                    fields={[
                      {
                        name: 'decision',
                        label: t('aspects.decision'),
                        type: 'select',
                        options: DECISIONS.map((value) => ({ value, label: t(`aspects.${value}`) })),
                      },
                      { name: 'note', label: t('aspects.note'), type: 'long', max: 300 },
                    ]}
                    submit={t('aspects.save')}
                    busy={t('items.busy')}
                  />
                </Reveal>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
