import { getLocale, getTranslations } from 'next-intl/server'
import { stepFields } from '@/components/identification/step-fields'
import { StepForm } from '@/components/identification/step-form'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { nearDay } from '@/lib/i18n/format'
import {
  agreeProcedureAction,
  announceProcedureAction,
  appraiseProcedureAction,
  approveProcedureAction,
  objectToProcedureAction,
  publishProcedureAction,
  publishProcedureAgainAction,
  registerProcedureAction,
  rejectProcedureAction,
  returnProcedureAction,
  reviewProcedureAction,
  verifyProcedureAction,
} from '@/lib/identification/actions'
import type { ProcedureView } from '@/lib/identification/queries/procedure'
import type { StepName } from '@/lib/identification/schema'

const ACTIONS = {
  verify: verifyProcedureAction,
  agree: agreeProcedureAction,
  appraise: appraiseProcedureAction,
  publish: publishProcedureAction,
  publishAgain: publishProcedureAgainAction,
  object: objectToProcedureAction,
  review: reviewProcedureAction,
  approve: approveProcedureAction,
  announce: announceProcedureAction,
  register: registerProcedureAction,
  return: returnProcedureAction,
  reject: rejectProcedureAction,
} as const

const ASIDE: readonly StepName[] = ['object', 'return', 'reject']

/** The step that comes next, for who may take it, or who takes it instead; and the ways back. */
export async function StepsPanel({
  procedure,
  publicityDays,
}: Readonly<{ procedure: ProcedureView; publicityDays: number }>) {
  const [t, locale] = await Promise.all([getTranslations('identification'), getLocale()])
  const say = t as unknown as (key: string, values?: Record<string, string | number>) => string
  const steps: StepName[] = [...procedure.steps, ...(procedure.mayReject ? (['reject'] as const) : [])]
  const ahead = steps.filter((step) => !ASIDE.includes(step))
  const aside = steps.filter((step) => ASIDE.includes(step))
  const next = procedure.way[0]
  const form = (step: StepName) =>
    step in ACTIONS && (
      <StepForm
        key={step}
        prefix={`${step}-`}
        action={ACTIONS[step as keyof typeof ACTIONS]}
        hidden={{ commandId: crypto.randomUUID(), procedureId: procedure.id, version: procedure.version }}
        fields={stepFields(say, step, procedure)}
        submit={t(`does.${step}`)}
        busy={t('busy')}
        look={ASIDE.includes(step) ? 'plain' : 'act'}
      />
    )
  return (
    <>
      {procedure.runsUntil && (
        <Banner state="due" title={t('page.running', { day: nearDay(procedure.runsUntil, procedure.today, locale) })} />
      )}
      {ahead.length > 0 ? (
        ahead.map((step) => (
          <section key={step} className="sheet px-4 pb-4">
            <SectionHead title={t(`steps.${step}`)} />
            {(step === 'publish' || step === 'publishAgain') && (
              <p className="pb-3 text-13 text-ink-3">{t('hints.publish', { n: publicityDays })}</p>
            )}
            {form(step)}
          </section>
        ))
      ) : procedure.isOwn ? (
        <Banner state="crossed" title={t('page.ownTitle')}>
          {t('page.own')}
        </Banner>
      ) : (
        next &&
        !procedure.runsUntil && (
          <Banner state="plain" title={t('page.waitTitle')}>
            {t('page.wait', { who: t(`who.${next.needs as 'identification:verify'}`), step: t(`steps.${next.step}`) })}
          </Banner>
        )
      )}
      {aside.length > 0 && (
        <section className="sheet px-4 py-3">
          {aside.map((step) => (
            <Reveal key={step} summary={t(`steps.${step}`)}>
              {form(step)}
            </Reveal>
          ))}
        </section>
      )}
    </>
  )
}
