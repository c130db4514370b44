import { Life, type LifeStep } from '@/components/ui/life'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { MeasureView } from '@/lib/support/queries/measure'

/** The life of a measure: what was done, by whom and when, what comes next and who does it. */
export async function MeasureLife({ measure }: Readonly<{ measure: MeasureView }>) {
  const [t, locale] = await Promise.all([getTranslations('support'), getLocale()])
  const { by, today, status, plannedOn, finishBy } = measure
  const day = (text: string) => nearDay(text, today, locale)
  const past = [
    ['plan', plannedOn, by.recorded],
    ['start', measure.startedOn, by.started],
    ['deliver', measure.deliveredOn, by.delivered],
    ['confirm', measure.confirmedOn, by.confirmed],
    ['cancel', measure.cancelledOn, by.cancelled],
  ] as const
  const done = past
    .filter(([, on]) => on !== null)
    .map(
      ([step, on, who]): LifeStep => ({
        key: step,
        phase: 'done',
        state: step === 'cancel' ? 'na' : undefined,
        title: t(`steps.${step}`),
        sub: `${day(on as string)} ${who ?? ''}`,
      }),
    )
  const way =
    status === 'PLANNED'
      ? (['start', 'deliver', 'confirm'] as const)
      : status === 'IN_PROGRESS'
        ? (['deliver', 'confirm'] as const)
        : status === 'DELIVERED'
          ? (['confirm'] as const)
          : []
  const ahead = way.map(
    (step, index): LifeStep => ({
      key: `ahead-${step}`,
      phase: index === 0 ? 'now' : 'todo',
      state: index === 0 && step !== 'confirm' && finishBy < today ? 'crossed' : undefined,
      title: t(`steps.${step}`),
      sub: step === 'deliver' ? t('list.by', { day: day(finishBy) }) : t(`who.${step}`),
    }),
  )
  return <Life steps={[...done, ...ahead]} />
}
