import { getLocale, getTranslations } from 'next-intl/server'
import { Life, type LifeStep } from '@/components/ui/life'
import { nearDay } from '@/lib/i18n/format'
import type { ProcedureView } from '@/lib/identification/queries/procedure'
import type { StepName } from '@/lib/identification/schema'

/** The life of a procedure: the steps taken since it last began, the next one, and those to come with who takes them. */
export async function ProcedureLife({ procedure }: Readonly<{ procedure: ProcedureView }>) {
  const [t, locale] = await Promise.all([getTranslations('identification'), getLocale()])
  const { record, way, today, runsUntil } = procedure
  const restart = record.map(({ step }) => step).lastIndexOf('return')
  const done: LifeStep[] = record.slice(Math.max(restart, 0)).map(({ no, step, on, by }) => ({
    key: String(no),
    phase: 'done',
    state: step === 'reject' ? 'closed' : step === 'return' || step === 'object' ? 'reopened' : undefined,
    title: t(`steps.${step as StepName}`),
    sub: `${nearDay(on, today, locale)} ${by}`,
  }))
  const ahead: LifeStep[] = way.map(({ step, needs }, index) => ({
    key: `ahead-${step}-${needs}`,
    phase: index === 0 ? 'now' : 'todo',
    title: t(`steps.${step}`),
    sub:
      index === 0 && runsUntil
        ? t('list.from', { day: nearDay(runsUntil, today, locale) })
        : t('page.toCome', { who: t(`who.${needs as 'identification:verify'}`) }),
  }))
  return <Life steps={[...done, ...ahead]} />
}
