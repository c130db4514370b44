import { stepName } from '@/components/identification/step-words'
import { SectionHead } from '@/components/ui/section-head'
import { Timeline } from '@/components/ui/timeline'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { IncomeBlock } from '@/lib/identification/queries/income'
import type { ProcedureView } from '@/lib/identification/queries/procedure'
import type { StepName } from '@/lib/identification/schema'

const TOLD = [
  'assignee',
  'green',
  'mode',
  'officers',
  'monitoredType',
  'risks',
  'noLabour',
  'income',
  'nowFen',
  'troubles',
  'goneStably',
  'goneNaturally',
  'contactName',
  'departments',
  'result',
  'explanation',
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
  'late',
  'lateReason',
  'minutes',
  'note',
] as const

/** Every step with what was recorded about it, newest first. */
export async function ProcedureRecord({ procedure }: Readonly<{ procedure: ProcedureView }>) {
  const [t, monitoring, locale] = await Promise.all([
    getTranslations('identification'),
    getTranslations('monitoring'),
    getLocale(),
  ])
  const { kind } = procedure
  const day = (text: string) => nearDay(text, procedure.today, locale)
  const value = (key: string, told: unknown): string => {
    const each = (word: (code: string) => string) => (told as string[]).map(word).join(t('join'))
    switch (key) {
      case 'risks':
      case 'goneStably':
      case 'goneNaturally':
        return each((code) => monitoring(`risks.${code as 'OTHER'}`))
      case 'troubles':
        return each((code) => t(`troubles.${code as 'WATER'}`))
      case 'departments':
        return each((code) => t(`departments.${code as 'OTHER'}`))
      case 'monitoredType':
        return monitoring(`types.${told as 'MARGINAL'}`)
      case 'result':
        return t(`comparisons.${told as 'SAME'}`)
      case 'mode':
        return t(`modes.${told as 'SUPPORT'}`)
      case 'noLabour':
        return t('answers.YES')
      case 'nowFen':
        return yuan(Number(told))
      case 'income': {
        const { year, perCapitaFen } = told as IncomeBlock
        return t('monitoring.income', { year: String(year), figure: yuan(perCapitaFen) })
      }
      case 'over':
        return day(String(told))
      default:
        return Array.isArray(told) ? told.join(t('join')) : String(told)
    }
  }
  const isTold = (told: unknown) =>
    told !== undefined && told !== null && told !== '' && told !== false && !(Array.isArray(told) && told.length === 0)
  const reasonOf = (step: string, reason: unknown) =>
    step === 'reject'
      ? t(`rejects.${reason as 'OTHER'}`)
      : step === 'dismiss'
        ? monitoring(`reasons.${reason as 'OTHER'}`)
        : String(reason)
  const items = [...procedure.record].reverse().map(({ no, step, on, by, record }) => {
    const facts = TOLD.filter((key) => isTold(record[key])).map(
      (key) => `${t(`fields.${key}`)}: ${value(key, record[key])}`,
    )
    if (record.reason) facts.unshift(`${t('fields.reason')}: ${reasonOf(step, record.reason)}`)
    const state =
      step === 'reject' || step === 'dismiss' || step === 'object' ? 'crossed' : step === 'return' ? 'reopened' : 'held'
    return {
      key: String(no),
      when: day(on),
      state: state as 'held',
      title: stepName(t as unknown as (key: string) => string, kind, step as StepName),
      text: (facts.length > 0 || isTold(record.photo)) && (
        <>
          {facts.join('; ')}
          {isTold(record.photo) && (
            <a href={`/evidence/${record.photo}`} className="ml-2 underline">
              {t('fields.photo')}
            </a>
          )}
        </>
      ),
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
