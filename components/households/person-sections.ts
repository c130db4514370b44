import type { FieldView } from '@/components/households/record-field'
import type { FormSection } from '@/components/households/record-form'
import type { clientWords } from '@/lib/i18n/client-words'

type Register = Awaited<ReturnType<typeof clientWords<'register'>>>
type Form = { texts: Readonly<Record<string, string>>; thisYear: number }

/** The form of a member: the head's relation stands, the year is one of few, nobody is born tomorrow. */
export function personSections(
  sections: readonly FormSection[],
  { texts, thisYear }: Form,
  register: Register,
  today: string,
): FormSection[] {
  const isHead = texts.relation === 'HEAD'
  const earliest = Math.max(thisYear - 1, Number(texts.valuesYear || 0))
  const years = [...new Set([thisYear, earliest])]
  const view = (field: FieldView): FieldView => {
    switch (field.name) {
      case 'relation': {
        const options = field.options?.filter(({ value }) => (value === 'HEAD') === isHead)
        return { ...field, options, hint: isHead ? register.person.headRelation : undefined }
      }
      case 'valuesYear':
        return {
          ...field,
          control: 'choice',
          hint: register.person.notes.year,
          options: years.map((year) => ({ value: `${year}`, label: `${year}` })),
        }
      case 'birthDate':
        return { ...field, latest: today }
      default:
        return field
    }
  }
  return sections.map((section) => ({
    ...section,
    note: section.key === 'schooling' ? register.person.notes.schooling : undefined,
    fields: section.fields.map(view),
  }))
}
