import { HOUSEHOLD_FIELDS } from '@/lib/households/catalogue/record-fields'
import type { Texts } from '@/lib/households/rules/edit'
import { type FieldKind, namesOf, type RecordFields } from '@/lib/households/rules/record-fields'

type Read = { version: number; texts: Texts }

/** What a form of a record sends: everything that was read, with `over` typed on top. Sealed fields are left empty. */
export function recordInput(fields: RecordFields, { version, texts }: Read, over: Record<string, unknown> = {}) {
  const typed = namesOf(fields).map((name) => {
    const kind = (fields[name] as FieldKind).kind
    const value = over[name] ?? (kind === 'sealed' ? '' : (texts[name] ?? ''))
    return [name, kind === 'codes' && typeof value === 'string' ? value.split(',').filter(Boolean) : value]
  })
  return { version, base: texts, ...over, ...Object.fromEntries(typed) }
}

/** An edit of a household as the form sends it. */
export function editInput(read: Read & { id: string }, over: Record<string, unknown> = {}) {
  const typed = { ...over, phone: over.phone ?? '', bankAccount: over.bankAccount ?? '' }
  return { householdId: read.id, ...recordInput(HOUSEHOLD_FIELDS, read, typed) }
}
