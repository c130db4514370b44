// Times and plans of the wall and of the day's list under the app role, at a million households in 4,199 villages.
// `npm run bench:wall -- --households 1000000` makes its own database in .bench-data once and keeps it. With OWNER_DATABASE_URL and
// APP_DATABASE_URL set it uses that database, which it fills when it is empty.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { deploy } from '@/scripts/database/migrate'
import { connected, openDatabase } from '@/scripts/database/open'

const NAME = 'fangxian_bench_wall'
const TODAY = '2026-11-23'
const { values: args } = parseArgs({
  options: {
    households: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '15' },
    plans: { type: 'boolean', default: false },
  },
})
const given = process.env.OWNER_DATABASE_URL && process.env.APP_DATABASE_URL
const database = given
  ? {
      ownerUrl: process.env.OWNER_DATABASE_URL as string,
      appUrl: process.env.APP_DATABASE_URL as string,
      close: async () => {},
    }
  : await openDatabase({
      data: path.join(process.cwd(), '.bench-data'),
      name: NAME,
      external: undefined,
      settings: { shared_buffers: '1GB' },
    })
await deploy(database.ownerUrl)
await connected(database.ownerUrl, async (client) => {
  await client.query(`ALTER DATABASE ${new URL(database.ownerUrl).pathname.slice(1)} SET jit = off`)
  if ((await client.query('SELECT FROM household LIMIT 1')).rowCount) return
  const started = performance.now()
  const sql = readFileSync(path.join(import.meta.dirname, 'wall-register.sql'), 'utf8')
  await client.query(sql.replaceAll('$households', String(Number(args.households))).replaceAll('$today', TODAY))
  await client.query('VACUUM ANALYZE')
  console.log(`made ${args.households} households in ${((performance.now() - started) / 1000).toFixed(1)} s`)
})

process.env.APP_DATABASE_URL = database.appUrl
process.env.FANGXIAN_POOL = '1'
process.env.FANGXIAN_CLOCK = `${TODAY}T08:00:00+08:00`
const { measure } = await import('./wall-measure')
try {
  await measure(database.ownerUrl, Number(args.runs), args.plans)
} finally {
  await database.close()
}
process.exit(0)
