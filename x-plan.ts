import { getWall } from '@/lib/indicators/queries/wall'
import { getToday } from '@/lib/worklist/queries'
import { withScope, unscoped } from '@/lib/platform/db'
import pg from 'pg'
const actor = (scope: string, level: any, role: any): any => ({ userId: '00000000-0000-4000-8000-000000000001', role, regionCode: scope.padEnd(12,'0'), level, scope })
const who = process.argv[2] === 'today' ? actor('139705110205','VILLAGE','FIRST_SECRETARY') : actor('139705','COUNTY','COUNTY_OFFICE')
const owner = new pg.Client({ connectionString: process.env.OWNER_DATABASE_URL }); await owner.connect()
if (process.argv[2] === 'cold') await owner.query("delete from village_tally where county_code='139705'")
if (process.argv[2] === 'one') await owner.query("insert into tally_mark (county_code, region_code) values ('139705','139705110205')")
await withScope(who, async (ctx) => {
  const ex = async (t: string, v: any[]) => { if (!/^\s*WITH/.test(t)) return; const p = await ctx.db.$queryRawUnsafe<any[]>('EXPLAIN (ANALYZE, COSTS ON, BUFFERS OFF) ' + t, ...v); console.log(p.map((l) => l['QUERY PLAN'].replace(/CASE WHEN \(current_setting.*/g, '…').slice(0, 190)).join('\n'), '\n======') }
  const db = new Proxy(ctx.db, { get(target: any, key) { if (key === '$executeRawUnsafe') return async (t: string, ...v: any[]) => { await ex(t, v); return /^\s*WITH/.test(t) ? 0 : target[key](t, ...v) }; if (key === '$queryRawUnsafe' && process.argv[2] !== 'cold') return async (t: string, ...v: any[]) => { await ex(t, v); return target[key](t, ...v) }; return Reflect.get(target, key) } })
  if (process.argv[2] === 'today') await getToday({ ...ctx, db } as any); else await getWall({ ...ctx, db } as any, who.regionCode)
}, { timeoutMs: 60000 })
await owner.end(); await unscoped().$disconnect(); process.exit(0)
