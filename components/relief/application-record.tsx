import { Life, type LifeStep } from '@/components/ui/life'
import { SectionHead } from '@/components/ui/section-head'
import { Timeline } from '@/components/ui/timeline'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { ApplicationView } from '@/lib/relief/queries/application'

const TOLD = [
  'document',
  'claimedFen',
  'grantedFen',
  'paidFen',
  'recoveredFen',
  'measure',
  'level',
  'officers',
  'opinion',
  'place',
  'phone',
  'days',
  'over',
  'from',
  'content',
  'signer',
  'result',
  'next',
  'note',
] as const
const DAYS: readonly string[] = ['over', 'next']

/** Every step with what was recorded about it, newest first. */
export async function ApplicationRecord({ application }: Readonly<{ application: ApplicationView }>) {
  const [t, locale] = await Promise.all([getTranslations('relief'), getLocale()])
  const day = (text: string) => nearDay(text, application.today, locale)
  const value = (key: (typeof TOLD)[number], told: unknown): string => {
    if (key.endsWith('Fen')) return `${yuan(Number(told))} ${t('yuan')}`
    if (DAYS.includes(key)) return day(String(told))
    if (key === 'measure') return t(`measureEnds.${told as 'KEPT'}`)
    if (key === 'level') return t(`levels.${told as 'COUNTY'}`)
    return key === 'result' ? t(`results.${told as 'END'}`) : String(told)
  }
  const items = [...application.record].reverse().map(({ no, step, on, by, record }) => {
    const facts = TOLD.filter((key) => record[key] !== undefined && record[key] !== '').map(
      (key) => `${t(`fields.${key}`)}: ${value(key, record[key])}`,
    )
    const { reason } = record
    if (reason)
      facts.unshift(`${t('fields.reason')}: ${step === 'reject' ? t(`rejects.${reason as 'OTHER'}`) : reason}`)
    const state = ['reject', 'object', 'revoke'].includes(step) ? 'crossed' : step === 'return' ? 'reopened' : 'held'
    return {
      key: String(no),
      when: day(on),
      state: state as 'held',
      title: t(`steps.${step}`),
      text: facts.length > 0 ? facts.join('; ') : undefined,
      note: by,
    }
  })
  return (
    <section className="sheet wenwu px-4 pb-4">
      <SectionHead title={t('application.record')} />
      <Timeline items={items} />
    </section>
  )
}

/** The life of an application: the steps taken since it last began, the next one, and those to come with who takes them. */
export async function ApplicationLife({ application }: Readonly<{ application: ApplicationView }>) {
  const [t, locale] = await Promise.all([getTranslations('relief'), getLocale()])
  const { record, way, today, runsUntil, decider } = application
  const restart = record.map(({ step }) => step).lastIndexOf('return')
  const done: LifeStep[] = record.slice(Math.max(restart, 0)).map(({ no, step, on, by }) => ({
    key: String(no),
    phase: 'done',
    state:
      step === 'reject' || step === 'withdraw'
        ? 'closed'
        : step === 'return' || step === 'object'
          ? 'reopened'
          : undefined,
    title: t(`steps.${step}`),
    sub: `${nearDay(on, today, locale)} ${by}`,
  }))
  const ahead: LifeStep[] = way.map(({ step, needs }, index) => ({
    key: `ahead-${step}`,
    phase: index === 0 ? 'now' : 'todo',
    title: t(`steps.${step}`),
    sub:
      step === 'approve'
        ? runsUntil
          ? t('list.from', { day: nearDay(runsUntil, today, locale) })
          : t('application.decider', { level: t(`levels.${decider}`) })
        : t('application.toCome', { who: t(`who.${needs as 'relief:pay'}`) }),
  }))
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('application.ahead')} />
      <Life steps={[...done, ...ahead]} />
    </section>
  )
}
