import { performance } from 'node:perf_hooks'
import { listBehind } from '@/lib/indicators/queries/behind'
import { getWall } from '@/lib/indicators/queries/wall'
import type { Actor, Role } from '@/lib/platform/actor'
import { type Ctx, type Db, unscoped, withScope } from '@/lib/platform/db'
import type { RegionLevel } from '@/lib/regions/schema'
import { getToday } from '@/lib/worklist/queries'
import { connected } from '@/scripts/database/open'

const actor = (scope: string, level: RegionLevel, role: Role): Actor => ({
  userId: '00000000-0000-4000-8000-000000000001',
  username: 'bench',
  name: 'bench',
  unit: '',
  title: '',
  role,
  postingId: '00000000-0000-4000-8000-000000000002',
  regionCode: scope.padEnd(12, '0'),
  regionName: 'bench',
  level,
  scope,
  sessionHash: '0'.repeat(64),
  isPhone: false,
  steppedUpAt: null,
  locale: null,
})

const CITY = actor('1397', 'CITY', 'PROVINCE_CITY_VIEWER')
const COUNTY = actor('139705', 'COUNTY', 'COUNTY_OFFICE')
const TOWNSHIP = actor('139705110', 'TOWNSHIP', 'TOWNSHIP')
const VILLAGE = actor('139705110205', 'VILLAGE', 'FIRST_SECRETARY')

type Case = { name: string; who: Actor; before?: string; work: (ctx: Ctx) => Promise<unknown> }
const wall = (who: Actor) => (ctx: Ctx) => getWall(ctx, who.regionCode)
const visitOne = `UPDATE household SET last_visited_on = last_visited_on WHERE id = (SELECT id FROM household WHERE county_code = '139705' AND region_code = '139705110205' LIMIT 1)`
const visitTwenty = `INSERT INTO tally_mark (county_code, region_code) SELECT '139705', code FROM region WHERE code LIKE '139705%' AND level = 'VILLAGE' ORDER BY code LIMIT 20`

const CASES: Case[] = [
  { name: 'city wall, nothing stale', who: CITY, work: wall(CITY) },
  { name: 'county wall, nothing stale', who: COUNTY, work: wall(COUNTY) },
  { name: 'township wall, nothing stale', who: TOWNSHIP, work: wall(TOWNSHIP) },
  { name: 'village wall, nothing stale', who: VILLAGE, work: wall(VILLAGE) },
  { name: 'county wall after a visit (1 village stale)', who: COUNTY, before: visitOne, work: wall(COUNTY) },
  { name: 'county wall, 20 villages stale', who: COUNTY, before: visitTwenty, work: wall(COUNTY) },
  {
    name: 'village list behind visit coverage',
    who: VILLAGE,
    work: (ctx) => listBehind(ctx, VILLAGE.regionCode, 'visitCoverage'),
  },
  { name: 'today, first secretary', who: VILLAGE, work: (ctx) => getToday(ctx) },
  { name: 'today, township', who: TOWNSHIP, work: (ctx) => getToday(ctx) },
  { name: 'today, county office', who: COUNTY, work: (ctx) => getToday(ctx) },
]

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/** Prints p50 and p95 of each read in its scoped transaction, the cold count, the live count it replaces, and the tables each plan reads. */
export async function measure(ownerUrl: string, runs: number, plans: boolean): Promise<void> {
  await connected(ownerUrl, async (owner) => {
    await owner.query('DELETE FROM village_tally')
    const cold = await timed(() => withScope(CITY, wall(CITY), { timeoutMs: 60_000 }))
    console.log(`city wall, every village counted for the first time: ${cold.toFixed(0)} ms`)
    for (const { name, who, before, work } of CASES) {
      const times: number[] = []
      await withScope(who, work)
      for (let run = 0; run < runs; run++) {
        if (before) await owner.query(before)
        times.push(await timed(() => withScope(who, work)))
      }
      times.sort((a, b) => a - b)
      console.log(`${name}: p50 ${at(times, 0.5).toFixed(1)} ms, p95 ${at(times, 0.95).toFixed(1)} ms`)
      if (plans || !before) await tablesRead(name, who, work, plans)
    }
    const live = await timed(() =>
      withScope(CITY, (ctx) =>
        ctx.db.$queryRawUnsafe(`SELECT left(region_code, 6), count(*) FILTER (WHERE poverty_status IN ('NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED')),
          count(*) FILTER (WHERE last_visited_on >= DATE '2026-10-01') FROM household GROUP BY 1`),
      ),
    )
    console.log(`for comparison, two of the five figures counted live for the city: ${live.toFixed(0)} ms`)
  })
  await unscoped().$disconnect()
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Runs every statement of a read once under EXPLAIN and names the scans it uses, with the scope set as in service. */
async function tablesRead(name: string, who: Actor, work: Case['work'], whole: boolean): Promise<void> {
  const scans = new Map<string, number>()
  await withScope(who, async (ctx) => {
    const explained = async (text: string, values: unknown[]) => {
      const plan = await ctx.db.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(
        `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${text}`,
        ...values,
      )
      for (const { 'QUERY PLAN': line } of plan) {
        if (whole) console.log(`    ${line}`)
        const scan = /(Seq Scan|Index Only Scan|Index Scan|Bitmap Heap Scan)( using \w+)? on (\w+)/.exec(line)
        if (!scan) continue
        const key = `${scan[1]}${scan[2] ?? ''} on ${scan[3]}`
        scans.set(key, (scans.get(key) ?? 0) + 1)
      }
    }
    const db = new Proxy(ctx.db, {
      get(target, key) {
        if (key !== '$queryRawUnsafe') return Reflect.get(target, key)
        return async (text: string, ...values: unknown[]) => {
          await explained(text, values)
          return (target as Db).$queryRawUnsafe(text, ...values)
        }
      },
    })
    await work({ ...ctx, db } as Ctx)
  })
  console.log(`  ${name}: ${[...scans.keys()].sort().join('; ')}`)
}
