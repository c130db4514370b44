import type { Texts } from '@/lib/households/rules/edit'
import { dayFrom } from '@/lib/platform/days'
import { EDITED, type EditedField } from '@/lib/support/schema'

type Row = Partial<Record<EditedField | 'amountFen', unknown>>

/** The fields of a plan as texts, as a form holds them; an amount in yuan. */
export function editedTexts(row: Row): Texts<EditedField> {
  const text = (field: EditedField): string => {
    const value = field === 'amount' ? row.amountFen : row[field]
    if (value === null || value === undefined) return ''
    if (field === 'amount') return Number(value) === 0 ? '' : String(Number(value) / 100)
    return value instanceof Date ? dayFrom(value) : String(value)
  }
  return Object.fromEntries(EDITED.map((field) => [field, text(field)])) as Record<EditedField, string>
}
