import 'server-only'
import { createHash } from 'node:crypto'
import type { Texts } from '@/lib/households/rules/edit'
import { type MaskStyle, maskBankAccount, maskIdNumber, maskPhone } from '@/lib/households/rules/masks'
import {
  columnOf,
  type FieldKind,
  type NamesOf,
  namesOf,
  type RecordFields,
  type SealedKind,
  yuanText,
} from '@/lib/households/rules/record-fields'
import { viewOf } from '@/lib/households/rules/views'
import type { Actor } from '@/lib/platform/actor'
import { dayFrom } from '@/lib/platform/days'
import { blindIndex, open } from '@/lib/platform/fields'

const UNREADABLE = '?'

/** The row whose sealed fields are read: its table, its id and who reads. */
export type Place = { table: 'household' | 'person' | 'household_helper'; id: string; actor: Actor }

const MASKS: Record<SealedKind, (value: string, style: MaskStyle) => string> = {
  phone: maskPhone,
  bankAccount: maskBankAccount,
  idNumber: maskIdNumber,
  disabilityCard: maskIdNumber,
}

function masked(kind: SealedKind, value: string, actor: Actor): string {
  return MASKS[kind](value, viewOf(actor.role)[kind === 'disabilityCard' ? 'idNumber' : kind])
}

// Bound to row and field: equal numbers of two rows do not look alike.
function asText(field: string, id: string, index: Uint8Array, shown: string): string {
  const mark = createHash('sha256').update(`${field}|${id}|`).update(index).digest('hex').slice(0, 16)
  return `${mark}|${shown}`
}

/** A sealed value just typed, as its comparable text. */
export function typedSealed(place: Place, field: string, kind: SealedKind, value: string): string {
  return asText(field, place.id, blindIndex(kind, value), masked(kind, value, place.actor))
}

type Row = Readonly<Record<string, unknown>>

function storedSealed(place: Place, field: string, kind: SealedKind, row: Row): string {
  const [sealed, index] = [row[`${field}Enc`], row[`${field}Bidx`]]
  if (!(sealed instanceof Uint8Array)) return ''
  let shown = UNREADABLE
  try {
    shown = masked(kind, open(place.table, `${columnOf(field)}_enc`, place.id, sealed), place.actor)
  } catch {}
  return asText(field, place.id, index instanceof Uint8Array ? index : sealed, shown)
}

function textOf(kind: Exclude<FieldKind, { kind: 'sealed' }>, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.join(',')
  if (value instanceof Date) return dayFrom(value)
  if (kind.kind === 'yuan') return yuanText(Number(value))
  if (kind.kind === 'decimal') return String(Number(value))
  return String(value).trim().normalize('NFC')
}

/** The present texts of a row's fields, comparable with what a form read and what was typed into it. */
export function textsOf<R extends RecordFields>(fields: R, row: Row | null, place: Place): Texts<NamesOf<R>> {
  const texts = namesOf(fields).map((field) => {
    const kind = fields[field] as FieldKind
    if (row === null) return [field, '']
    return [field, kind.kind === 'sealed' ? storedSealed(place, field, kind.holds, row) : textOf(kind, row[field])]
  })
  return Object.fromEntries(texts) as Texts<NamesOf<R>>
}
