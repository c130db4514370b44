import type { StepField } from '@/components/shell/step-field'
import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { savePlanAction } from '@/lib/support/actions'
import type { HouseholdSupport } from '@/lib/support/queries/household'

type Props = {
  support: HouseholdSupport
  household: { id: string; headName: string; helper: string }
  today: string
  mayPlan: boolean
  newId: string
}

/** One household, one plan: the plans there are, and the form to make or change one. */
export async function PlanPart({ support, household, today, mayPlan, newId }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('support'), getLocale()])
  const { plans, measures, monitored, year } = support
  const open = measures.filter(({ status }) => status !== 'CANCELLED' && status !== 'CONFIRMED_BY_HOUSEHOLD')
  const label = (name: string) => t(`household.${name as 'aims'}`)
  const fields = (plan: (typeof plans)[number] | null): StepField[] => [
    ...(plan
      ? []
      : [{ name: 'year', label: label('year'), type: 'count' as const, max: 7, value: String(year), needed: true }]),
    {
      name: 'helper',
      label: label('helper'),
      type: 'text',
      max: 60,
      value: plan?.helper ?? household.helper,
      needed: true,
    },
    {
      name: 'agreedOn',
      label: label('agreedOn'),
      type: 'day',
      most: today,
      value: plan?.agreedOn ?? today,
      needed: true,
    },
    {
      name: 'signer',
      label: label('planSigner'),
      type: 'text',
      max: 60,
      value: plan?.signer ?? household.headName,
      needed: true,
    },
    { name: 'aims', label: label('aims'), type: 'long', max: 500, value: plan?.aims ?? '' },
    ...(open.length > 0
      ? [
          {
            name: 'measures',
            label: label('planMeasures'),
            type: 'picks' as const,
            options: open.map((each) => ({
              value: each.id,
              label: `${each.title} ${nearDay(each.countsOn, today, locale)}`,
            })),
            picked: open.filter((each) => each.planId === (plan?.id ?? null)).map(({ id }) => id),
          },
        ]
      : []),
  ]
  const hasOne = plans.some((plan) => plan.year === year && (plan.case?.id ?? null) === (monitored?.id ?? null))
  return (
    <section className="sheet px-4 pb-4" id="plan">
      <SectionHead title={t('household.plan')} />
      {plans.length === 0 && <p className="text-13 text-ink-3">{t('household.noPlan')}</p>}
      {plans.map((plan) => (
        <div key={plan.id} className="border-b border-hair py-3 last:border-0">
          <p className="font-semibold">
            {t('household.planOf', { year: String(plan.year) })}{' '}
            {plan.case && (
              <a href={`/monitoring/${plan.case.id}`} className="text-13 underline">
                {t('household.planCase', { no: plan.case.caseNo })}
              </a>
            )}
          </p>
          <p className="py-1 whitespace-pre-line">{plan.aims}</p>
          <p className="text-13 text-ink-3">
            {t('household.agreed', {
              day: nearDay(plan.agreedOn, today, locale),
              signer: plan.signer,
              helper: plan.helper,
            })}
          </p>
          <ul className="pt-1 text-13">
            {measures
              .filter(({ planId }) => planId === plan.id)
              .map((each) => (
                <li key={each.id}>
                  <a className="underline" href={`/support/${each.id}`}>
                    {each.title}
                  </a>{' '}
                  {t(`statuses.${each.status}`)}
                </li>
              ))}
          </ul>
          {mayPlan && plan.year >= year && (
            <Reveal summary={t('household.changePlan', { year: String(plan.year) })}>
              <StepForm
                isWide
                action={savePlanAction}
                prefix={`plan-${plan.id}-`}
                hidden={{
                  commandId: crypto.randomUUID(),
                  id: plan.id,
                  version: plan.version,
                  householdId: household.id,
                  year: plan.year,
                }}
                fields={fields(plan)}
                submit={t('form.save')}
                busy={t('form.busy')}
              />
            </Reveal>
          )}
        </div>
      ))}
      {mayPlan && !hasOne && (
        <Reveal summary={t('household.makePlan')} open={plans.length === 0}>
          <StepForm
            isWide
            action={savePlanAction}
            prefix="plan-"
            hidden={{ commandId: crypto.randomUUID(), id: newId, version: 0, householdId: household.id }}
            fields={fields(null)}
            submit={t('form.save')}
            busy={t('form.busy')}
          />
        </Reveal>
      )}
    </section>
  )
}
