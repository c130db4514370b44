// Milliseconds of a wrong password and of an unknown account, in turn, 200 of each: `npm run bench:sign-in`.
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { verifyCredentials } from '@/lib/platform/credentials'
import { hashPassword } from '@/lib/platform/password'
import { deploy } from '@/scripts/database/migrate'
import { connected, openDatabase } from '@/scripts/database/open'

const TRIES = 200
const KNOWN = 'bench-sign-in'

const database = await openDatabase({
  data: path.join(process.cwd(), '.bench-data'),
  name: 'fangxian_bench_sign_in',
  external: process.env.DATABASE_URL,
})
process.env.APP_DATABASE_URL = database.appUrl
await deploy(database.ownerUrl)
const times: Record<string, number[]> = { [KNOWN]: [], 'nobody-at-all': [] }
await connected(database.ownerUrl, async (owner) => {
  await owner.query(
    `INSERT INTO installation (is_demo, county_code) SELECT true, '130799' WHERE NOT EXISTS (SELECT FROM installation)`,
  )
  await owner.query(
    `INSERT INTO app_user (id, username, name, password_hash) VALUES (gen_random_uuid(), $1, $1, $2)
     ON CONFLICT (username) DO UPDATE SET password_hash = EXCLUDED.password_hash`,
    [KNOWN, await hashPassword('the right one of the bench')],
  )
  for (let round = 0; round < TRIES + 5; round++) {
    for (const name of Object.keys(times)) {
      await owner.query('DELETE FROM rate_limit')
      const from = performance.now()
      await verifyCredentials(name, 'a wrong one', '10.1.1.1')
      if (round >= 5) times[name]?.push(performance.now() - from)
    }
  }
})
const median = (list: number[] = []) => list.toSorted((a, b) => a - b)[list.length >> 1] as number
const [known, unknown] = [median(times[KNOWN]), median(times['nobody-at-all'])]
console.info(
  `wrong password ${known.toFixed(1)} ms, unknown account ${unknown.toFixed(1)} ms, ratio ${(unknown / known).toFixed(3)}`,
)
process.exit(0)
