// Seconds of a first check of a county by all rules, of a check again after a write, on a new day, and of the lists, through the queries of the pages.
// `npm run bench:quality` checks the county that `npm run bench:import` has filled in .bench-data (48,000 households unless told otherwise).
import { existsSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { now } from '@/lib/platform/clock'
import { type Ctx, withScope } from '@/lib/platform/db'
import { refreshQuality } from '@/lib/quality/queries/refresh'
import { getQuality } from '@/lib/quality/queries/region'
import { deploy } from '@/scripts/database/migrate'
import { connected, openDatabase } from '@/scripts/database/open'
import { benchActor } from './actor'

const DAY_MS = 86_400_000
const { values: args } = parseArgs({ options: { runs: { type: 'string', default: '15' } } })
const data = path.join(process.cwd(), '.bench-data')
const keys = path.join(data, 'keys.json')
if (!existsSync(keys)) throw new Error('run bench:import first: it fills the county')
process.env.FANGXIAN_KEYS = keys
const database = await openDatabase({ data, name: 'fangxian_bench_import', external: process.env.DATABASE_URL })
process.env.APP_DATABASE_URL = database.appUrl
await deploy(database.ownerUrl)

const sql = async <R extends object>(text: string, ...values: unknown[]) =>
  (await connected(database.ownerUrl, (client) => client.query<R>(text, values))).rows

const [user] = await sql<{ id: string; name: string }>('SELECT id, name FROM app_user LIMIT 1')
const itself = { userId: user?.id ?? '', postingId: user?.id ?? '' }
const office = benchActor('130799', 'COUNTY', 'COUNTY_OFFICE', itself)
const [largest] = await sql<{ region_code: string; n: number }>(
  `SELECT region_code, count(*)::int AS n FROM household WHERE county_code = '130799' GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
)
const cadre = benchActor(largest?.region_code ?? '', 'VILLAGE', 'VILLAGE_CADRE', itself)

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
const say = (name: string, ms: number[]) => {
  const sorted = ms.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)
  console.log(`${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms (${ms.length} runs)`)
}

/** All parts until nothing is left; how many there were. */
async function whole(at?: Date): Promise<number> {
  for (let parts = 1; ; parts++) {
    if ((await withScope(office, (ctx: Ctx) => refreshQuality(ctx, office.scope), { at, timeoutMs: 60_000 })) === 0)
      return parts
  }
}
async function repeated(name: string, before: () => Promise<unknown>, work: () => Promise<unknown>) {
  const found: number[] = []
  for (let run = 0; run < Number(args.runs); run++) {
    await before()
    found.push(await timed(work))
  }
  say(name, found)
}

try {
  const [size] = await sql<{ households: number; persons: number }>(
    `SELECT (SELECT count(*)::int FROM household WHERE county_code = '130799') AS households, (SELECT count(*)::int FROM person WHERE county_code = '130799') AS persons`,
  )
  await sql('DELETE FROM quality_issue')
  await sql('DELETE FROM quality_household')
  await sql('DELETE FROM quality_village')
  await sql('VACUUM ANALYZE')
  console.log(
    `${size?.households} households, ${size?.persons} persons; the largest village has ${largest?.n} households`,
  )
  let parts = 0
  const first = await timed(async () => {
    parts = await whole()
  })
  const [found] = await sql<{ n: number }>('SELECT count(*)::int AS n FROM quality_issue')
  console.log(`first check of the county: ${(first / 1000).toFixed(1)} s in ${parts} transactions, ${found?.n} issues`)
  const [one] = await sql<{ id: string }>('SELECT id FROM household WHERE region_code = $1 LIMIT 1', cadre.regionCode)
  const touch = () => sql('UPDATE household SET version = version + 1 WHERE id = $1', one?.id)
  const village = () => withScope(cadre, (ctx) => refreshQuality(ctx, cadre.scope))
  await repeated(`check of one village of ${largest?.n} households after a write`, touch, village)
  await repeated('nothing to check, village', async () => {}, village)
  await repeated(
    'nothing to check, county',
    async () => {},
    () => whole(),
  )
  await repeated(
    'page of the village',
    async () => {},
    () => withScope(cadre, (ctx) => getQuality(ctx, { filter: 'ALL' })),
  )
  await repeated(
    'page of the county',
    async () => {},
    () => withScope(office, (ctx) => getQuality(ctx, { filter: 'ALL' })),
  )
  const tomorrow = new Date(now().getTime() + DAY_MS)
  console.log(`a new day, whole county: ${(await timed(() => whole(tomorrow))).toFixed(0)} ms`)
} finally {
  await database.close()
}
process.exit(0)
