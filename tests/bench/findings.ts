// Milliseconds of the ledger of findings over a million lines of a province: its list, its tabs, and what it is narrowed to, for a village, a county, a
// city and the province; and the plans by which the app role reads them. `npm run bench:findings` fills a database of its own in .bench-data and keeps it.
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { type FindingQuery, listFindings } from '@/lib/findings/queries/list'
import { countFindings } from '@/lib/findings/sql'
import { withScope } from '@/lib/platform/db'
import { deploy } from '@/scripts/database/migrate'
import { connected, openDatabase } from '@/scripts/database/open'
import { benchActor } from './actor'

const { values: args } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '9' },
    of: { type: 'string', default: '' },
  },
})
const COUNTIES = 165
const VILLAGES = 40
const TODAY = '2026-03-26'

const data = path.join(process.cwd(), '.bench-data')
const database = await openDatabase({ data, name: 'fangxian_bench_findings', external: process.env.DATABASE_URL })
process.env.APP_DATABASE_URL = database.appUrl
await deploy(database.ownerUrl)
const sql = async <R extends object>(text: string, ...values: unknown[]) =>
  (await connected(database.ownerUrl, (client) => client.query<R>(text, values))).rows

const UNIT = { unit: '县水务局' }
const readers = {
  village: benchActor('130101100001', 'VILLAGE', 'VILLAGE_CADRE', UNIT),
  county: benchActor('130101', 'COUNTY', 'COUNTY_OFFICE', UNIT),
  department: benchActor('130101', 'COUNTY', 'LINE_DEPARTMENT', UNIT),
  city: benchActor('1301', 'CITY', 'SUPERVISOR', UNIT),
  province: benchActor('13', 'PROVINCE', 'PROVINCE_CITY_VIEWER', UNIT),
}

/** Counties of eleven cities with a township of forty villages each, and lines in every status, most of them closed. */
async function fill(): Promise<void> {
  await sql(
    `INSERT INTO installation (is_demo, county_code) SELECT true, '130101' WHERE NOT EXISTS (SELECT FROM installation)`,
  )
  await sql(
    `INSERT INTO region (code, level, name, parent_code) VALUES ('130000000000', 'PROVINCE', 'P', NULL) ON CONFLICT DO NOTHING`,
  )
  await sql(
    `INSERT INTO region (code, level, name, parent_code) SELECT '13' || lpad(n::text, 2, '0') || '00000000', 'CITY', 'C' || n, '130000000000'
     FROM generate_series(1, 11) n ON CONFLICT DO NOTHING`,
  )
  const county = `'13' || lpad((1 + n % 11)::text, 2, '0') || lpad((1 + n / 11)::text, 2, '0')`
  await sql(
    `INSERT INTO region (code, level, name, parent_code) SELECT ${county} || '000000', 'COUNTY', 'X' || n, left(${county}, 4) || '00000000'
     FROM generate_series(0, ${COUNTIES - 1}) n ON CONFLICT DO NOTHING`,
  )
  await sql(
    `INSERT INTO region (code, level, name, parent_code) SELECT ${county} || '100000', 'TOWNSHIP', 'T' || n, ${county} || '000000'
     FROM generate_series(0, ${COUNTIES - 1}) n ON CONFLICT DO NOTHING`,
  )
  await sql(
    `INSERT INTO region (code, level, name, parent_code) SELECT ${county} || '100' || lpad(v::text, 3, '0'), 'VILLAGE', 'V' || v, ${county} || '100000'
     FROM generate_series(0, ${COUNTIES - 1}) n, generate_series(1, ${VILLAGES}) v ON CONFLICT DO NOTHING`,
  )
  await connected(database.ownerUrl, async (client) => {
    // Written as they would stand in the end; the way there is measured elsewhere.
    await client.query('ALTER TABLE finding DISABLE TRIGGER USER')
    await client.query(
      `INSERT INTO finding (county_code, id, region_code, finding_no, source, source_year, aspect, category, level, reach, needs, title, found_on, found_by, found_by_name,
         found_unit, hidden_digits, status, issued_digits, issued_by, issued_on, unit, leader, person, due_on, goal, measures, is_long_term, milestones, submitted_by,
         submitted_unit, submitted_on, similar_found, similar_fixed, reviewed_by, verified_by, verified_unit, closed_by, closed_unit, closed_on, closed_at, reopened, last_step_on)
       SELECT r.county, x.id, r.county || '100' || lpad((1 + x.n % ${VILLAGES})::text, 3, '0'), 'B' || x.n, (ARRAY['LOOK_BACK', 'SELF_CHECK', 'AUDIT', 'DATA_AUDIT'])[1 + x.dice % 4],
         2026, 'GUARANTEES', (ARRAY['FILES', 'FUNDS', 'WATER', 'HOUSING', 'MEDICAL'])[1 + x.dice % 5], 'GENERAL', 'POINT', '{DOCUMENT}', '问题', DATE '2025-01-01', x.id, 'A', 'A',
         CASE WHEN x.dice % 97 = 0 THEN 4 END, s.status::"FindingStatus", CASE WHEN s.at > 0 THEN 6 END, CASE WHEN s.at > 0 THEN x.id END, CASE WHEN s.at > 0 THEN DATE '2025-02-01' END,
         CASE WHEN s.at > 0 THEN (ARRAY['县水务局', '县住建局', '镇政府', '县教育局'])[1 + x.dice % 4] END, CASE WHEN s.at > 0 THEN 'A' END, CASE WHEN s.at > 0 THEN 'B' END,
         CASE WHEN s.at > 0 THEN DATE '2025-03-01' + x.dice % 500 END, 'A', 'A', s.at = 2 AND x.dice % 11 = 0, 'A', CASE WHEN s.at > 2 THEN x.id END,
         CASE WHEN s.at > 2 THEN '一村' END, CASE WHEN s.at > 2 THEN DATE '2025-03-01' END, CASE WHEN s.at > 2 THEN 0 END, CASE WHEN s.at > 2 THEN 0 END,
         CASE WHEN s.at > 3 THEN gen_random_uuid() END, CASE WHEN s.at > 4 THEN gen_random_uuid() END, CASE WHEN s.at > 4 THEN '县督查室' END,
         CASE WHEN s.at > 5 THEN gen_random_uuid() END, CASE WHEN s.at > 5 THEN '县委' END, CASE WHEN s.at > 5 THEN DATE '2025-03-01' + x.dice % 380 END,
         CASE WHEN s.at > 5 THEN TIMESTAMPTZ '2026-01-01' END, (x.dice % 31 = 0)::int, DATE '2025-03-01'
       FROM (SELECT n, gen_random_uuid() AS id, abs(hashtext(n::text)) AS dice FROM generate_series(1, $1::int) n) x
         CROSS JOIN LATERAL (SELECT '13' || lpad((1 + (x.n % ${COUNTIES}) % 11)::text, 2, '0') || lpad((1 + (x.n % ${COUNTIES}) / 11)::text, 2, '0') AS county) r
         CROSS JOIN LATERAL (SELECT CASE WHEN x.dice % 100 < 80 THEN 6 ELSE x.dice % 6 END AS at) a
         CROSS JOIN LATERAL (SELECT a.at, (ARRAY['REGISTERED', 'ASSIGNED', 'RECTIFYING', 'SUBMITTED', 'REVIEWED', 'VERIFIED', 'CLOSED'])[1 + a.at] AS status) s`,
      [Number(args.lines)],
    )
    await client.query(
      `INSERT INTO finding_recheck (county_code, finding_id, round, region_code, seed, share, is_drawn, due_on)
       SELECT county_code, id, reopened, region_code, id, 0.1, true, DATE '2026-04-01' FROM finding WHERE status = 'CLOSED' AND abs(hashtext(id::text)) % 200 = 0`,
    )
    await client.query('ALTER TABLE finding ENABLE TRIGGER USER')
    await client.query('VACUUM ANALYZE')
  })
}

async function timed(name: string, work: () => Promise<unknown>): Promise<void> {
  const found: number[] = []
  for (let run = 0; run < Number(args.runs); run++) {
    const from = performance.now()
    await work()
    found.push(performance.now() - from)
  }
  const sorted = found.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(0)
  console.log(`${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`)
}

const OPEN = `f.status <> 'CLOSED' ORDER BY f.due_on ASC NULLS LAST, f.id ASC LIMIT 51`
const PLANS: [string, string][] = [
  ['open', `SELECT * FROM finding f WHERE {here} AND ${OPEN}`],
  ['of a source', `SELECT * FROM finding f WHERE {here} AND f.source = 'AUDIT' AND ${OPEN}`],
  [
    'closed',
    `SELECT * FROM finding f WHERE {here} AND f.status = 'CLOSED' ORDER BY f.closed_on DESC, f.id DESC LIMIT 51`,
  ],
  [
    'counts',
    `SELECT count(*) FILTER (WHERE f.status = 'REGISTERED'), count(*) FILTER (WHERE f.is_long_term), count(*) FILTER (WHERE f.reopened > 0),
     count(*) FILTER (WHERE f.closed_on <= f.due_on) FROM finding f WHERE {here}`,
  ],
]

try {
  const [{ n } = { n: 0 }] = await sql<{ n: number }>('SELECT count(*)::int AS n FROM finding')
  if (n === 0) await fill()
  const [size] = await sql<{ all: number; open: number }>(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE status <> 'CLOSED')::int AS open FROM finding`,
  )
  console.log(`${size?.all} lines, ${size?.open} open`)
  const at = new Date(`${TODAY}T08:00:00+08:00`)
  const queries: [string, FindingQuery][] = [
    ['open', { tab: 'open' }],
    ['mine', { tab: 'mine' }],
    ['closed', { tab: 'closed' }],
    ['recheck', { tab: 'recheck' }],
    ['open of a source', { tab: 'open', source: 'AUDIT' }],
  ]
  const { department } = readers
  await sql(
    `INSERT INTO app_user (id, username, name, unit) VALUES ($1::uuid, $1::text, 'bench', $2)`,
    department.userId,
    department.unit,
  )
  for (const [name, actor] of Object.entries(readers)) {
    if (args.of !== '' && !args.of.split(',').includes(name)) continue
    for (const [what, query] of queries)
      await timed(`${what}, ${name}`, () =>
        withScope(actor, (ctx) => listFindings(ctx, query), { at, timeoutMs: 60_000 }),
      )
    const [lo, hi] = [actor.scope, `${actor.scope}:`]
    const county = actor.scope.length >= 6 ? actor.scope.slice(0, 6) : undefined
    await timed(`counts alone, ${name}`, () =>
      withScope(actor, (ctx) => countFindings(ctx, { countyCode: county, lo, hi }), { at, timeoutMs: 60_000 }),
    )
    const here = `f.region_code >= '${lo}' AND f.region_code < '${hi}'${county ? ` AND f.county_code = '${county}'` : ''}`
    for (const [what, text] of PLANS) {
      const plan = await withScope(
        actor,
        ({ db }) =>
          db.$queryRawUnsafe<Record<string, string>[]>(
            `EXPLAIN (ANALYZE, BUFFERS OFF, TIMING OFF, COSTS OFF) ${text.replace('{here}', here)}`,
          ),
        { at, timeoutMs: 60_000 },
      )
      console.log(`${what}, ${name}\n${plan.map((row) => `  ${row['QUERY PLAN']}`).join('\n')}`)
    }
  }
} finally {
  await database.close()
}
