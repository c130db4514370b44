// Seconds, rows per second and memory of an export of the whole ledger, through the commands and the job that the pages use.
// `npm run bench:export -- --households 24000` makes a new database in .bench-data every time (or on DATABASE_URL's server); a process of its
// own fills it, so that the memory measured is that of exports.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { decideExport } from '@/lib/exports/commands/decide'
import { requestExport } from '@/lib/exports/commands/request'
import { takeExport } from '@/lib/exports/job'
import { getExport } from '@/lib/exports/queries/requests'
import { execute } from '@/lib/platform/command'
import { withScope } from '@/lib/platform/db'
import { importLedger } from '@/lib/transfer/commands/import-ledger'
import { uploadLedger } from '@/lib/transfer/commands/upload-ledger'
import { takeBatch } from '@/lib/transfer/job'
import { freshDatabase, loads, MEBIBYTE, measure, officialOf, sampleFile } from './county'

const { values: args } = parseArgs({
  options: { households: { type: 'string', default: '24000' }, fill: { type: 'string' } },
})

async function fill(ownerUrl: string): Promise<void> {
  const office = await officialOf(ownerUrl, 'COUNTY_OFFICE')
  const batchId = randomUUID()
  const file = new File([sampleFile(Number(args.households))], 'ledger.csv')
  await execute(office, uploadLedger, { id: batchId, file }, { id: randomUUID() })
  await (await takeBatch(office, batchId))?.()
  await execute(office, importLedger, { batchId, mode: 'ALL' }, { id: randomUUID() })
  await (await takeBatch(office, batchId))?.()
}

if (args.fill) {
  await fill(args.fill)
  process.exit(0)
}
const database = await freshDatabase('fangxian_bench_export')
try {
  const self = [
    'scripts/run.mjs',
    'tests/bench/export.ts',
    '--households',
    args.households,
    '--fill',
    database.ownerUrl,
  ]
  execFileSync(process.execPath, self, { stdio: 'inherit' })
  const office = await officialOf(database.ownerUrl, 'COUNTY_OFFICE')
  const leader = await officialOf(database.ownerUrl, 'COUNTY_LEADER')
  const send = async (command: Parameters<typeof execute>[1], input: unknown, actor = office) => {
    const outcome = await execute(actor, command, input, { id: randomUUID() })
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  }
  console.log(`load ${loads()}`)
  for (const [kind, format] of [
    ['HOUSEHOLDS', 'XLSX'],
    ['LEDGER', 'XLSX'],
    ['LEDGER', 'CSV_UTF8'],
  ] as const) {
    const id = randomUUID()
    const asked = { id, kind, format, purpose: 'REPORTING', note: 'bench of exports' }
    await measure(`${kind} ${format} (ask)`, 1, () => send(requestExport, asked))
    await send(decideExport, { exportId: id, decision: 'APPROVE' }, leader)
    const rows = (await withScope(office, (ctx) => getExport(ctx, id))).rowCount
    global.gc?.()
    await measure(`${kind} ${format} (make)`, rows, async () => (await takeExport(office, id))?.())
    const made = await withScope(office, (ctx) => getExport(ctx, id))
    console.log(
      `${made.state}: ${made.fileRows} rows, ${((made.fileBytes ?? 0) / MEBIBYTE).toFixed(1)} MB; load ${loads()}`,
    )
  }
} finally {
  await database.close()
}
process.exit(0)
