import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { withScope } from '@/lib/platform/db'
import { importLedger } from '@/lib/transfer/commands/import-ledger'
import { undoLedger } from '@/lib/transfer/commands/undo-ledger'
import { uploadLedger } from '@/lib/transfer/commands/upload-ledger'
import { takeBatch } from '@/lib/transfer/job'
import { getBatch } from '@/lib/transfer/queries/batches'
import { readRegions } from '@/prisma/catalogue/read'
import { loadDemo } from '@/prisma/seed/demo'
import { loadRegions } from '@/prisma/seed/load-rows'
import { CSV_SHEET, type SampleLedger, sampleLedger } from '@/prisma/seed/sample-ledger'
import { anActor, owner } from './builders'

export const villageRegions = readRegions('regions-130799.csv')
export const cityRegions = readRegions('regions-1307.csv').filter((region) => region.level !== 'VILLAGE')

/** The demo county with its villages and parameters, and its office. */
export async function layCounty(): Promise<Actor> {
  const client = await owner().connect()
  await loadRegions(client, [...cityRegions, ...villageRegions])
  if ((await client.query('SELECT FROM installation')).rowCount === 0) await loadDemo(client, '2026-03-26', 'small')
  client.release()
  return anActor('COUNTY_OFFICE', '130799000000', 'COUNTY')
}

export function aLedger(households: number, faults: number, seed: number): SampleLedger {
  return sampleLedger({
    households,
    county: '130799',
    regions: [...villageRegions, ...cityRegions],
    today: '2026-11-23',
    faults,
    seed,
    sheet: CSV_SHEET,
    warningLineYuan: 7800,
    exitLineYuan: 5200,
  })
}

/** A ledger whose cells of these heads say something else in the rows of one household. */
export function withCells(ledger: SampleLedger, householdNo: string, cells: Record<string, string>): SampleLedger {
  const no = ledger.heads.indexOf('户编号')
  const rows = ledger.rows.map((row) =>
    row[no] === householdNo ? row.map((cell, at) => cells[ledger.heads[at] as string] ?? cell) : row,
  )
  return { ...ledger, rows }
}

/** Uploads and checks; answers the batch. */
export async function checkedBatch(office: Actor, bytes: Buffer | string, more: Record<string, unknown> = {}) {
  const id = randomUUID()
  const file = new File([new Uint8Array(Buffer.from(bytes as string))], 'ledger.csv')
  const outcome = await execute(office, uploadLedger, { id, file, ...more }, { id: randomUUID() })
  if (!outcome.ok) throw new Error(`upload refused: ${JSON.stringify(outcome)}`)
  await (await takeBatch(office, id))?.()
  return id
}

export async function bringIn(office: Actor, batchId: string, more: Record<string, unknown> = {}) {
  const outcome = await execute(office, importLedger, { batchId, mode: 'ALL', ...more }, { id: randomUUID() })
  if (outcome.ok) await (await takeBatch(office, batchId))?.()
  return outcome
}

export async function takeBack(office: Actor, batchId: string, id = randomUUID()) {
  const outcome = await execute(office, undoLedger, { batchId }, { id })
  if (outcome.ok) await (await takeBatch(office, batchId))?.()
  return outcome
}

export const batchOf = (office: Actor, id: string) => withScope(office, (ctx) => getBatch(ctx, id, 1))

/** Everything the register says, without what every write moves. */
export async function registerImage(): Promise<Record<string, unknown>> {
  const { rows } = await owner().query(
    `SELECT (SELECT jsonb_agg(to_jsonb(h) - ARRAY['version', 'updated_at', 'name_grams'] ORDER BY h.id) FROM household h) AS households,
       (SELECT jsonb_agg(to_jsonb(p) - 'version' ORDER BY p.id) FROM person p) AS persons,
       (SELECT jsonb_agg(to_jsonb(m) ORDER BY m.id) FROM membership m) AS memberships,
       (SELECT jsonb_agg(to_jsonb(i) - 'version' ORDER BY i.household_id, i.year) FROM household_income i) AS incomes,
       (SELECT jsonb_agg(to_jsonb(l) - 'version' ORDER BY l.household_id, l.year) FROM living_condition l) AS livings,
       (SELECT count(*)::int FROM monitoring_case) AS cases`,
  )
  return rows[0]
}
