import type { StepField } from '@/components/shell/step-field'
import type { Locale } from '@/lib/i18n/locales'
import { QUALIFIERS, type Qualifier } from '@/lib/indicators/schema/facts'

type FormWord =
  | 'region'
  | 'input'
  | 'value'
  | 'valueHint'
  | 'qualifiers'
  | 'asOf'
  | 'periodStart'
  | 'periodEnd'
  | 'daysHint'
  | 'source'
  | 'sourceRef'
  | 'note'
type Say = { form: (word: FormWord) => string; qualifier: (qualifier: Qualifier) => string }
type Input = { code: string; nameZh: string; nameEn: string; unit: string; unitEn: string }

/** Regions of a form: the actor's own and those below it. */
export const regionField = (
  say: Say,
  own: { code: string; name: string },
  place: { code: string; options: readonly { value: string; label: string }[] },
): StepField => ({
  name: 'regionCode',
  label: say.form('region'),
  type: 'select',
  options: [{ value: own.code, label: own.name }, ...place.options.map(({ value, label }) => ({ value, label }))],
  value: place.code,
})

export const inputOptions = (inputs: readonly Input[], locale: Locale) =>
  inputs.map((each) => ({
    value: each.code,
    label: locale === 'zh-CN' ? `${each.nameZh} (${each.unit})` : `${each.nameEn} (${each.unitEn || each.unit})`,
  }))

export const qualifierField = (say: Say, picked: readonly string[] = []): StepField => ({
  name: 'qualifiers',
  label: say.form('qualifiers'),
  type: 'picks',
  options: QUALIFIERS.map((value) => ({ value, label: say.qualifier(value) })),
  picked,
})

type Days = { asOf?: string | null; from?: string | null; to?: string | null }
export const dayFields = (say: Say, hint: string, { asOf, from, to }: Days = {}): StepField[] => [
  { name: 'asOf', label: say.form('asOf'), type: 'day', hint, value: asOf ?? '', needed: false },
  { name: 'periodStart', label: say.form('periodStart'), type: 'day', value: from ?? '', needed: false },
  { name: 'periodEnd', label: say.form('periodEnd'), type: 'day', value: to ?? '', needed: false },
]

export const valueField = (say: Say, value = '', needed = true): StepField => ({
  name: 'value',
  label: say.form('value'),
  type: 'text',
  hint: say.form('valueHint'),
  max: 30,
  value,
  needed,
})
