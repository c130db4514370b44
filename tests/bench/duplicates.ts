// Times of the look for the same person under the app role: while typing, and for many at once after an import.
// `npm run bench:duplicates -- --persons 1000000` makes its own database in .bench-data once and keeps it.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { possibleDuplicates } from '@/lib/duplicates/commands/find'
import { findHint } from '@/lib/duplicates/queries/hint'
import { TypedPerson } from '@/lib/duplicates/schema'
import { selectCandidates } from '@/lib/duplicates/sql/candidates'
import type { Actor } from '@/lib/platform/actor'
import { type Ctx, type Db, withScope } from '@/lib/platform/db'
import { deploy } from '@/scripts/database/migrate'
import { connected, openDatabase } from '@/scripts/database/open'
import { createKeys } from '@/scripts/start/keys'
import { loads } from './county'

const { values: args } = parseArgs({
  options: {
    persons: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '300' },
    import: { type: 'string', default: '100000' },
  },
})
const THRESHOLDS = `INSERT INTO policy_parameter (id, code, valid_from, value, unit, source, certainty) VALUES
  (gen_random_uuid(), 'duplicate.sureScore', '2010-01-01', 85, 'points', 'bench', 'LOW'),
  (gen_random_uuid(), 'duplicate.possibleScore', '2010-01-01', 60, 'points', 'bench', 'LOW')`
const data = path.join(process.cwd(), '.bench-data')
const keys = path.join(data, 'keys.json')
mkdirSync(data, { recursive: true })
if (!existsSync(keys)) createKeys(keys)
const database = await openDatabase({
  data,
  name: 'fangxian_bench_duplicates',
  external: undefined,
  settings: { shared_buffers: '512MB' },
})
await deploy(database.ownerUrl)
await connected(database.ownerUrl, async (client) => {
  if ((await client.query('SELECT FROM person LIMIT 1')).rowCount) return
  const sql = readFileSync(path.join(import.meta.dirname, 'people.sql'), 'utf8')
  await client.query(sql.replaceAll('$persons', String(Number(args.persons))))
  await client.query(THRESHOLDS)
  await client.query('VACUUM ANALYZE')
})
process.env.FANGXIAN_KEYS = keys
process.env.APP_DATABASE_URL = database.appUrl

const actor = (scope: string): Actor => ({
  userId: randomUUID(),
  username: 'bench',
  name: 'bench',
  unit: '',
  title: '',
  role: scope.length === 6 ? 'COUNTY_OFFICE' : 'VILLAGE_CADRE',
  postingId: randomUUID(),
  regionCode: scope.padEnd(12, '0'),
  regionName: 'bench',
  level: scope.length === 6 ? 'COUNTY' : 'VILLAGE',
  scope,
  sessionHash: '0'.repeat(64),
  isPhone: false,
  steppedUpAt: null,
  locale: null,
  actingFor: null,
})
const COUNTY = actor('139801')
const VILLAGE = actor('139801110205')

const known = await connected(database.ownerUrl, async (client) => {
  const { rows } = await client.query<{ id: string; name: string; born: string; village: string }>(
    'SELECT id, name, birth_date::text AS born, region_code AS village FROM person ORDER BY md5(id::text) LIMIT $1',
    [Math.max(Number(args.runs), Number(args.import))],
  )
  return rows
})

async function typing(name: string, who: Actor): Promise<void> {
  const times: number[] = []
  let found = 0
  for (let at = 0; at < Number(args.runs) + 20; at++) {
    const each = known[at % known.length] as (typeof known)[number]
    const typed = TypedPerson.parse({ name: each.name, birthDate: each.born, village: each.village })
    const from = performance.now()
    const { matches } = await withScope(who, (ctx) => findHint(ctx, typed))
    if (at >= 20) times.push(performance.now() - from)
    found += matches.length > 0 ? 1 : 0
  }
  times.sort((a, b) => a - b)
  const share = (part: number) => (times[Math.floor((times.length - 1) * part)] as number).toFixed(1)
  console.log(
    `${name.padEnd(28)} p50 ${share(0.5)} ms  p95 ${share(0.95)} ms  max ${share(1)} ms  found ${found}  load ${loads()}`,
  )
}

/** The scans of the candidates' statement, with the scope set as in service. */
async function plan(who: Actor): Promise<void> {
  const each = known[0] as (typeof known)[number]
  await withScope(who, async (ctx) => {
    const db = new Proxy(ctx.db, {
      get(target, key) {
        if (key !== '$queryRaw') return Reflect.get(target, key)
        return async ([first = '', ...rest]: TemplateStringsArray, ...values: unknown[]) => {
          const text = [`EXPLAIN (COSTS OFF) ${first}`, ...rest]
          const lines = await (target as Db).$queryRaw<{ 'QUERY PLAN': string }[]>(
            Object.assign(text, { raw: text }) as unknown as TemplateStringsArray,
            ...values,
          )
          console.log(lines.map((line) => `  ${line['QUERY PLAN'].replace(/CASE WHEN .*? END/g, '…')}`).join('\n'))
          return []
        }
      },
    })
    await selectCandidates({ ...ctx, db } as Ctx, '139801', { days: [each.born], initial: 'w', idIndex: null })
  })
}

await plan(COUNTY)
await plan(VILLAGE)
await typing('typing, county', COUNTY)
await typing('typing, village', VILLAGE)
const undo = new Error('undo')
const from = performance.now()
let made = 0
const ids = known.slice(0, Number(args.import)).map(({ id }) => id)
await withScope(
  COUNTY,
  async (ctx) => {
    made = await possibleDuplicates(ctx, '139801', ids)
    throw undo
  },
  { timeoutMs: 600_000 },
).catch((error: unknown) => {
  if (error !== undo) throw error
})
console.log(
  `${ids.length} people after an import   ${((performance.now() - from) / 1000).toFixed(1)} s  reviews ${made}  load ${loads()}`,
)
await database.close()
process.exit(0)
