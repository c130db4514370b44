import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import * as z from 'zod'
import { CERTAINTIES, ParameterRow } from '@/lib/parameters/schema'
import { RegionRow } from '@/lib/regions/schema'

const folder = import.meta.dirname

function table(file: string): Record<string, string>[] {
  return parse(readFileSync(path.join(folder, file)), { columns: true, bom: true, skip_empty_lines: true })
}

/** The rows of a region file of the catalogue, e.g. `regions-1307.csv`. */
export function readRegions(file: string): RegionRow[] {
  return table(file).map((row) =>
    RegionRow.parse({ code: row.code, level: row.level, name: row.name, parentCode: row.parent_code || null }),
  )
}

/** The policy values that the project ships. */
export function readParameters(): ParameterRow[] {
  return table('policy-parameters.csv').map((row) =>
    ParameterRow.parse({
      code: row.code,
      appliesTo: row.applies_to,
      validFrom: row.valid_from,
      validTo: row.valid_to || null,
      value: row.value ? Number(row.value) : null,
      unit: row.unit,
      source: row.source,
      certainty: row.certainty,
    }),
  )
}

const HolidayRow = z.object({
  day: z.iso.date(),
  kind: z.enum(['HOLIDAY', 'WORKDAY']),
  name: z.string().min(1).max(30),
  source: z.string().min(1).max(300),
  certainty: z.enum(CERTAINTIES),
})
export type HolidayRow = z.infer<typeof HolidayRow>

/** Days of rest and of work by arrangement for the whole country, as far as the project ships them. */
export function readHolidays(): HolidayRow[] {
  return table('holidays.csv').map((row) => HolidayRow.parse(row))
}

/** A type of measure as the project ships it. */
export type MeasureTypeRow = {
  code: string
  category: string
  nameZh: string
  nameEn: string
  mode: string
  risks: string[]
  form: string
  validFrom: string
  sortNo: number
}

/** The types of measures that the project ships, in the order they are shown. */
export function readMeasureTypes(): MeasureTypeRow[] {
  return table('measure-types.csv').map((row, index) => ({
    code: row.code ?? '',
    category: row.category ?? '',
    nameZh: row.name_zh ?? '',
    nameEn: row.name_en ?? '',
    mode: row.mode ?? '',
    risks: (row.risks ?? '').split(' ').filter(Boolean),
    form: row.form ?? '',
    validFrom: row.valid_from ?? '',
    sortNo: index + 1,
  }))
}

/** Which type of measure a payout of a line of defence becomes. */
export type ReliefMeasureRow = { line: number; manner: string; rank: number; typeCode: string; fundSource: string }

/** What the project ships of it; the types are those of `readMeasureTypes`. */
export function readReliefMeasures(): ReliefMeasureRow[] {
  return table('relief-measures.csv').map((row) => ({
    line: Number(row.line),
    manner: row.manner ?? '',
    rank: Number(row.rank),
    typeCode: row.type_code ?? '',
    fundSource: row.fund_source ?? '',
  }))
}

/** What may be reported as a fact, as the project ships it. */
export type FactInputRow = {
  code: string
  nameZh: string
  nameEn: string
  unit: string
  unitEn: string
  isSummed: boolean
  sortNo: number
}

/** The inputs of facts that the project ships, in the order they are shown. */
export function readFactInputs(): FactInputRow[] {
  return table('fact-inputs.csv').map((row, index) => ({
    code: row.code ?? '',
    nameZh: row.name_zh ?? '',
    nameEn: row.name_en ?? '',
    unit: row.unit ?? '',
    unitEn: row.unit_en ?? '',
    isSummed: row.is_summed === '1',
    sortNo: index + 1,
  }))
}
