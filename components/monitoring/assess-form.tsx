import { StepForm } from '@/components/shell/step-form'
import { SectionHead } from '@/components/ui/section-head'
import { getTranslations } from '@/lib/i18n/server'
import { assessCaseAction } from '@/lib/monitoring/actions'
import type { CaseView } from '@/lib/monitoring/queries/case'
import { GUARANTEE_ITEMS } from '@/lib/monitoring/rules/choices'
import { RISK_LEVELS } from '@/lib/monitoring/schema'

/** This quarter's look at a case. */
export async function AssessForm({ monitored }: Readonly<{ monitored: CaseView }>) {
  const [t, items] = await Promise.all([getTranslations('monitoring.assess'), getTranslations('monitoring.items')])
  const { id, quarter, identifiedOn, today, household } = monitored
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('form', { quarter: t('quarter', { year: quarter.slice(0, 4), n: quarter.slice(5) }) })} />
      <StepForm
        prefix="assess-"
        action={assessCaseAction}
        hidden={{ commandId: crypto.randomUUID(), caseId: id }}
        fields={[
          { name: 'assessedOn', label: t('on'), type: 'day', value: today, least: identifiedOn, most: today },
          {
            name: 'riskLevel',
            label: t('level'),
            type: 'select',
            empty: '',
            options: RISK_LEVELS.map((value) => ({ value, label: t(`levels.${value}`) })),
          },
          { name: 'incomePerHead', label: t('income'), type: 'text', max: 20 },
          {
            name: 'failing',
            label: t('failing'),
            type: 'picks',
            cols: 3,
            options: GUARANTEE_ITEMS.map((value) => ({ value, label: items(value) })),
            picked: household.failing,
          },
          { name: 'opinion', label: t('opinion'), type: 'long', max: 500 },
        ]}
        submit={t('go')}
        busy={t('busy')}
      />
    </section>
  )
}
