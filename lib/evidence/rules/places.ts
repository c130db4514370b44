import { SUBJECT_KINDS, type Subject } from '@/lib/evidence/schema'

/** The page a piece of evidence is added from and leads back to. */
export function pageOf(householdId: string, { kind, id }: Subject): string {
  switch (kind) {
    case 'VISIT':
      return `/visits/${id}`
    case 'CLUE':
      return `/clues/${id}`
    case 'CASE':
      return `/monitoring/${id}`
    case 'MEASURE':
      return `/support/${id}`
    case 'IDENTIFICATION':
      return `/identification/${id}`
    case 'FINDING':
      return `/findings/${id}`
    case 'INSPECTION':
      return `/inspections/forms/${id}`
    default:
      return `/households/${householdId}/evidence`
  }
}

/** The page of a household's evidence, opened for one record: `VISIT.<id>`. */
export function galleryOf(householdId: string, subject?: Subject): string {
  return `/households/${householdId}/evidence${subject ? `?subject=${subject.kind}.${subject.id}` : ''}`
}

/** Reads `VISIT.<id>`; null for anything else. */
export function readSubject(text: unknown): Subject | null {
  const [kind, id = ''] = typeof text === 'string' ? text.split('.') : []
  const known = SUBJECT_KINDS.find((each) => each === kind)
  return known && /^[0-9a-f-]{36}$/.test(id) ? { kind: known, id } : null
}
