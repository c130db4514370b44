import { monitoringFields } from '@/components/identification/monitoring-fields'
import { stepFields } from '@/components/identification/step-fields'
import { stepName } from '@/components/identification/step-words'
import type { StepField } from '@/components/shell/step-field'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { galleryOf } from '@/lib/evidence/rules/places'
import { moment, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import {
  agreeProcedureAction,
  announceProcedureAction,
  appraiseProcedureAction,
  approveProcedureAction,
  compareMonitoringAction,
  dismissMonitoringAction,
  objectToProcedureAction,
  publishProcedureAction,
  publishProcedureAgainAction,
  registerProcedureAction,
  rejectProcedureAction,
  returnProcedureAction,
  reviewProcedureAction,
  verifyMonitoringAction,
  verifyProcedureAction,
  verifyRemovalAction,
} from '@/lib/identification/actions'
import { ASIDE } from '@/lib/identification/lifecycle'
import type { ProcedureView } from '@/lib/identification/queries/procedure'
import type { ProcedureKind, StepName } from '@/lib/identification/schema'

const ACTIONS = {
  verify: verifyProcedureAction,
  agree: agreeProcedureAction,
  compare: compareMonitoringAction,
  dismiss: dismissMonitoringAction,
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

const VERIFY: Partial<Record<ProcedureKind, typeof verifyProcedureAction>> = {
  MONITORING: verifyMonitoringAction,
  RISK_REMOVAL: verifyRemovalAction,
}

type Say = (key: string, values?: Record<string, string | number>) => string

/** The step that comes next, for who may take it, or who takes it instead; and the ways back. */
export async function StepsPanel({
  procedure,
  publicityDays,
}: Readonly<{ procedure: ProcedureView; publicityDays: number }>) {
  const [t, monitoringWords, locale] = await Promise.all([
    getTranslations('identification'),
    getTranslations('monitoring'),
    getLocale(),
  ])
  const say = t as unknown as Say
  const { kind, monitoring } = procedure
  const photos = procedure.photos.map(({ id, at, by, caption }) => ({
    value: id,
    label: [moment(at, locale), by, caption].filter(Boolean).join(' '),
  }))
  const subject = { kind: 'IDENTIFICATION', id: procedure.id } as const
  const addPhoto = `${galleryOf(procedure.household.id, subject)}&add=1#add`
  const named = (step: StepName) => stepName(say, kind, step)
  const fields = (step: StepName): StepField[] => {
    const usual = stepFields(say, step, { ...procedure, photos, addPhoto })
    const own =
      monitoring && monitoringFields(say, monitoringWords as unknown as Say, step, { ...procedure, monitoring })
    return own ? [usual[0] as StepField, ...own] : usual
  }
  const steps: StepName[] = [...procedure.steps, ...(procedure.mayReject ? (['reject'] as const) : [])]
  const ahead = steps.filter((step) => !ASIDE.includes(step))
  const aside = steps.filter((step) => ASIDE.includes(step))
  const next = procedure.way[0]
  const form = (step: StepName) =>
    step in ACTIONS && (
      <StepForm
        key={step}
        prefix={`${step}-`}
        action={(step === 'verify' && VERIFY[kind]) || ACTIONS[step as keyof typeof ACTIONS]}
        hidden={{ commandId: crypto.randomUUID(), procedureId: procedure.id, version: procedure.version }}
        fields={fields(step)}
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
            <SectionHead title={named(step)} />
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
            {t('page.wait', { who: t(`who.${next.needs as 'identification:verify'}`), step: named(next.step) })}
          </Banner>
        )
      )}
      {aside.length > 0 && (
        <section className="sheet px-4 py-3">
          {aside.map((step) => (
            <Reveal key={step} summary={named(step)}>
              {form(step)}
            </Reveal>
          ))}
        </section>
      )}
    </>
  )
}
