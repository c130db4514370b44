import type { useTranslations } from 'next-intl'
import { COVERED, type FieldChange, fieldOf } from '@/lib/households/rules/history'
import { yuan } from '@/lib/i18n/format'

type Say = ReturnType<typeof useTranslations<never>>
export type Speakers = { audit: Say; register: Say; households: Say; edit: Say }

const has = (say: Say, key: string) => say.has(key as never)
const said = (say: Say, key: string, values?: Record<string, string>) => say(key as never, values as never) as string

/** A field's name in the reader's words: the audit's own, the register's, the form's; without any, the column itself. */
export function fieldName({ audit, edit }: Speakers, column: string): string {
  const { field } = fieldOf(column)
  if (has(audit, `fields.${field}`)) return said(audit, `fields.${field}`)
  return has(edit, field) ? said(edit, field) : column
}

function valueText({ audit, register }: Speakers, column: string, value: unknown): string {
  const { field, unit } = fieldOf(column)
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return said(audit, 'history.empty')
  if (value === COVERED || (typeof value === 'string' && value.startsWith('\\x'))) return said(audit, 'history.covered')
  if (typeof value === 'boolean') return said(audit, value ? 'history.yes' : 'history.no')
  if (unit === 'fen') return yuan(Number(value))
  const one = (each: unknown) => {
    const own = `values.${field}.${String(each)}`
    if (/^[A-Z_]+$/.test(String(each)) && has(audit, own)) return said(audit, own)
    const key = `codes.${field === 'housingGrade' ? 'houseGrade' : field}.${String(each)}`
    return /^[A-Za-z0-9_]+$/.test(String(each)) && has(register, key) ? said(register, key) : String(each)
  }
  if (Array.isArray(value)) return value.map(one).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : one(value)
}

/** One changed field as a sentence: from what to what. */
export function changeText(speakers: Speakers, { column, from, to }: FieldChange): string {
  return said(speakers.audit, 'history.changed', {
    field: fieldName(speakers, column),
    from: valueText(speakers, column, from),
    to: valueText(speakers, column, to),
  })
}
