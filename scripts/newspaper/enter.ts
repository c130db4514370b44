import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { importFacts } from '@/lib/indicators/commands/import-facts'
import { addInput } from '@/lib/indicators/commands/report'
import type { FileRow } from '@/lib/indicators/rules/fact-file'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { levelOf, pad, parentOf, pathOf } from '@/lib/regions/rules'
import { FACT_COLUMNS } from '@/prisma/catalogue/fact-file'
import { readRegions } from '@/prisma/catalogue/read'
import { loadRegions } from '@/prisma/seed/load-rows'
import { Refusal } from '../words.mjs'

const AT_ONCE = 1_000
const REPORTER = '新闻报道录入'

/** Lays the regions that rows speak of where they are missing, with those above them: an installation does the same for its county. */
async function layRegions(client: pg.ClientBase, codes: readonly string[]): Promise<void> {
  const wanted = [...new Set(codes.flatMap(pathOf))]
  const found = await client.query('SELECT code FROM region WHERE code = ANY ($1)', [wanted])
  const there = new Set(found.rows.map(({ code }) => code as string))
  const named = new Map(readRegions('regions-elsewhere.csv').map((region) => [region.code, region.name]))
  await loadRegions(
    client,
    wanted
      .filter((code) => !there.has(code))
      .map((code) => ({ code, level: levelOf(code), name: named.get(code) ?? code, parentCode: parentOf(code) })),
  )
}

/** An account that reports for a province; nobody can sign in with it. */
async function reporterOf(client: pg.ClientBase, province: string): Promise<Actor> {
  const regionCode = pad(province)
  const username = `newspaper-${province}`
  const known = await client.query(
    'SELECT u.id, p.id AS posting FROM app_user u JOIN posting p ON p.user_id = u.id WHERE u.username = $1',
    [username],
  )
  const [userId, postingId] = known.rows[0]
    ? [known.rows[0].id as string, known.rows[0].posting as string]
    : [randomUUID(), randomUUID()]
  if (!known.rows[0]) {
    await client.query('INSERT INTO app_user (id, username, name, unit) VALUES ($1, $2, $3, $3)', [
      userId,
      username,
      REPORTER,
    ])
    await client.query(
      `INSERT INTO posting (county_code, id, user_id, role, region_code, valid_from) VALUES ($1, $2, $3, 'PROVINCE_CITY_VIEWER', $4, '2015-01-01')`,
      [regionCode.slice(0, 6), postingId, userId, regionCode],
    )
  }
  return {
    userId,
    username,
    name: REPORTER,
    unit: REPORTER,
    title: '',
    role: 'PROVINCE_CITY_VIEWER',
    postingId,
    regionCode,
    regionName: regionCode,
    level: 'PROVINCE',
    scope: province,
    sessionHash: '0'.repeat(64),
    isPhone: false,
    steppedUpAt: null,
    locale: null,
    actingFor: null,
  }
}

const HEADS = Object.keys(FACT_COLUMNS) as (keyof FileRow['cells'])[]
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
/** Rows as the file that the import page takes; numbered as they are in it. */
const fileOf = (rows: readonly FileRow[]) =>
  [HEADS.join(','), ...rows.map(({ cells }) => HEADS.map((head) => quoted(cells[head])).join(','))].join('\n')

async function carryOut(actor: Actor, command: Command, input: unknown, rows: readonly FileRow[]): Promise<void> {
  const outcome = await execute(actor, command, input, { id: randomUUID() })
  if (outcome.ok) return
  const faults =
    outcome.kind === 'input'
      ? Object.entries(outcome.errors).map(([at, { code }]) => {
          const [, row, column] = /^row(\d+)\.(.*)$/.exec(at) ?? []
          return `${row ? `${rows[Number(row) - 2]?.cells.id ?? row} ${column}` : at}: ${code}`
        })
      : [outcome.kind === 'rule' ? outcome.code : outcome.kind]
  throw new Refusal(`没有录入：${faults.slice(0, 20).join('；')}`, 'Not entered: see the rows and columns above.')
}

export type Entered = { reporters: ReadonlyMap<string, Actor>; rows: number; inputs: number }

/**
 * Enters facts and targets through the commands of the product, each province's by an account of that province. Inputs that the catalogue
 * does not have are added to it by the command that officials use. Errors: Refusal, naming rows and columns.
 */
export async function enterFacts(ownerUrl: string, rows: readonly FileRow[]): Promise<Entered> {
  const wrong = rows.filter(({ cells }) => !/^\d{12}$/.test(cells.region_code))
  if (wrong[0]) throw new Refusal(`第 ${wrong[0].row} 行的区划代码不对`, `Row ${wrong[0].row} has no region code`)
  const provinces = new Map<string, FileRow[]>()
  for (const row of rows) {
    const province = row.cells.region_code.slice(0, 2)
    provinces.set(province, [...(provinces.get(province) ?? []), row])
  }
  const reporters = new Map<string, Actor>()
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query("SELECT set_config('app.command', 'newspaper.load', false)")
    // An empty database becomes an installation of its own; one that is there stays what it is.
    await client.query(
      `INSERT INTO installation (is_demo, county_code) SELECT false, $1 WHERE NOT EXISTS (SELECT FROM installation)`,
      [rows[0]?.cells.region_code.slice(0, 6)],
    )
    await layRegions(
      client,
      rows.map(({ cells }) => cells.region_code),
    )
    for (const province of provinces.keys()) reporters.set(province, await reporterOf(client, province))
  } finally {
    await client.end()
  }
  const inputs = await addInputs(reporters, rows)
  for (const [province, own] of provinces) {
    for (let from = 0; from < own.length; from += AT_ONCE) {
      const part = own.slice(from, from + AT_ONCE)
      const actor = reporters.get(province) as Actor
      await carryOut(actor, importFacts as unknown as Command, { id: randomUUID(), text: fileOf(part) }, part)
    }
  }
  return { reporters, rows: rows.length, inputs }
}

async function addInputs(reporters: ReadonlyMap<string, Actor>, rows: readonly FileRow[]): Promise<number> {
  const known = await knownInputs([...reporters.values()])
  let added = 0
  for (const row of rows) {
    const { indicator_input: code, label_zh, unit, region_code } = row.cells
    if (known.has(code)) continue
    known.add(code)
    added++
    const input = {
      code,
      nameZh: label_zh || code,
      nameEn: code.replaceAll('_', ' '),
      unit: unit || '-',
    }
    await carryOut(reporters.get(region_code.slice(0, 2)) as Actor, addInput as unknown as Command, input, [])
  }
  return added
}

async function knownInputs([actor]: readonly Actor[]): Promise<Set<string>> {
  if (!actor) return new Set()
  const codes = await withScope(actor, ({ db }) => db.factInput.findMany({ select: { code: true } }))
  return new Set(codes.map(({ code }) => code))
}

/** Closes what the commands opened. */
export const leave = () => unscoped().$disconnect()
