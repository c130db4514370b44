import * as z from 'zod'
import { dimensionOf, SUBJECT_CODES, SUMS, subjectOf, UNRECORDED } from '@/lib/tables/catalogue'

export const SHARES = ['NONE', 'ROW', 'COLUMN', 'TOTAL'] as const
export type Share = (typeof SHARES)[number]

/** ME: only the owner. OFFICE: those of the owner's unit. BELOW: everyone posted in the owner's region or below it. */
export const SHARED_WITH = ['ME', 'OFFICE', 'BELOW'] as const
export type SharedWith = (typeof SHARED_WITH)[number]

export const LONGEST_NAME = 60
const MOST_FILTERS = 12
const MOST_VALUES = 80

const Name = z.string().regex(/^[a-zA-Z]{1,30}$/)

/** A value as the catalogue, a month, a year or the code of an aspect may be; it is only ever bound, never part of a statement. */
const Value = z.string().regex(/^[0-9A-Za-z_.+-]{1,40}$/)

/**
 * What a table shows: what is counted or added up, by what, narrowed to what, as which share. It names no place: everybody reads it for
 * his own. Every name is one of the catalogue.
 */
export const Definition = z
  .object({
    subject: z.enum(SUBJECT_CODES),
    rows: Name,
    columns: Name.nullable().default(null),
    value: z.enum(['count', ...SUMS]).default('count'),
    share: z.enum(SHARES).default('NONE'),
    filters: z.record(Name, z.array(Value).min(1).max(MOST_VALUES)).default({}),
    from: z.iso.date().nullable().default(null),
    to: z.iso.date().nullable().default(null),
  })
  .superRefine((table, about) => {
    const refuse = (path: string[], message: string) => about.addIssue({ code: 'custom', path, message })
    const subject = subjectOf(table.subject)
    for (const side of ['rows', 'columns'] as const) {
      const name = table[side]
      if (name !== null && !dimensionOf(table.subject, name)) refuse([side], 'tables.unknownDimension')
    }
    if (table.rows === table.columns) refuse(['columns'], 'tables.sameTwice')
    if (table.value !== 'count' && !subject.sums.includes(table.value)) refuse(['value'], 'tables.unknownSum')
    if (Object.keys(table.filters).length > MOST_FILTERS) refuse(['filters'], 'tables.unknownDimension')
    for (const [name, values] of Object.entries(table.filters)) {
      const dimension = dimensionOf(table.subject, name)
      const known = dimension?.values
      if (!dimension || known === 'PLACES') refuse(['filters', name], 'tables.unknownDimension')
      else if (Array.isArray(known) && values.some((value) => value !== UNRECORDED && !known.includes(value)))
        refuse(['filters', name], 'tables.unknownValue')
    }
    if (!subject.hasDay && (table.from || table.to)) refuse(['from'], 'tables.noPeriod')
    if (table.from && table.to && table.from > table.to) refuse(['to'], 'tables.periodOrder')
  })
export type Definition = z.output<typeof Definition>

/** A definition of a form comes as its text. */
const Told = z.preprocess((given, about) => {
  if (typeof given !== 'string') return given
  try {
    return JSON.parse(given)
  } catch {
    about.addIssue({ code: 'custom', message: 'tables.notUnderstood' })
    return z.NEVER
  }
}, Definition)

const TableName = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_NAME)
  .transform((text) => text.normalize('NFC').replace(/\p{Cc}+/gu, ' '))

export const SaveTableInput = z.object({
  id: z.uuid(),
  name: TableName,
  shared: z.enum(SHARED_WITH).default('ME'),
  definition: Told,
})

export const EditTableInput = z.object({
  tableId: z.uuid(),
  version: z.coerce.number().int().positive(),
  name: TableName,
  shared: z.enum(SHARED_WITH),
  definition: Told,
})

export const CopyTableInput = z.object({ id: z.uuid(), tableId: z.uuid(), name: TableName.optional() })
export const EndTableInput = z.object({ tableId: z.uuid(), version: z.coerce.number().int().positive() })

/** How many records stand in one combination of a row's and a column's values. A record with several values names them all. */
export const Group = z.object({
  r: z.array(z.string()),
  c: z.array(z.string()),
  n: z.number(),
  x: z.number(),
})
export type Group = z.output<typeof Group>
