import type pg from 'pg'
import type { HolidayRow } from '@/prisma/catalogue/read'

/** Adds the country's arranged days that are missing; a day that is there stays. Answers how many are new. */
export async function loadCalendar(client: pg.ClientBase, rows: readonly HolidayRow[]): Promise<number> {
  const result = await client.query(
    `INSERT INTO calendar_day (day, kind, name, source, certainty)
     SELECT day, kind::"CalendarDayKind", name, source, certainty
     FROM jsonb_to_recordset($1) AS r(day date, kind text, name text, source text, certainty text)
     ON CONFLICT (day) DO NOTHING`,
    [JSON.stringify(rows)],
  )
  return result.rowCount ?? 0
}
