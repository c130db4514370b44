import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { getTranslations } from '@/lib/i18n/server'
import { applyResumptionAction, checkResumptionAction, moveResumptionAction } from '@/lib/resumption/actions'
import type { EnterpriseView } from '@/lib/resumption/queries/enterprise'
import type { ResumptionStep } from '@/lib/resumption/schema'

const ACTIONS = {
  apply: applyResumptionAction,
  check: checkResumptionAction,
  return: checkResumptionAction,
} as const
const NEED_NOTE: readonly ResumptionStep[] = ['check', 'return', 'suspend']

/** The steps that this reader may take now, the first one open; nothing for whoever only reads. */
export async function EnterpriseSteps({ enterprise }: Readonly<{ enterprise: EnterpriseView }>) {
  const t = await getTranslations('resumption')
  const errors = await getTranslations('errors')
  const { id, version, steps, blocked, onSite, lastStepOn, today } = enterprise
  if (steps.length === 0 && !blocked) return null
  const word = (step: ResumptionStep) => (step === 'check' && !onSite ? t('steps.approve') : t(`steps.${step}`))
  return (
    <section className="sheet grid gap-2 px-4 pb-4">
      <SectionHead title={t('page.next')} note={onSite ? t('page.onSite') : t('page.levelByLevel')} />
      {blocked && <Banner state="submitted" title={errors(blocked)} />}
      {steps.map((step, index) => (
        <Reveal key={step} summary={word(step)} open={index === 0}>
          <StepForm
            action={step in ACTIONS ? ACTIONS[step as keyof typeof ACTIONS] : moveResumptionAction}
            prefix={`${step}-`}
            hidden={{
              commandId: crypto.randomUUID(),
              enterpriseId: id,
              version,
              ...(step === 'apply' ? {} : { step }),
            }}
            fields={[
              { name: 'on', label: t('page.on'), type: 'day', value: today, least: lastStepOn, most: today },
              {
                name: 'note',
                label: t('page.note'),
                type: 'long',
                max: 300,
                needed: NEED_NOTE.includes(step),
              },
            ]}
            submit={word(step)}
            busy={t('page.busy')}
            look={index === 0 ? undefined : 'plain'}
          />
        </Reveal>
      ))}
    </section>
  )
}
