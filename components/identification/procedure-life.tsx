import { stepName } from '@/components/identification/step-words'
import { Life, type LifeStep } from '@/components/ui/life'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { ProcedureView } from '@/lib/identification/queries/procedure'
import type { StepName } from '@/lib/identification/schema'

/** The life of a procedure: the steps taken since it last began, the next one, and those to come with who takes them. */
export async function ProcedureLife({ procedure }: Readonly<{ procedure: ProcedureView }>) {
  const [t, locale] = await Promise.all([getTranslations('identification'), getLocale()])
  const { record, way, today, runsUntil, kind, monitoring } = procedure
  const named = (step: StepName) => stepName(t as unknown as (key: string) => string, kind, step)
  const due = (step: StepName) => monitoring?.due?.[step as 'verify']
  const restart = record.map(({ step }) => step).lastIndexOf('return')
  const done: LifeStep[] = record.slice(Math.max(restart, 0)).map(({ no, step, on, by }) => ({
    key: String(no),
    phase: 'done',
    state:
      step === 'reject' || step === 'dismiss'
        ? 'closed'
        : step === 'return' || step === 'object'
          ? 'reopened'
          : undefined,
    title: named(step as StepName),
    sub: `${nearDay(on, today, locale)} ${by}`,
  }))
  const ahead: LifeStep[] = way.map(({ step, needs }, index) => ({
    key: `ahead-${step}-${needs}`,
    phase: index === 0 ? 'now' : 'todo',
    state: index === 0 && (due(step) ?? today) < today ? 'crossed' : undefined,
    title: named(step),
    sub:
      index === 0 && runsUntil
        ? t('list.from', { day: nearDay(runsUntil, today, locale) })
        : [
            t('page.toCome', { who: t(`who.${needs as 'identification:verify'}`) }),
            due(step) ? t('page.dueBy', { day: nearDay(due(step) as string, today, locale) }) : '',
          ]
            .filter(Boolean)
            .join(t('join')),
  }))
  return <Life steps={[...done, ...ahead]} />
}
