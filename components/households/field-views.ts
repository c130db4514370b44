import type { FieldView } from '@/components/households/record-field'
import type { FormSection } from '@/components/households/record-form'
import { offeredOf } from '@/lib/households/catalogue/codes'
import type { Texts } from '@/lib/households/rules/edit'
import type { FieldKind, RecordFields } from '@/lib/households/rules/record-fields'

type Labels = { readonly [name: string]: string | undefined }

export type ViewWords = {
  labels: Labels
  hints?: Labels
  units?: Labels
  codes: { readonly [group: string]: unknown }
}

const CONTROLS = {
  text: 'text',
  code: 'choice',
  codes: 'choices',
  flag: 'flag',
  whole: 'number',
  decimal: 'number',
  yuan: 'money',
  day: 'day',
  sealed: 'sealed',
} as const satisfies Record<FieldKind['kind'], FieldView['control']>

/** How the named fields of a record are asked, in the reader's words. Codes of older records stay on offer where they stand. */
export function fieldViews(
  fields: RecordFields,
  names: readonly string[],
  texts: Texts,
  words: ViewWords,
): FieldView[] {
  return names.map((name) => {
    const kind = fields[name] as FieldKind
    const group = 'group' in kind ? kind.group : null
    const said = group ? (words.codes[group] as Labels) : {}
    return {
      name,
      label: words.labels[name] ?? name,
      control: CONTROLS[kind.kind],
      hint: words.hints?.[name],
      unit: words.units?.[name],
      max: kind.kind === 'text' ? kind.max : undefined,
      required: 'required' in kind && kind.required ? true : undefined,
      options: group
        ? offeredOf(group, texts[name]).map((value) => ({ value, label: said[value] ?? value }))
        : undefined,
    }
  })
}

/** The sections of a form, in the order of the catalogue. */
export function formSections(
  fields: RecordFields,
  sections: Readonly<Record<string, readonly string[]>>,
  titles: Labels,
  texts: Texts,
  words: ViewWords,
): FormSection[] {
  return Object.entries(sections).map(([key, names]) => ({
    key,
    title: titles[key] ?? key,
    fields: fieldViews(fields, names, texts, words),
  }))
}
