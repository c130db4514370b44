import { SectionHead } from '@/components/ui/section-head'
import { Timeline } from '@/components/ui/timeline'
import type { FindingView } from '@/lib/findings/queries/finding'
import type { StepName } from '@/lib/findings/schema'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

const TOLD = [
  'kind',
  'reference',
  'unit',
  'leader',
  'person',
  'otherUnits',
  'was',
  'dueOn',
  'requirement',
  'goal',
  'measures',
  'milestones',
  'result',
  'similarFound',
  'similarFixed',
  'similarNote',
  'opinion',
  'seen',
  'companions',
  'householdWord',
  'document',
  'note',
  'reason',
] as const

const SHAPES: Partial<Record<StepName, 'crossed' | 'reopened' | 'closed' | 'due'>> = {
  return: 'reopened',
  reopen: 'reopened',
  close: 'closed',
  press: 'due',
}

/** Every step of a line with what was recorded about it, newest first. */
export async function FindingRecord({ finding }: Readonly<{ finding: FindingView }>) {
  const [t, locale] = await Promise.all([getTranslations('findings'), getLocale()])
  const { today } = finding
  const value = (step: StepName, key: (typeof TOLD)[number], told: unknown): string => {
    if (key === 'dueOn' || key === 'was') return nearDay(String(told), today, locale)
    if (key === 'kind') return step === 'press' ? t(`presses.${told as 'REMIND'}`) : t(`proofs.${told as 'PHOTO'}`)
    if (key === 'result' && step === 'recheck') return t(`results.${told as 'HOLDS'}`)
    return String(told)
  }
  return (
    <section className="sheet wenwu px-4 pb-4">
      <SectionHead title={t('page.record')} />
      <Timeline
        items={[...finding.record].reverse().map(({ no, step, on, by, unit, told }) => {
          const facts = TOLD.filter((key) => told[key] !== undefined && told[key] !== null && told[key] !== '').map(
            (key) => `${t(`told.${key}`)}: ${value(step, key, told[key])}`,
          )
          return {
            key: String(no),
            when: nearDay(on, today, locale),
            state: SHAPES[step] ?? ('held' as const),
            title: t(`steps.${step}`),
            text: facts.length > 0 ? facts.join('; ') : undefined,
            note: unit ? `${by}  ${unit}` : by,
          }
        })}
      />
    </section>
  )
}
