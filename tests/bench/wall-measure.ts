import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { listBehind } from '@/lib/indicators/queries/behind'
import { getWall } from '@/lib/indicators/queries/wall'
import type { Actor } from '@/lib/platform/actor'
import { type Ctx, type Db, unscoped, withScope } from '@/lib/platform/db'
import { getToday } from '@/lib/worklist/queries'
import { connected } from '@/scripts/database/open'
import { benchActor } from './actor'

const CITY = benchActor('1397', 'CITY', 'PROVINCE_CITY_VIEWER')
const COUNTY = benchActor('139705', 'COUNTY', 'COUNTY_OFFICE')
const TOWNSHIP = benchActor('139705110', 'TOWNSHIP', 'TOWNSHIP')
const VILLAGE = benchActor('139705110205', 'VILLAGE', 'FIRST_SECRETARY')

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

/** Prints p50 and p95 of each read in its scoped transaction with the server's own CPU time, the first count, and the scans of each plan. */
export async function measure(ownerUrl: string, runs: number, plans: boolean): Promise<void> {
  await connected(ownerUrl, async (owner) => {
    await owner.query('DELETE FROM village_tally')
    const cold = await timed(async () => {
      while (!(await withScope(CITY, wall(CITY))));
    })
    console.log(
      `city wall, every village counted for the first time: ${cold.wall.toFixed(0)} ms, CPU ${cold.cpu.toFixed(0)} ms`,
    )
    for (const { name, who, before, work } of CASES) {
      const times: Time[] = []
      await withScope(who, work)
      for (let run = 0; run < runs; run++) {
        if (before) await owner.query(before)
        times.push(await timed(() => withScope(who, work)))
      }
      const [wallTimes, cpuTimes] = (['wall', 'cpu'] as const).map((key) =>
        times.map((each) => each[key]).sort((a, b) => a - b),
      )
      const figures = [at(wallTimes ?? [], 0.5), at(wallTimes ?? [], 0.95), at(cpuTimes ?? [], 0.5)].map((each) =>
        each.toFixed(1),
      )
      console.log(`${name}: p50 ${figures[0]} ms, p95 ${figures[1]} ms, PostgreSQL CPU ${figures[2]} ms`)
      if (plans || !before) await tablesRead(name, who, work, plans)
    }
  })
  await unscoped().$disconnect()
}

type Time = { wall: number; cpu: number }
let backend = 0

/** CPU time of the one backend in the pool, in ms; nought where the server is on another machine. */
function cpuTime(): number {
  try {
    return Number(readFileSync(`/proc/${backend}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return 0
  }
}

async function timed(work: () => Promise<unknown>): Promise<Time> {
  if (!backend) {
    const [row] = await unscoped().$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
    backend = row?.pid ?? 0
  }
  const [started, before] = [performance.now(), cpuTime()]
  await work()
  return { wall: performance.now() - started, cpu: cpuTime() - before }
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
