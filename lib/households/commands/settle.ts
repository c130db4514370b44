import 'server-only'
import { type Place, textsOf, typedSealed } from '@/lib/households/queries/texts'
import { type Merged, mergeEdits, type Texts } from '@/lib/households/rules/edit'
import { factValue } from '@/lib/households/rules/fact-values'
import {
  clearName,
  columnOf,
  type FieldKind,
  type NamesOf,
  namesOf,
  type RecordFields,
} from '@/lib/households/rules/record-fields'
import type { EditedBy } from '@/lib/households/schema/record'
import { findLastEditor } from '@/lib/households/sql/last-editor'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { ConflictError } from '@/lib/platform/errors'
import { blindIndex, seal } from '@/lib/platform/fields'

/** The row as it stands, held until the end of the transaction; null where it is not recorded yet. */
export type Held = {
  row: Readonly<Record<string, unknown>> | null
  version: number
  table: string
  rowId: string
  /** Where fields are no columns of their own: the columns that hold them. */
  columns?: readonly string[]
}

function typedTexts<R extends RecordFields>(fields: R, input: EditedBy<R>, place: Place): Texts<NamesOf<R>> {
  const texts = namesOf(fields).map((field) => {
    const kind = fields[field] as FieldKind
    if (input.choose[field] === 'theirs') return [field, input.base[field]]
    if (kind.kind !== 'sealed') return [field, input[field]]
    if (input[field] !== '') return [field, typedSealed(place, field, kind.holds, input[field])]
    return [field, (input as Record<string, unknown>)[clearName(field)] === true ? '' : input.base[field]]
  })
  return Object.fromEntries(texts) as Texts<NamesOf<R>>
}

/**
 * Compares what was read, what was typed and what stands there now. What one side alone changed is kept; what two changed differently is
 * refused with base, mine and theirs. Errors: ConflictError.
 */
export async function settle<R extends RecordFields>(
  ctx: Ctx,
  fields: R,
  input: EditedBy<R>,
  held: Held,
  place: Place,
): Promise<Merged<NamesOf<R>> & { typed: Texts<NamesOf<R>>; stood: Texts<NamesOf<R>> }> {
  const [typed, stood] = [typedTexts(fields, input, place), textsOf(fields, held.row, place)]
  const merged = mergeEdits(namesOf(fields), input.base, typed, stood)
  if (merged.conflicts.length > 0) {
    const columns =
      held.columns ??
      merged.conflicts.map(({ field }) =>
        fields[field]?.kind === 'sealed' ? `${columnOf(field)}_bidx` : columnOf(field),
      )
    throw new ConflictError(merged.conflicts, held.version, await findLastEditor(ctx, held.table, held.rowId, columns))
  }
  return { ...merged, typed, stood }
}

/** What the row will hold: the typed text of a field that is mine, what stood there of any other. */
export function outcomeOf<F extends string>({
  mine,
  typed,
  stood,
}: {
  mine: readonly F[]
  typed: Texts<F>
  stood: Texts<F>
}): Texts<F> {
  return { ...stood, ...Object.fromEntries(mine.map((field) => [field, typed[field]])) } as Texts<F>
}

/** A text as the value of its column. */
function columnValue(kind: Exclude<FieldKind, { kind: 'sealed' }>, text: string) {
  switch (kind.kind) {
    case 'yuan':
      return text === '' ? null : BigInt(Math.round(Number(text) * 100))
    case 'day':
      return text === '' ? null : dateOf(text)
    case 'text':
      return text === '' ? (kind.blank ?? null) : text
    default:
      return factValue(kind, text)
  }
}

/** The columns to write for the fields that are mine. Sealed values are sealed here, for this row only. */
export function changesOf<R extends RecordFields>(
  fields: R,
  mine: readonly NamesOf<R>[],
  input: Readonly<Record<NamesOf<R>, string>>,
  place: Pick<Place, 'table' | 'id'>,
): Record<string, unknown> {
  const columns = mine.flatMap((field): [string, unknown][] => {
    const kind = fields[field] as FieldKind
    const text = input[field]
    if (kind.kind !== 'sealed') return [[field, columnValue(kind, text)]]
    return [
      [`${field}Enc`, text === '' ? null : seal(place.table, `${columnOf(field)}_enc`, place.id, text)],
      [`${field}Bidx`, text === '' ? null : blindIndex(kind.holds, text)],
    ]
  })
  return Object.fromEntries(columns)
}
