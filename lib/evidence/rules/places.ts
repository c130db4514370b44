import { SUBJECT_KINDS, type Subject } from '@/lib/evidence/schema'

/** The page a piece of evidence is added from and leads back to. */
export function pageOf(householdId: string | null, { kind, id }: Subject): string {
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
    case 'TASK_ENTRY':
      return entryGallery(id)
    default:
      if (householdId === null) throw new Error('this belongs to a household')
      return `/households/${householdId}/evidence`
  }
}

/** The page of a household's evidence, opened for one record: `VISIT.<id>`; or that of a finding about a place, or of an entry of a village's year. */
export function galleryOf(householdId: string | null, subject?: Subject): string {
  if (subject?.kind === 'TASK_ENTRY') return entryGallery(subject.id)
  if (householdId === null) return `/findings/evidence?subject=FINDING.${subject?.id}`
  return `/households/${householdId}/evidence${subject ? `?subject=${subject.kind}.${subject.id}` : ''}`
}

const entryGallery = (id: string) => `/village-plans/evidence?subject=TASK_ENTRY.${id}`

/** Reads `VISIT.<id>`; null for anything else. */
export function readSubject(text: unknown): Subject | null {
  const [kind, id = ''] = typeof text === 'string' ? text.split('.') : []
  const known = SUBJECT_KINDS.find((each) => each === kind)
  return known && /^[0-9a-f-]{36}$/.test(id) ? { kind: known, id } : null
}
