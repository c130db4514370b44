import { type FieldKind, type NamesOf, namesOf, type RecordFields } from '@/lib/households/rules/record-fields'

/** A field's text as the value that facts hold: money in fen, days as they are. */
export function factValue(kind: FieldKind, text: string) {
  switch (kind.kind) {
    case 'codes':
      return text === '' ? [] : text.split(',')
    case 'flag':
      return text === '' ? null : text === 'true'
    case 'whole':
    case 'decimal':
      return text === '' ? null : Number(text)
    case 'yuan':
      return text === '' ? null : Math.round(Number(text) * 100)
    default:
      return text === '' ? null : text
  }
}

/** The texts of a record as facts; sealed fields are left out. */
export function factsOf<R extends RecordFields>(
  fields: R,
  texts: Readonly<Record<NamesOf<R>, string>>,
): Record<string, unknown> {
  const open = namesOf(fields).filter((name) => fields[name]?.kind !== 'sealed')
  return Object.fromEntries(open.map((name) => [name, factValue(fields[name] as FieldKind, texts[name])]))
}
