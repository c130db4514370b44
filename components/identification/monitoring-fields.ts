import type { StepField } from '@/components/shell/step-field'
import type { ProcedureView } from '@/lib/identification/queries/procedure'
import type { StepName } from '@/lib/identification/schema'
import { ANSWERS, COMPARISONS, DEPARTMENTS, TROUBLES } from '@/lib/identification/schema/monitoring'
import { DISMISS_REASONS, RISKS } from '@/lib/monitoring/schema'

type Say = (key: string, values?: Record<string, string | number>) => string
type About = Pick<ProcedureView, 'kind' | 'verdict'> & { monitoring: NonNullable<ProcedureView['monitoring']> }

const QUESTIONS = ['troubleHousing', 'troubleSchooling', 'troubleWater', 'troubleInsurance'] as const

/** The fields of the steps that only procedures about monitoring have; null where the step is asked as in all others. */
export function monitoringFields(t: Say, words: Say, step: StepName, about: About): StepField[] | null {
  const { kind, verdict, monitoring } = about
  const { offers } = monitoring
  const label = (name: string) => t(`fields.${name}`)
  const officers: StepField = {
    name: 'officers',
    label: label('officers'),
    type: 'long',
    max: 300,
    hint: t('hints.names'),
  }
  const tick = (name: string, say = name): StepField => ({ name, label: label(say), type: 'tick' })
  const note: StepField = { name: 'note', label: label('note'), type: 'long', max: 300 }
  const risk = (value: string) => ({ value, label: words(`risks.${value}`) })
  const four = TROUBLES.map(
    (trouble, index): StepField => ({
      name: QUESTIONS[index] as string,
      label: t(`troubles.${trouble}`),
      type: 'select',
      empty: t('start.pick'),
      options: ANSWERS.map((value) => ({ value, label: t(`answers.${value}`) })),
    }),
  )
  const income: StepField = {
    name: 'incomePerHead',
    label: label('incomePerHead'),
    type: 'text',
    max: 20,
    hint: kind === 'MONITORING' && offers.hasIncome ? t('hints.incomeKnown') : undefined,
  }
  if (step === 'dismiss') {
    return [
      officers,
      {
        name: 'reason',
        label: label('dismissReason'),
        type: 'select',
        empty: t('start.pick'),
        options: DISMISS_REASONS.map((value) => ({ value, label: words(`reasons.${value}`) })),
      },
      note,
      ...(offers.against ? [tick('acknowledged', 'dismissAcknowledged')] : []),
    ]
  }
  if (step === 'compare') {
    return [
      {
        name: 'departments',
        label: label('departments'),
        type: 'picks',
        cols: 2,
        options: DEPARTMENTS.map((value) => ({ value, label: t(`departments.${value}`) })),
      },
      {
        name: 'result',
        label: label('result'),
        type: 'select',
        empty: t('start.pick'),
        options: COMPARISONS.map((value) => ({ value, label: t(`comparisons.${value}`) })),
      },
      { name: 'explanation', label: label('explanation'), type: 'long', max: 500 },
      { name: 'document', label: label('document'), type: 'text', max: 120 },
    ]
  }
  if (step === 'approve' && monitoring.late > 0)
    return [
      { name: 'document', label: label('document'), type: 'text', max: 120 },
      { name: 'opinion', label: label('opinion'), type: 'long', max: 500 },
      { name: 'lateReason', label: label('lateReason'), type: 'long', max: 300 },
    ]
  if (step !== 'verify') return null
  if (kind === 'MONITORING') {
    return [
      officers,
      tick('authorised'),
      {
        name: 'monitoredType',
        label: label('monitoredType'),
        type: 'select',
        empty: offers.types.length === 1 ? undefined : t('start.pick'),
        options: offers.types.map((value) => ({ value, label: words(`types.${value}`) })),
      },
      {
        name: 'risks',
        label: label('risks'),
        type: 'picks',
        cols: 2,
        options: RISKS.map(risk),
        picked: offers.suggested,
      },
      income,
      ...four,
      tick('noLabour'),
      note,
    ]
  }
  const gone = (name: string): StepField => ({
    name,
    label: label(name),
    type: 'picks',
    cols: 2,
    options: offers.recorded.map(risk),
  })
  return [
    officers,
    income,
    gone('goneStably'),
    gone('goneNaturally'),
    ...four,
    ...(verdict === 'ASK' ? [tick('acknowledged')] : []),
    { name: 'contactName', label: label('contactName'), type: 'text', max: 60 },
    { name: 'contactPhone', label: label('contactPhone'), type: 'text', max: 20 },
    note,
  ]
}
