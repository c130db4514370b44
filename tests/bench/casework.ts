// Times and scans of the casework page under the app role at 100,000 findings, a measure and a visit of every household and three more of the monitored.
// `npm run bench:casework -- --households 1000000` fills a database of its own in .bench-data once and keeps it.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import type { Actor } from '@/lib/platform/actor'
import type { Ctx, Db } from '@/lib/platform/db'
import { Prisma } from '@/lib/platform/prisma/client'
import { deploy } from '@/scripts/database/migrate'
import { connected, openDatabase } from '@/scripts/database/open'
import { benchActor } from './actor'

const TODAY = '2026-11-23'
const { values: args } = parseArgs({
  options: {
    households: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '9' },
    plans: { type: 'boolean', default: false },
  },
})
const database = await openDatabase({
  data: path.join(process.cwd(), '.bench-data'),
  name: 'fangxian_bench_casework',
  external: undefined,
})
await deploy(database.ownerUrl)
await connected(database.ownerUrl, async (client) => {
  if ((await client.query('SELECT FROM finding LIMIT 1')).rowCount) return
  const isRegistered = (await client.query('SELECT FROM household LIMIT 1')).rowCount
  const text = (name: string) => readFileSync(path.join(import.meta.dirname, name), 'utf8')
  if (!isRegistered)
    await client.query(text('wall-register.sql').replaceAll('$households', args.households).replaceAll('$today', TODAY))
  await client.query(text('cockpit-records.sql'))
  await client.query(text('casework-records.sql').replaceAll('$today', TODAY))
  await client.query('VACUUM ANALYZE')
})
process.env.APP_DATABASE_URL = database.appUrl
process.env.FANGXIAN_POOL = '1'
process.env.FANGXIAN_CLOCK = `${TODAY}T08:00:00+08:00`
const { withScope, unscoped } = await import('@/lib/platform/db')
const { getCasework } = await import('@/lib/casework/queries/casework')
const { selectCaseIds } = await import('@/lib/support/sql/cases')

const CITY = benchActor('1397', 'CITY', 'PROVINCE_CITY_VIEWER')
const COUNTY = benchActor('139705', 'COUNTY', 'SUPERVISOR')

const SCAN = /(Seq Scan|Index Only Scan|Index Scan|Bitmap Index Scan)( using \w+)? on (\w+)/

/** Names the scans of every raw statement of a read, with the scope set as in service. */
async function scansOf(who: Actor, work: (ctx: Ctx) => Promise<unknown>): Promise<string[]> {
  const scans = new Set<string>()
  await withScope(who, async (ctx) => {
    const db = new Proxy(ctx.db, {
      get(target, key) {
        if (key !== '$queryRaw') return Reflect.get(target, key)
        return async (first: Prisma.Sql | TemplateStringsArray, ...values: unknown[]) => {
          const statement = 'sql' in first ? first : Prisma.sql(first, ...values)
          const plan = await (target as Db).$queryRaw<{ 'QUERY PLAN': string }[]>(
            Prisma.sql`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${statement}`,
          )
          for (const { 'QUERY PLAN': line } of plan) {
            if (args.plans) console.log(`    ${line}`)
            const scan = SCAN.exec(line)
            if (scan) scans.add(`${scan[1]}${scan[2] ?? ''} on ${scan[3]}`)
          }
          return (target as Db).$queryRaw(statement)
        }
      },
    })
    await work({ ...ctx, db } as Ctx)
  })
  return [...scans].sort()
}

const MONTH = TODAY.slice(0, 7)
const READINGS: readonly (readonly [string, Actor, (ctx: Ctx) => Promise<object>])[] = [
  ['casework of a city', CITY, (ctx: Ctx) => getCasework(ctx, '139700000000', MONTH)],
  ['casework of a county', COUNTY, (ctx: Ctx) => getCasework(ctx, '139705000000', MONTH)],
  ['casework of a township', COUNTY, (ctx: Ctx) => getCasework(ctx, '139705104000', MONTH)],
  [
    'first page of a narrowed list of cases, city',
    CITY,
    (ctx: Ctx) =>
      selectCaseIds(ctx, {
        range: { gte: '1397', lt: '1397:' },
        narrow: { risk: 'ILLNESS', help: 'none' },
        after: null,
        take: 51,
      }),
  ],
]
for (const [name, who, work] of READINGS) {
  const times: number[] = []
  for (let run = 0; run <= Number(args.runs); run++) {
    const started = performance.now()
    await withScope(who, work)
    if (run > 0) times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  console.log(
    `${name}: p50 ${times[Math.floor(times.length / 2)]?.toFixed(1)} ms, slowest ${times.at(-1)?.toFixed(1)} ms`,
  )
  console.log(`  ${(await scansOf(who, work)).join('; ')}`)
}
await unscoped().$disconnect()
await database.close()
process.exit(0)
