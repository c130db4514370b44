// Times and plans of the wall and of the day's list under the app role, at a million households in 4,199 villages.
// `npm run bench:wall -- --households 1000000` makes its own database `fangxian_bench_wall` once and keeps it; `--again` makes it anew.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { deploy } from '@/scripts/database/migrate'
import { connected, openDatabase, withDatabase } from '@/scripts/database/open'
import { databaseExists } from '@/scripts/database/roles'

const NAME = 'fangxian_bench_wall'
const TODAY = '2026-11-23'
const { values: args } = parseArgs({
  options: {
    households: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '15' },
    again: { type: 'boolean', default: false },
    plans: { type: 'boolean', default: false },
  },
})
const data = path.join(process.cwd(), '.bench-data')
const options = {
  data,
  name: NAME,
  external: process.env.DATABASE_URL,
  settings: { shared_buffers: '1GB', jit: 'off' },
}

let database = await openDatabase(options)
const maintenance = withDatabase(database.adminUrl as string, 'postgres')
if (args.again && (await connected(maintenance, (client) => databaseExists(client, NAME)))) {
  await connected(maintenance, (client) => client.query(`DROP DATABASE ${NAME} WITH (FORCE)`))
  database = await openDatabase(options)
}
await deploy(database.ownerUrl)
await connected(database.ownerUrl, async (client) => {
  if ((await client.query('SELECT FROM household LIMIT 1')).rowCount) return
  const started = performance.now()
  const sql = readFileSync(path.join(import.meta.dirname, 'wall-register.sql'), 'utf8')
  await client.query(sql.replaceAll('$households', String(Number(args.households))).replaceAll('$today', TODAY))
  console.log(`made ${args.households} households in ${((performance.now() - started) / 1000).toFixed(1)} s`)
})
await connected(withDatabase(database.adminUrl as string, NAME), (client) => client.query('VACUUM ANALYZE'))

process.env.APP_DATABASE_URL = database.appUrl
process.env.FANGXIAN_CLOCK = `${TODAY}T08:00:00+08:00`
const { measure } = await import('./wall-measure')
try {
  await measure(database.ownerUrl, Number(args.runs), args.plans)
} finally {
  await database.close()
}
process.exit(0)
