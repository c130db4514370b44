// Milliseconds of the Today page and the list of deadlines over 200,000 deadlines of one county, and the plans by which the app role reads them.
// `npm run bench:deadlines` fills a database of its own in .bench-data and keeps it.
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { withScope } from '@/lib/platform/db'
import { getToday } from '@/lib/worklist/queries'
import { listDeadlines } from '@/lib/worklist/queries/deadlines'
import { deploy } from '@/scripts/database/migrate'
import { connected, openDatabase } from '@/scripts/database/open'
import { benchActor } from './actor'

const HOUSEHOLDS = 48_000
const EACH = 20
const VILLAGES = 150
const TODAY = '2026-03-26'

const data = path.join(process.cwd(), '.bench-data')
const database = await openDatabase({ data, name: 'fangxian_bench_deadlines', external: process.env.DATABASE_URL })
process.env.APP_DATABASE_URL = database.appUrl
await deploy(database.ownerUrl)
const sql = async <R extends object>(text: string, ...values: unknown[]) =>
  (await connected(database.ownerUrl, (client) => client.query<R>(text, values))).rows

const readers = {
  village: benchActor('130799100001', 'VILLAGE', 'VILLAGE_CADRE'),
  township: benchActor('130799100', 'TOWNSHIP', 'TOWNSHIP'),
  county: benchActor('130799', 'COUNTY', 'COUNTY_OFFICE'),
}

/** Households of 150 villages, and for most of them met deadlines of earlier years and for one in eight an open one. */
async function fill(): Promise<void> {
  await sql(
    `INSERT INTO installation (is_demo, county_code) SELECT true, '130799' WHERE NOT EXISTS (SELECT FROM installation)`,
  )
  await sql(
    `INSERT INTO region (code, level, name, parent_code) VALUES ('130000000000', 'PROVINCE', 'A', NULL), ('130700000000', 'CITY', 'A', '130000000000'),
       ('130799000000', 'COUNTY', 'A', '130700000000') ON CONFLICT DO NOTHING`,
  )
  await sql(
    `INSERT INTO region (code, level, name, parent_code) SELECT '130799' || 100 + n || '000', 'TOWNSHIP', 'T' || n, '130799000000' FROM generate_series(0, 11) n
     ON CONFLICT DO NOTHING`,
  )
  await sql(
    `INSERT INTO region (code, level, name, parent_code) SELECT '130799' || 100 + n % 12 || lpad((1 + n / 12)::text, 3, '0'), 'VILLAGE', 'V' || n,
       '130799' || 100 + n % 12 || '000' FROM generate_series(0, ${VILLAGES - 1}) n ON CONFLICT DO NOTHING`,
  )
  await sql(
    `INSERT INTO household (county_code, id, region_code, household_no, household_type, poverty_status, head_name, member_count, last_visited_on)
     SELECT '130799', gen_random_uuid(), '130799' || 100 + n % ${VILLAGES} % 12 || lpad((1 + n % ${VILLAGES} / 12)::text, 3, '0'), 'B' || n,
       'POOR_GENERAL', 'EXITED', '丁', 3, '2026-03-01' FROM generate_series(1, ${HOUSEHOLDS}) n`,
  )
  await sql(
    `INSERT INTO deadline (county_code, id, region_code, household_id, kind, subject_kind, subject_id, starts_on, due_on, amber_on, clock, days, level,
       status, met_on)
     SELECT h.county_code, gen_random_uuid(), h.region_code, h.id, k.kind::"DeadlineKind", 'MEASURE', gen_random_uuid(), s.day, s.day + 30, s.day + 20,
       'CALENDAR', 30, k.level::"DeadlineLevel", s.status::"DeadlineStatus", CASE s.status WHEN 'MET' THEN s.day + 25 + (s.n * 7) % 9 END
     FROM household h CROSS JOIN LATERAL (SELECT n, abs(hashtext(h.id::text || n)) AS chance FROM generate_series(1, ${EACH}) n) c
       CROSS JOIN LATERAL (SELECT c.n, CASE WHEN c.n = 1 THEN 'OPEN' ELSE 'MET' END AS status,
         CASE WHEN c.n = 1 THEN DATE '${TODAY}' - 33 + c.chance % 34 ELSE DATE '2023-01-01' + c.chance % 1000 END AS day) s
       CROSS JOIN LATERAL (SELECT (ARRAY['MEASURE_FINISH', 'REASSESSMENT', 'PLAN'])[1 + c.chance % 3] AS kind,
         (ARRAY['VILLAGE', 'VILLAGE', 'VILLAGE', 'TOWNSHIP', 'COUNTY'])[1 + c.chance % 5] AS level) k
     WHERE c.chance % ${EACH} < 4 AND (c.n > 1 OR c.chance % 2 = 0)`,
  )
  await connected(database.ownerUrl, (client) => client.query('VACUUM ANALYZE'))
}

async function timed(name: string, work: () => Promise<unknown>): Promise<void> {
  const found: number[] = []
  for (let run = 0; run < 15; run++) {
    const from = performance.now()
    await work()
    found.push(performance.now() - from)
  }
  const sorted = found.toSorted((a, b) => a - b)
  console.log(`${name}: p50 ${sorted[7]?.toFixed(0)} ms, p95 ${sorted[14]?.toFixed(0)} ms`)
}

try {
  const [{ n } = { n: 0 }] = await sql<{ n: number }>('SELECT count(*)::int AS n FROM deadline')
  if (n === 0) await fill()
  const [size] = await sql<{ all: number; open: number }>(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE status = 'OPEN')::int AS open FROM deadline`,
  )
  console.log(`${size?.all} deadlines, ${size?.open} open`)
  const at = new Date(`${TODAY}T08:00:00+08:00`)
  for (const [name, actor] of Object.entries(readers)) {
    await timed(`Today, ${name}`, () => withScope(actor, (ctx) => getToday(ctx), { at }))
    await timed(`list, ${name}`, () => withScope(actor, (ctx) => listDeadlines(ctx, { tab: 'OPEN' }), { at }))
    await timed(`late list, ${name}`, () => withScope(actor, (ctx) => listDeadlines(ctx, { tab: 'LATE' }), { at }))
    const plan = await withScope(
      actor,
      ({ db }) =>
        db.$queryRawUnsafe<Record<string, string>[]>(
          `EXPLAIN (ANALYZE, BUFFERS OFF, TIMING OFF, COSTS OFF) SELECT household_id, due_on FROM deadline d WHERE county_code = '130799'
           AND region_code >= app_lo() AND region_code < app_hi() AND status = 'OPEN' AND level = 'VILLAGE'`,
        ),
      { at },
    )
    console.log(plan.map((row) => row['QUERY PLAN']).join('\n'))
  }
} finally {
  await database.close()
}
