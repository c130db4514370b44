import type { FieldKind, RecordFields } from '@/lib/households/rules/record-fields'
import { clientWords } from '@/lib/i18n/client-words'

export type ValueWord = (fields: RecordFields, name: string, text: string, unit?: string) => string

/** Says a field's text in the reader's words: codes and yes or no by name, numbers with their unit. Empty stays empty. */
export async function valueWords(): Promise<ValueWord> {
  const [register, { join }] = await Promise.all([clientWords('register'), clientWords('households')])
  const codes = register.codes as unknown as {
    readonly [group: string]: { readonly [value: string]: string | undefined }
  }
  return (fields, name, text, unit) => {
    const kind = fields[name] as FieldKind
    if (text === '') return ''
    if (kind.kind === 'code' || kind.kind === 'codes') {
      const parts = kind.kind === 'codes' ? text.split(',') : [text]
      return parts.map((part) => codes[kind.group]?.[part] ?? part).join(join)
    }
    if (kind.kind === 'flag') return text === 'true' ? register.form.yes : register.form.no
    return unit ? `${text} ${unit}` : text
  }
}
