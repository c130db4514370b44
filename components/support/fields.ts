import type { StepField } from '@/components/shell/step-field'
import { RISKS } from '@/lib/monitoring/schema'
import {
  CANCEL_REASONS,
  CATEGORIES,
  type Category,
  FORMS,
  FUND_SOURCES,
  type MeasureStep,
  MODES,
} from '@/lib/support/schema'

export type Say = (key: string, values?: Record<string, string | number>) => string

type Named = { code: string; category: Category; nameZh: string; nameEn: string }
type Choices = {
  types: readonly Named[]
  projects: readonly { id: string; name: string }[]
  members?: readonly { id: string; name: string }[]
  plans?: readonly { id: string; year: number }[]
  today: string
  locale: string
}
type Start = Partial<Record<string, string>>

/** What a measure is asked for, whoever gets it. */
export function aboutFields(t: Say, { types, projects, locale, ...choices }: Choices, start: Start): StepField[] {
  const label = (name: string) => t(`form.${name}`)
  const named = locale === 'zh-CN' ? 'nameZh' : 'nameEn'
  return [
    {
      name: 'typeCode',
      label: label('typeCode'),
      type: 'select',
      empty: label('pick'),
      needed: true,
      options: types.map((type) => ({
        value: type.code,
        label: `${t(`categories.${type.category}`)}  ${type[named]}`,
      })),
    },
    { name: 'title', label: label('titleField'), type: 'text', max: 80, hint: label('titleHint') },
    { name: 'scale', label: label('scale'), type: 'text', max: 60, hint: label('scaleHint') },
    { name: 'amount', label: label('amount'), type: 'money', unit: t('yuan') },
    {
      name: 'fundSource',
      label: label('fundSource'),
      type: 'select',
      empty: label('noSource'),
      options: FUND_SOURCES.map((value) => ({ value, label: t(`sources.${value}`) })),
    },
    ...(choices.members
      ? [
          {
            name: 'personId',
            label: label('personId'),
            type: 'select' as const,
            empty: label('wholeHousehold'),
            options: choices.members.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : []),
    { name: 'unit', label: label('unit'), type: 'text', max: 60, needed: true },
    { name: 'responsible', label: label('responsible'), type: 'text', max: 40, needed: true },
    { name: 'plannedOn', label: label('plannedOn'), type: 'day', value: choices.today, needed: true },
    { name: 'finishBy', label: label('finishBy'), type: 'day', needed: false },
    ...(projects.length > 0
      ? [
          {
            name: 'projectId',
            label: label('projectId'),
            type: 'select' as const,
            empty: label('noProject'),
            options: projects.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : []),
  ].map((field) => ({ ...field, value: start[field.name] ?? ('value' in field ? field.value : '') }) as StepField)
}

/** What is asked besides when one household's measure is recorded. */
export function recordFields(t: Say, { plans = [], today }: Choices, mayDeliver: boolean): StepField[] {
  const label = (name: string) => t(`form.${name}`)
  return [
    ...(plans.length > 0
      ? [
          {
            name: 'planId',
            label: label('planId'),
            type: 'select' as const,
            empty: label('noPlan'),
            options: plans.map(({ id, year }) => ({ value: id, label: t('form.planOf', { year: String(year) }) })),
          },
        ]
      : []),
    ...(mayDeliver
      ? [
          deliveredField(t, today),
          { name: 'effect', label: label('effect'), type: 'long' as const, max: 300, hint: label('effectHint') },
        ]
      : []),
    { name: 'acknowledged', label: label('acknowledged'), type: 'tick' },
  ]
}

export const deliveredField = (t: Say, today: string): StepField => ({
  name: 'deliveredOn',
  label: t('form.deliveredOn'),
  type: 'day',
  most: today,
  hint: t('form.deliveredHint'),
  needed: false,
})

type AboutStep = {
  today: string
  least?: string | null
  amount: string
  fundSource: string | null
  scale: string
  effect: string
  signer: string
}

/** The fields that each step of a measure asks for. */
export function stepFields(t: Say, step: MeasureStep, about: AboutStep): StepField[] {
  const label = (name: string) => t(`form.${name}`)
  const on: StepField = {
    name: 'on',
    label: label('on'),
    type: 'day',
    value: about.today,
    most: about.today,
    needed: true,
  }
  const effect: StepField = {
    name: 'effect',
    label: label('effect'),
    type: 'long',
    max: 300,
    value: about.effect,
    hint: label('effectHint'),
  }
  switch (step) {
    case 'start':
      return [on]
    case 'deliver':
      return [
        on,
        { name: 'amount', label: label('amount'), type: 'money', unit: t('yuan'), value: about.amount },
        {
          name: 'fundSource',
          label: label('fundSource'),
          type: 'select',
          empty: label('noSource'),
          value: about.fundSource ?? '',
          options: FUND_SOURCES.map((value) => ({ value, label: t(`sources.${value}`) })),
        },
        { name: 'scale', label: label('scale'), type: 'text', max: 60, value: about.scale },
        effect,
      ]
    case 'confirm':
      return [
        on,
        {
          name: 'signer',
          label: label('signer'),
          type: 'text',
          max: 60,
          value: about.signer,
          hint: label('signerHint'),
          needed: true,
        },
        effect,
      ]
    case 'cancel':
      return [
        on,
        {
          name: 'reason',
          label: label('reason'),
          type: 'select',
          options: CANCEL_REASONS.map((value) => ({ value, label: t(`cancelReasons.${value}`) })),
        },
        { name: 'note', label: label('note'), type: 'long', max: 300 },
      ]
  }
}

/** What a type of measure is asked for. */
export function typeFields(t: Say, risk: (code: string) => string, today: string): StepField[] {
  const label = (name: string) => t(`types.${name}`)
  return [
    { name: 'nameZh', label: label('nameZh'), type: 'text', max: 60, needed: true },
    { name: 'nameEn', label: label('nameEn'), type: 'text', max: 120, needed: true },
    {
      name: 'category',
      label: label('category'),
      type: 'select',
      options: CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) })),
    },
    {
      name: 'mode',
      label: label('mode'),
      type: 'select',
      options: MODES.map((value) => ({ value, label: t(`modes.${value}`) })),
    },
    {
      name: 'form',
      label: label('form'),
      type: 'select',
      options: FORMS.map((value) => ({ value, label: t(`forms.${value}`) })),
    },
    { name: 'validFrom', label: label('validFrom'), type: 'day', value: today, needed: true },
    {
      name: 'risks',
      label: label('risks'),
      type: 'picks',
      options: RISKS.map((value) => ({ value, label: risk(value) })),
    },
  ]
}
