import { getLocale, getTranslations } from 'next-intl/server'
import { SectionHead } from '@/components/ui/section-head'
import { Timeline } from '@/components/ui/timeline'
import { nearDay } from '@/lib/i18n/format'
import type { ProcedureView } from '@/lib/identification/queries/procedure'
import type { StepName } from '@/lib/identification/schema'

const TOLD = [
  'officers',
  'reviewers',
  'signer',
  'chair',
  'place',
  'should',
  'present',
  'votesFor',
  'votesAgainst',
  'votesAbstain',
  'days',
  'over',
  'phone',
  'from',
  'content',
  'document',
  'handbookNo',
  'opinion',
  'minutes',
  'note',
] as const

/** Every step with what was recorded about it, newest first. */
export async function ProcedureRecord({ procedure }: Readonly<{ procedure: ProcedureView }>) {
  const [t, locale] = await Promise.all([getTranslations('identification'), getLocale()])
  const day = (text: string) => nearDay(text, procedure.today, locale)
  const value = (key: string, told: unknown): string => {
    if (Array.isArray(told)) return told.join(t('join'))
    return key === 'over' ? day(String(told)) : String(told)
  }
  const reasonOf = (step: string, reason: unknown) =>
    step === 'reject' ? t(`rejects.${reason as 'OTHER'}`) : String(reason)
  const items = [...procedure.record].reverse().map(({ no, step, on, by, record }) => {
    const facts = TOLD.filter((key) => record[key] !== undefined && record[key] !== '').map(
      (key) => `${t(`fields.${key}`)}: ${value(key, record[key])}`,
    )
    if (record.reason) facts.unshift(`${t('fields.reason')}: ${reasonOf(step, record.reason)}`)
    const state = step === 'reject' || step === 'object' ? 'crossed' : step === 'return' ? 'reopened' : 'held'
    return {
      key: String(no),
      when: day(on),
      state: state as 'held',
      title: t(`steps.${step as StepName}`),
      text: facts.length > 0 ? facts.join('; ') : undefined,
      note: by,
    }
  })
  return (
    <section className="sheet wenwu px-4 pb-4">
      <SectionHead title={t('page.record')} />
      <Timeline items={items} />
    </section>
  )
}
