import { claimFields } from '@/components/relief/event-forms'
import type { StepField } from '@/components/shell/step-field'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { yuanText } from '@/lib/households/rules/money-text'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import {
  acceptReliefAction,
  applyReliefAction,
  approveReliefAction,
  confirmReliefAction,
  disburseReliefAction,
  objectToReliefAction,
  publishReliefAction,
  rejectReliefAction,
  returnReliefAction,
  reviewPostAction,
  reviewReliefAction,
  revokeReliefAction,
  withdrawReliefAction,
} from '@/lib/relief/actions'
import { isAside } from '@/lib/relief/lifecycle'
import type { ApplicationView } from '@/lib/relief/queries/application'
import { REJECT_REASONS, type ReliefStep } from '@/lib/relief/schema/applications'

const ACTIONS = {
  apply: applyReliefAction,
  accept: acceptReliefAction,
  review: reviewReliefAction,
  publish: publishReliefAction,
  object: objectToReliefAction,
  approve: approveReliefAction,
  disburse: disburseReliefAction,
  confirm: confirmReliefAction,
  return: returnReliefAction,
  reject: rejectReliefAction,
  withdraw: withdrawReliefAction,
  revoke: revokeReliefAction,
  reviewPost: reviewPostAction,
} as const
type Taken = keyof typeof ACTIONS

type Words = Awaited<ReturnType<typeof getTranslations<'relief'>>>

function fieldsOf(t: Words, step: Taken, application: ApplicationView): StepField[] {
  const { today, lastStepOn } = application
  const on: StepField = { name: 'on', label: t('fields.on'), type: 'day', value: today, least: lastStepOn, most: today }
  const text = (name: 'document', max: number): StepField => ({ name, label: t(`fields.${name}`), type: 'text', max })
  const long = (name: 'reason' | 'opinion' | 'content' | 'note', max: number): StepField => ({
    name,
    label: t(`fields.${name}`),
    type: 'long',
    max,
  })
  const line = (name: 'officers' | 'place' | 'phone' | 'from' | 'signer', max: number, value?: string): StepField => ({
    name,
    label: t(`fields.${name}`),
    type: 'text',
    max,
    value,
  })
  const money = (name: 'grantedYuan' | 'recoveredYuan', value: string, hint?: string): StepField => ({
    name,
    label: t(`fields.${name}`),
    type: 'money',
    unit: t('yuan'),
    value,
    hint,
  })
  const limit =
    application.line === 3
      ? t('amounts.limit', { limit: yuan(application.limitFen) })
      : application.line === 6
        ? t('amounts.grants', { grants: application.grants.map(yuan).join(' / ') })
        : undefined
  const claim = {
    manner: application.manner,
    claimedYuan: application.claimedFen ? yuanText(application.claimedFen) : '',
    goods: application.goods,
    postTitle: application.postTitle,
  }
  const applicant: StepField = {
    name: 'applicantName',
    label: t('fields.applicantName'),
    type: 'text',
    max: 60,
    value: application.applicant,
  }
  const byStep: Record<Taken, StepField[]> = {
    apply: [on, applicant, ...claimFields(t, application.line, t('yuan'), claim), text('document', 120)],
    accept: [on, text('document', 120)],
    review: [on, line('officers', 120), long('opinion', 500), text('document', 120)],
    publish: [on, line('place', 80), line('phone', 40)],
    object: [on, line('from', 60), long('content', 500)],
    approve: [
      on,
      ...(application.manner === 'POST' ? [] : [money('grantedYuan', yuanText(application.claimedFen), limit)]),
      text('document', 120),
      long('opinion', 500),
    ],
    disburse: [on, text('document', 120)],
    confirm: [on, line('signer', 60, application.applicant), text('document', 120)],
    return: [on, long('reason', 300)],
    reject: [
      on,
      {
        name: 'reason',
        label: t('fields.reason'),
        type: 'select',
        options: REJECT_REASONS.map((value) => ({ value, label: t(`rejects.${value}`) })),
      },
      long('note', 300),
    ],
    withdraw: [on, long('reason', 300)],
    revoke: [
      on,
      long('reason', 300),
      text('document', 120),
      ...(application.isPaid && application.manner !== 'POST'
        ? [money('recoveredYuan', yuanText(application.grantedFen ?? 0), t('fields.recoveredHint'))]
        : []),
    ],
    reviewPost: [
      on,
      {
        name: 'result',
        label: t('fields.result'),
        type: 'select',
        options: (['CONTINUE', 'END'] as const).map((value) => ({ value, label: t(`results.${value}`) })),
      },
      long('opinion', 300),
    ],
  }
  return byStep[step]
}

/** The step that comes next, for who may take it, or who takes it instead; and the ways back. */
export async function ApplicationPanel({ application }: Readonly<{ application: ApplicationView }>) {
  const [t, locale] = await Promise.all([getTranslations('relief'), getLocale()])
  const isTaken = (step: ReliefStep): step is Taken => step in ACTIONS
  const steps = application.steps.filter(isTaken)
  const ahead = steps.filter((step) => !isAside(step))
  const aside = steps.filter(isAside)
  const next = application.way[0]
  const form = (step: Taken) => (
    <StepForm
      key={step}
      prefix={`${step}-`}
      action={ACTIONS[step]}
      hidden={{
        commandId: crypto.randomUUID(),
        applicationId: application.id,
        version: application.version,
        ...(step === 'apply' && (application.line === 2 || application.line === 4) ? { manner: 'CASH' } : {}),
      }}
      fields={fieldsOf(t, step, application)}
      submit={t(`does.${step}`)}
      busy={t('busy')}
      look={isAside(step) ? 'plain' : 'act'}
    />
  )
  return (
    <>
      {application.runsUntil && (
        <Banner
          state="due"
          title={t('application.running', { day: nearDay(application.runsUntil, application.today, locale) })}
        />
      )}
      {ahead.length > 0 ? (
        ahead.map((step) => (
          <section key={step} className="sheet px-4 pb-4">
            <SectionHead title={t(`steps.${step}`)} />
            {form(step)}
          </section>
        ))
      ) : application.own ? (
        <Banner state="crossed" title={t('application.ownTitle')}>
          {t(application.own === 'approve' ? 'application.ownApprove' : 'application.ownPay')}
        </Banner>
      ) : (
        next &&
        !application.runsUntil && (
          <Banner state="plain" title={t('application.waitTitle')}>
            {t('application.wait', {
              who:
                next.step === 'approve' ? t(`levels.${application.decider}`) : t(`who.${next.needs as 'relief:pay'}`),
              step: t(`steps.${next.step}`),
            })}
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
