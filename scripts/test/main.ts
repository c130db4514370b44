import { difference } from '../database/diff'
import { stopServer } from '../database/server'
import { build } from '../start/build'
import { endChildren } from '../start/children'
import { whenToldToStop } from '../start/signals'
import { journeys } from './journeys'
import { close, interrupt, knip, section, single, vitest } from './run'
import { dropClones, openTestServer, type TestServer, testData } from './server'
import { fastHalf, has } from './static'

let server: TestServer | undefined

async function tidy(): Promise<void> {
  await endChildren()
  await server?.stop()
  if (!process.env.DATABASE_URL) await stopServer(testData())
}

whenToldToStop(() => {
  interrupt()
  void tidy().finally(() => process.exit(1))
})

await fastHalf()
const database = await single('测试数据库 test database', async () => {
  server = await openTestServer()
  await dropClones(server.addresses)
})
if (database && server) {
  const { ownerUrl } = server.addresses
  await single('迁移与模型一致 schema and history agree', async () => {
    const sql = await difference(ownerUrl)
    process.stdout.write(sql)
    return sql === ''
  })
  if (has('tests/db/**/*.test.ts')) await section('数据库 database', () => vitest('db'))
}
await single('无用代码 dead code', knip)
const built = await single('构建 build', build)
if (has('tests/drills/**/*.test.ts')) await section('演练 drills', () => vitest('drills'))
if (built && server && has('tests/e2e/**/*.spec.ts')) {
  const running = server
  await section('浏览器 browser journeys', () => journeys(running))
}
await tidy()
process.exit(close())
