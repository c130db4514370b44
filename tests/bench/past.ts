// How long the figures of a past day take: a county counted for the first time, the wall of county and city once they are counted.
// `npm run bench:past -- --households 340000` makes its own database once in .bench-data: 17 counties of 20,000 households.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { deploy } from '@/scripts/database/migrate'
import { connected, openDatabase } from '@/scripts/database/open'

const TODAY = '2026-11-23'
const ON = '2026-08-31'
const COUNTY = '139705'
const { values: args } = parseArgs({
  options: { households: { type: 'string', default: '340000' }, plan: { type: 'boolean', default: false } },
})
const database = await openDatabase({
  data: path.join(process.cwd(), '.bench-data'),
  name: 'fangxian_bench_past',
  external: undefined,
  settings: { shared_buffers: '1GB' },
})
await deploy(database.ownerUrl)
await connected(database.ownerUrl, async (client) => {
  if ((await client.query('SELECT FROM household LIMIT 1')).rowCount) return
  for (const file of ['wall-register.sql', 'past-register.sql']) {
    const sql = readFileSync(path.join(import.meta.dirname, file), 'utf8')
    await client.query(sql.replaceAll('$households', String(Number(args.households))).replaceAll('$today', TODAY))
  }
  await client.query('VACUUM ANALYZE')
})
process.env.APP_DATABASE_URL = database.appUrl
process.env.FANGXIAN_CLOCK = `${TODAY}T08:00:00+08:00`
const { withScope, unscoped } = await import('@/lib/platform/db')
const { countDayOf } = await import('@/lib/indicators/commands/count-day')
const { getWallOn } = await import('@/lib/indicators/queries/past')
const { benchActor } = await import('./actor')
const { momentOf } = await import('@/lib/indicators/rules/periods')
const { pastFactsSql } = await import('@/lib/indicators/sql/facts')

const timed = async (name: string, work: () => Promise<unknown>) => {
  const started = performance.now()
  await work()
  console.log(`${name}: ${(performance.now() - started).toFixed(0)} ms`)
}
const county = benchActor(COUNTY, 'COUNTY', 'COUNTY_OFFICE')
try {
  await countDayOf(COUNTY, '2026-07-31')
  await connected(database.ownerUrl, (client) => client.query('DELETE FROM village_tally_day'))
  await timed('county counted for a past day', () => countDayOf(COUNTY, ON))
  await timed('county counted for another past day', () => countDayOf(COUNTY, '2025-12-31'))
  await timed('wall of the county, counted', () => withScope(county, (ctx) => getWallOn(ctx, county.regionCode, ON)))
  if (args.plan) {
    await withScope(county, async (ctx) => {
      const facts = pastFactsSql(momentOf([], COUNTY, ON))
      const plan = await ctx.db.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(`EXPLAIN (ANALYZE, BUFFERS) ${facts}`)
      for (const { 'QUERY PLAN': line } of plan) console.log(line)
    })
  }
} finally {
  await unscoped().$disconnect()
  await database.close()
}
process.exit(0)
