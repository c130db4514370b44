import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { ParameterRow } from '@/lib/parameters/schema'
import { parentOf } from '@/lib/regions/rules'
import type { RegionRow } from '@/lib/regions/schema'
import type { FactInputRow, MeasureTypeRow, ReliefMeasureRow } from '@/prisma/catalogue/read'
import { regionColumns } from './region-rows'

const AT_ONCE = 2_000

type Value =
  | string
  | number
  | boolean
  | Buffer
  | Date
  | null
  | readonly string[]
  | Record<string, unknown>
  | readonly Record<string, unknown>[]

/** Inserts rows into a table; keys are column names. COPY does not work under row-level security, so many rows go as one JSON parameter. */
export async function insertRows(
  client: pg.ClientBase,
  table: string,
  rows: readonly Record<string, Value>[],
): Promise<void> {
  const first = rows[0]
  if (!first) return
  const columns = Object.keys(first).join(', ')
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    await client.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
      [JSON.stringify(rows.slice(from, from + AT_ONCE), plain)],
    )
  }
}

function plain(_key: string, value: unknown): unknown {
  const isBytes = typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer'
  return isBytes ? `\\x${Buffer.from((value as unknown as { data: number[] }).data).toString('hex')}` : value
}

/** Adds regions and renames those whose name changed; answers how many are new. Parents come before their children. */
export async function loadRegions(client: pg.ClientBase, regions: readonly RegionRow[]): Promise<number> {
  const sorted = [...regions].sort((a, b) => (a.code < b.code ? -1 : 1))
  const places = new Map<string, number>()
  const rows = sorted.map((region) => {
    const parent = parentOf(region.code) ?? ''
    places.set(parent, (places.get(parent) ?? 0) + 1)
    return regionColumns(region, places.get(parent) as number)
  })
  const before = (await client.query('SELECT count(*)::int AS n FROM region')).rows[0].n as number
  const levels = ['PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE']
  for (const level of levels) {
    await client.query(
      `INSERT INTO region (code, level, name, name_en, parent_code, pinyin, initials, sort_no)
       SELECT code, level::"RegionLevel", name, name_en, parent_code, pinyin, initials, sort_no
       FROM jsonb_to_recordset($1) AS r(code text, level text, name text, name_en text, parent_code text, pinyin text, initials text, sort_no int)
       ON CONFLICT (code) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, pinyin = excluded.pinyin, initials = excluded.initials
       WHERE region.name IS DISTINCT FROM excluded.name`,
      [
        JSON.stringify(
          rows
            .filter((row) => row.level === level)
            .map(({ nameEn, parentCode, sortNo, ...row }) => ({
              ...row,
              name_en: nameEn,
              parent_code: parentCode,
              sort_no: sortNo,
            })),
        ),
      ],
    )
  }
  return ((await client.query('SELECT count(*)::int AS n FROM region')).rows[0].n as number) - before
}

/** Adds types of measures that are missing; one that is there stays. Answers how many are new. */
export async function loadMeasureTypes(client: pg.ClientBase, rows: readonly MeasureTypeRow[]): Promise<number> {
  const result = await client.query(
    `INSERT INTO measure_type (code, category, name_zh, name_en, mode, risks, form, valid_from, sort_no)
     SELECT code, category, "nameZh", "nameEn", mode, risks, form, "validFrom", "sortNo"
     FROM jsonb_to_recordset($1) AS r(code text, category text, "nameZh" text, "nameEn" text, mode text, risks text[], form text, "validFrom" date, "sortNo" int)
     ON CONFLICT (code) DO NOTHING`,
    [JSON.stringify(rows)],
  )
  return result.rowCount ?? 0
}

/** Adds which types payouts become, as far as it is missing; what is there, perhaps changed by an official, stays. */
export async function loadReliefMeasures(client: pg.ClientBase, rows: readonly ReliefMeasureRow[]): Promise<void> {
  await client.query(
    `INSERT INTO relief_measure_type (line, manner, rank, type_code, fund_source)
     SELECT line, manner, rank, "typeCode", "fundSource"
     FROM jsonb_to_recordset($1) AS r(line int, manner text, rank int, "typeCode" text, "fundSource" text)
     ON CONFLICT (line, manner, rank) DO NOTHING`,
    [JSON.stringify(rows)],
  )
}

/** Adds inputs of facts that are missing; one that is there stays. Answers how many are new. */
export async function loadFactInputs(client: pg.ClientBase, rows: readonly FactInputRow[]): Promise<number> {
  const result = await client.query(
    `INSERT INTO fact_input (code, name_zh, name_en, unit, unit_en, is_summed, sort_no)
     SELECT code, "nameZh", "nameEn", unit, "unitEn", "isSummed", "sortNo"
     FROM jsonb_to_recordset($1) AS r(code text, "nameZh" text, "nameEn" text, unit text, "unitEn" text, "isSummed" boolean, "sortNo" int)
     ON CONFLICT (code) DO NOTHING`,
    [JSON.stringify(rows)],
  )
  return result.rowCount ?? 0
}

/** Adds policy values that are missing; a row that is there, perhaps changed by an official, stays. Answers how many are new. */
export async function loadParameters(client: pg.ClientBase, rows: readonly ParameterRow[]): Promise<number> {
  const result = await client.query(
    `INSERT INTO policy_parameter (id, code, applies_to, valid_from, valid_to, value, unit, source, certainty)
     SELECT id, code, applies_to, valid_from, valid_to, value, unit, source, certainty
     FROM jsonb_to_recordset($1) AS r(id uuid, code text, applies_to text, valid_from date, valid_to date, value numeric, unit text, source text, certainty text)
     ON CONFLICT (code, applies_to, valid_from) DO NOTHING`,
    [
      JSON.stringify(
        rows.map(({ appliesTo, validFrom, validTo, ...row }) => ({
          ...row,
          id: randomUUID(),
          applies_to: appliesTo,
          valid_from: validFrom,
          valid_to: validTo,
        })),
      ),
    ],
  )
  return result.rowCount ?? 0
}
