import { dimensionOf, SUBJECT_CODES, type SubjectCode, subjectOf } from '@/lib/tables/catalogue'
import { Definition } from '@/lib/tables/schema'

type Asked = Readonly<Record<string, string | string[] | undefined>>

const FILTER = 'f.'
const SEPARATOR = ','

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)?.trim() || undefined
const all = (value: string | string[] | undefined) =>
  (Array.isArray(value) ? value : [value ?? '']).flatMap((text) => text.split(SEPARATOR)).filter(Boolean)

/** What a table of a subject shows before anything is chosen: its records by place. */
export function startOf(subject: SubjectCode): Definition {
  const columns = {
    households: 'status',
    persons: 'sex',
    cases: 'state',
    findings: 'state',
    measures: 'category',
    visits: 'month',
  }
  return Definition.parse({ subject, rows: 'place', columns: columns[subject] })
}

/** The subject that an address names, the first without one; undefined where there is none of that name. */
export function subjectIn(asked: Asked): SubjectCode | undefined {
  const name = first(asked.subject)
  return name === undefined ? SUBJECT_CODES[0] : SUBJECT_CODES.find((code) => code === name)
}

/**
 * Reads the definition that an address names: the start of its subject where it names no rows. Null where a name or a value is none of the
 * catalogue.
 */
export function readDefinition(asked: Asked): Definition | null {
  const subject = subjectIn(asked)
  if (!subject) return null
  if (first(asked.rows) === undefined) return startOf(subject)
  const filters: Record<string, string[]> = {}
  for (const [name, given] of Object.entries(asked)) {
    const values = all(given)
    if (name.startsWith(FILTER) && values.length > 0) filters[name.slice(FILTER.length)] = [...new Set(values)]
  }
  const read = Definition.safeParse({
    subject,
    rows: first(asked.rows),
    columns: first(asked.columns) ?? null,
    value: first(asked.value) ?? 'count',
    share: first(asked.share) ?? 'NONE',
    filters,
    from: first(asked.from) ?? null,
    to: first(asked.to) ?? null,
  })
  return read.success ? read.data : null
}

/** The parts of an address that name a definition, each once. */
export function definitionParts(table: Definition): Record<string, string> {
  return {
    subject: table.subject,
    rows: table.rows,
    ...(table.columns ? { columns: table.columns } : {}),
    ...(table.value === 'count' ? {} : { value: table.value }),
    ...(table.share === 'NONE' ? {} : { share: table.share }),
    ...(table.from ? { from: table.from } : {}),
    ...(table.to ? { to: table.to } : {}),
    ...Object.fromEntries(
      Object.entries(table.filters).map(([name, values]) => [`${FILTER}${name}`, values.join(SEPARATOR)]),
    ),
  }
}

/** The name that a filter of a dimension has in a form. */
export const filterName = (dimension: string) => `${FILTER}${dimension}`

/** The dimensions of a subject by which a table may be narrowed: all but the place, which is chosen apart. */
export function filtersOf(subject: SubjectCode): string[] {
  return Object.keys(subjectOf(subject).dimensions).filter((name) => Array.isArray(dimensionOf(subject, name)?.values))
}
