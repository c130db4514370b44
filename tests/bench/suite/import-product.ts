// One import of a ledger through the commands and the job that the pages use, in a process of its own: prints its figures as JSON.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { execute } from '@/lib/platform/command'
import { withScope } from '@/lib/platform/db'
import { importLedger } from '@/lib/transfer/commands/import-ledger'
import { uploadLedger } from '@/lib/transfer/commands/upload-ledger'
import { takeBatch } from '@/lib/transfer/job'
import { getBatch } from '@/lib/transfer/queries/batches'
import { MEBIBYTE, officialOf } from '@/tests/bench/county'
import type { Imported } from './import'
import { read, span } from './proc'

const WATCH_MS = 50
const { values } = parseArgs({ options: { file: { type: 'string' }, postmaster: { type: 'string' } } })
const ownerUrl = process.env.OWNER_DATABASE_URL as string
const watched = {
  server: process.pid,
  own: process.pid,
  postmaster: Number(values.postmaster),
  database: new URL(ownerUrl).pathname.slice(1),
}
const office = await officialOf(ownerUrl, 'COUNTY_OFFICE')
const body = readFileSync(values.file as string)
const id = randomUUID()
await withScope(office, (ctx) => ctx.db.region.count())

const start = process.memoryUsage.rss() / MEBIBYTE
let peak = start
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss() / MEBIBYTE)
}, WATCH_MS)
const before = read(watched)
const uploaded = await execute(office, uploadLedger, { id, file: new File([body], 'ledger.csv') }, { id: randomUUID() })
await (await takeBatch(office, id))?.()
const checked = performance.now()
const told = await execute(office, importLedger, { batchId: id, mode: 'ALL' }, { id: randomUUID() })
await (await takeBatch(office, id))?.()
const after = read(watched)
clearInterval(watch)
const batch = await withScope(office, (ctx) => getBatch(ctx, id, 1))
if (!uploaded.ok || !told.ok || batch?.state !== 'DONE')
  throw new Error(`not imported: ${JSON.stringify({ uploaded, told, batch })}`)
const imported: Imported = {
  ...span(before, after),
  checkSeconds: (checked - before.at) / 1000,
  households: batch.newHouseholds ?? 0,
  persons: batch.newPersons ?? 0,
  growthMb: peak - start,
}
console.log(JSON.stringify(imported))
process.exit(0)
