// Times and plans of the household register under the app role, inside a county, a township and a city.
// Needs APP_DATABASE_URL of a database filled by household-register.sql, and FANGXIAN_KEYS.
import { createHash } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { readSearch } from '@/lib/households/rules/search'
import type { ListFilter } from '@/lib/households/schema'
import { findHouseholds, listStatement } from '@/lib/households/sql/list'
import { findStoredHousehold } from '@/lib/households/sql/record'
import type { Actor } from '@/lib/platform/actor'
import { type Ctx, withScope } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'
import type { RegionLevel } from '@/lib/regions/schema'

const RUNS = Number(process.env.RUNS ?? 15)

const actor = (scope: string, level: RegionLevel): Actor => ({
  userId: '00000000-0000-4000-8000-000000000001',
  username: 'bench',
  name: 'bench',
  unit: '',
  title: '',
  role: level === 'CITY' ? 'PROVINCE_CITY_VIEWER' : 'COUNTY_OFFICE',
  postingId: '00000000-0000-4000-8000-000000000002',
  regionCode: scope.padEnd(12, '0'),
  regionName: 'bench',
  level,
  scope,
  sessionHash: '0'.repeat(64),
  isPhone: false,
  steppedUpAt: null,
  locale: null,
  actingFor: null,
})

const CITY = actor('1398', 'CITY')
const COUNTY = actor('139805', 'COUNTY')
const TOWNSHIP = actor('139805110', 'TOWNSHIP')
const VILLAGE = actor('139805110205', 'VILLAGE')
const ID = createHash('md5').update('id 4').digest()
const HOUSEHOLD = createHash('md5')
  .update('household 4')
  .digest('hex')
  .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')

type Case = [name: string, actor: Actor, filter: Partial<ListFilter>, idIndex?: Uint8Array]
const CASES: Case[] = [
  ['village list', VILLAGE, {}],
  ['township list', TOWNSHIP, {}],
  ['county list', COUNTY, {}],
  ['county list, relapsed', COUNTY, { status: 'RELAPSED' }],
  ['county list, monitored', COUNTY, { monitored: 'YES' }],
  ['county list, 90 days unvisited', COUNTY, { unvisitedDays: 90 }],
  ['county list, by last visit', COUNTY, { sort: 'visited' }],
  ['county list, by income', COUNTY, { sort: 'income' }],
  ['county name, 2 characters', COUNTY, { q: '守田' }],
  ['county name, 3 characters', COUNTY, { q: '王守田' }],
  ['county name, 1 character', COUNTY, { q: '王' }],
  ['county name, no hit', COUNTY, { q: '欧阳' }],
  ['county pinyin', COUNTY, { q: 'wangshou' }],
  ['county initials', COUNTY, { q: 'wst' }],
  ['county household number', COUNTY, { q: 'B000000000004' }],
  ['county ID number', COUNTY, {}, ID],
  ['city list', CITY, {}],
  ['city list, relapsed', CITY, { status: 'RELAPSED' }],
  ['city name, 2 characters', CITY, { q: '守田' }],
  ['city name, 3 characters', CITY, { q: '王守田' }],
  ['city name, 1 character', CITY, { q: '王' }],
  ['city pinyin', CITY, { q: 'wangshou' }],
  ['city ID number', CITY, {}, ID],
]

function question([, who, over, idIndex]: Case) {
  const filter: ListFilter = { region: who.scope, sort: 'region', ...over }
  return { filter, search: readSearch(filter.q ?? '', '2026-11-23'), idIndex, scope: who.scope }
}

async function show(each: Case): Promise<void> {
  const { strings, values } = listStatement(question(each)) as Prisma.Sql
  const [first, ...rest] = strings
  const asked = [`EXPLAIN (COSTS OFF) ${first}`, ...rest]
  await withScope(each[1], async (ctx) => {
    const plan = await ctx.db.$queryRaw<{ 'QUERY PLAN': string }[]>(
      Object.assign(asked, { raw: asked }) as unknown as TemplateStringsArray,
      ...values,
    )
    console.log(plan.map((line) => line['QUERY PLAN'].replace(/CASE WHEN .*? END/g, '…')).join('\n'))
  })
}

async function time(name: string, who: Actor, run: (ctx: Ctx) => Promise<string>): Promise<void> {
  const times: number[] = []
  let found = ''
  for (let round = 0; round < RUNS; round++) {
    await withScope(who, async (ctx) => {
      const from = performance.now()
      found = await run(ctx)
      times.push(performance.now() - from)
    })
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => (times[Math.floor((times.length - 1) * share)] as number).toFixed(1).padStart(7)
  console.log(`${name.padEnd(34)} p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  ${found}`)
}

const explain = process.argv[2]
for (const each of CASES) {
  if (explain && !each[0].includes(explain)) continue
  if (explain) await show(each)
  await time(each[0], each[1], async (ctx) => {
    const { rows, total } = await findHouseholds(ctx, question(each))
    return `rows ${rows.length}  counted ${total}`
  })
}
for (const [name, id] of [
  ['household page', HOUSEHOLD],
  ['household page, no such', '00000000-0000-4000-8000-000000000000'],
] as const) {
  await time(name, COUNTY, async (ctx) => {
    const found = await findStoredHousehold(ctx, id, null)
    return found ? `members ${found.members.length}` : 'none'
  })
}
process.exit(0)
