import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { ParameterRow } from '@/lib/parameters/schema'
import { readHolidays } from '@/prisma/catalogue/read'
import { owner } from './builders'

/** The shipped policy values, as the rules read them. */
export const POLICY: readonly ParameterRow[] = parse<Record<string, string>>(
  readFileSync('prisma/catalogue/policy-parameters.csv'),
  { columns: true },
).map((row) =>
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

/** Puts the shipped policy values into the database, where they are missing. */
export async function layPolicy(): Promise<void> {
  for (const row of POLICY) {
    await owner().query(
      `INSERT INTO policy_parameter (id, code, applies_to, valid_from, valid_to, value, unit, source, certainty)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [
        randomUUID(),
        row.code,
        row.appliesTo,
        row.validFrom,
        row.validTo,
        row.value,
        row.unit,
        row.source,
        row.certainty,
      ],
    )
  }
}

/** Puts the country's shipped holidays into the database, where they are missing. */
export async function layCalendar(): Promise<void> {
  await owner().query(
    `INSERT INTO calendar_day (day, kind, name, source, certainty)
     SELECT day, kind::"CalendarDayKind", name, source, certainty
     FROM jsonb_to_recordset($1) AS r(day date, kind text, name text, source text, certainty text) ON CONFLICT DO NOTHING`,
    [JSON.stringify(readHolidays())],
  )
}
