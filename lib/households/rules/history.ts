import { maskName } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'

/** Columns that follow from others or only count versions: no reader asks for them. */
const NOISE = /(^|_)(version|updated_at|created_at|pinyin|initials|name_grams|bidx|county_code|is_demo)$/

const ADDRESS = new Set(['address', 'natural_village'])
/** Texts of measures and plans may speak of illness. */
const HEALTH = new Set([
  'health',
  'labour',
  'disability_card_enc',
  'title',
  'type_code',
  'scale',
  'effect',
  'cancel_note',
  'aims',
])
const NAMES = new Set(['name', 'head_name', 'signer'])

/** What stands in place of a value that is sealed, or that this reader may not see. */
export const COVERED = '•'

export type FieldChange = { column: string; from: unknown; to: unknown }

type Values = Record<string, unknown> | null

/** The changed fields of an entry as this reader may see them, in the order of their names; a person's name stands for the number beside it. */
export function changedFields(old: Values, now: Values, view: HouseholdView): FieldChange[] {
  const columns = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])].sort()
  const seen = (column: string, value: unknown) => {
    if (value === null || value === undefined) return null
    if (NAMES.has(column) && typeof value === 'string') return maskName(value, view.name)
    if ((ADDRESS.has(column) && !view.address) || (HEALTH.has(column) && !view.health)) return COVERED
    return value
  }
  return columns
    .filter((column) => !NOISE.test(column) && !columns.includes(`${column}_name`))
    .map((column) => ({ column, from: seen(column, old?.[column]), to: seen(column, now?.[column]) }))
}

/** `per_capita_income_fen` as the word that the messages have for it: `perCapitaIncome`; the unit is told by the second. */
export function fieldOf(column: string): { field: string; unit: 'fen' | null } {
  const bare = column.replace(/_(enc|fen)$/, '')
  const field = bare.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  return { field, unit: column.endsWith('_fen') ? 'fen' : null }
}
