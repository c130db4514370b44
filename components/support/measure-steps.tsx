import { StepForm } from '@/components/shell/step-form'
import { type Say, stepFields } from '@/components/support/fields'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { getTranslations } from '@/lib/i18n/server'
import {
  cancelMeasureAction,
  confirmMeasureAction,
  deliverMeasureAction,
  startMeasureAction,
} from '@/lib/support/actions'
import type { MeasureView } from '@/lib/support/queries/measure'
import type { MeasureStep } from '@/lib/support/schema'

const ACTIONS = {
  start: startMeasureAction,
  deliver: deliverMeasureAction,
  confirm: confirmMeasureAction,
  cancel: cancelMeasureAction,
} as const

/** The steps that the reader may take now; the likeliest is open. */
export async function MeasureSteps({ measure }: Readonly<{ measure: MeasureView }>) {
  const t = await getTranslations('support')
  const { steps, isOwnDelivery, status } = measure
  const isEnded = status === 'CONFIRMED_BY_HOUSEHOLD' || status === 'CANCELLED'
  const first: MeasureStep | undefined = steps.includes('confirm')
    ? 'confirm'
    : steps.includes('deliver')
      ? 'deliver'
      : undefined
  const order = [...steps].sort((a, b) => Number(b === first) - Number(a === first))
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('page.next')} />
      {isOwnDelivery && <Banner state="crossed" title={t('page.fourEyes')} />}
      {steps.length === 0 && !isOwnDelivery && (
        <p className="text-13 text-ink-3">{t(isEnded ? 'page.ended' : 'page.noStep')}</p>
      )}
      {order.map((step) => (
        <Reveal key={step} summary={t(`steps.${step}`)} open={step === first}>
          <StepForm
            isWide
            action={ACTIONS[step]}
            prefix={`${step}-`}
            hidden={{ commandId: crypto.randomUUID(), measureId: measure.id, version: measure.version }}
            fields={stepFields(t as unknown as Say, step, {
              today: measure.today,
              amount: measure.amountTyped,
              fundSource: measure.fundSource,
              scale: measure.scale,
              effect: measure.effect,
              signer: step === 'confirm' ? measure.household.headName : '',
            })}
            submit={t(`steps.${step}`)}
            busy={t('form.busy')}
            look={step === 'cancel' ? 'plain' : 'act'}
          />
        </Reveal>
      ))}
    </section>
  )
}
