// Seconds, rows per second and memory of a ledger import into an empty county, through the commands and the job that the pages use.
// `npm run bench:import -- --households 48000` makes a new database in .bench-data every time (or on DATABASE_URL's server).
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { dayOf, now } from '@/lib/platform/clock'
import { execute } from '@/lib/platform/command'
import { type Ctx, withScope } from '@/lib/platform/db'
import { importLedger } from '@/lib/transfer/commands/import-ledger'
import { uploadLedger } from '@/lib/transfer/commands/upload-ledger'
import { takeBatch } from '@/lib/transfer/job'
import { planLedger } from '@/lib/transfer/plan'
import { getBatch } from '@/lib/transfer/queries/batches'
import { connected } from '@/scripts/database/open'
import { freshDatabase, loads, MEBIBYTE, measure, officialOf, sampleFile } from './county'

const LINE_FEED = 10
const { values: args } = parseArgs({ options: { households: { type: 'string', default: '48000' } } })

async function villagesOf(ctx: Ctx) {
  const found = await ctx.db.region.findMany({
    where: { level: 'VILLAGE', code: { startsWith: '130799' } },
    select: { code: true, name: true, parent: { select: { name: true } } },
  })
  return found.map(({ code, name, parent }) => ({ code, name, townshipName: parent?.name ?? '' }))
}

const database = await freshDatabase('fangxian_bench_import')
try {
  const office = await officialOf(database.ownerUrl, 'COUNTY_OFFICE')
  const body = sampleFile(Number(args.households))
  const persons = body.filter((byte) => byte === LINE_FEED).length - 1
  console.log(
    `${persons} persons, ${args.households} households, ${(body.length / MEBIBYTE).toFixed(1)} MB; load ${loads()}`,
  )
  const villages = await withScope(office, villagesOf)
  const context = { today: dayOf(now()), isDemo: true, countyCode: '130799', countyName: '', villages }
  await measure('read alone', persons, async () => void (await planLedger(body, context, async () => {})))
  const id = randomUUID()
  await measure('check (upload, read, compare)', persons, async () => {
    await execute(office, uploadLedger, { id, file: new File([body], 'ledger.csv') }, { id: randomUUID() })
    await (await takeBatch(office, id))?.()
  })
  await measure('import (read, compare, apply)', persons, async () => {
    await execute(office, importLedger, { batchId: id, mode: 'ALL' }, { id: randomUUID() })
    await (await takeBatch(office, id))?.()
  })
  const { state, newHouseholds, newPersons } = (await withScope(office, (ctx) => getBatch(ctx, id, 1))) ?? {}
  console.log(`${state}: ${newHouseholds} households, ${newPersons} persons; load ${loads()}`)
  const entries = await connected(database.ownerUrl, (client) =>
    client.query("SELECT count(*)::int AS n FROM audit_entry WHERE command = 'ledger.import' AND action = 'INSERT'"),
  )
  console.log(`audit entries of the import: ${entries.rows[0].n}`)
} finally {
  await database.close()
}
process.exit(0)
