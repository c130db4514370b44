import { tryLock } from '../database/lock.mjs'
import { deploy } from '../database/migrate'
import { type Database, openDatabase } from '../database/open'
import { dataDirectory } from '../database/paths'
import { fail, say, step } from '../words.mjs'
import { announce } from './announce'
import { build, generateClient } from './build'
import { endChildren } from './children'
import { findInstallation, refuseTestClock } from './installation'
import { ensureKeys, keysFile } from './keys'
import { load, loadCatalogue } from './load'
import { refuseTakenPort, wantedPort } from './port'
import { sealUntilStopped } from './sealing'
import { refuseSecondCopy } from './second-copy.mjs'
import { logFile, serve, untilHealthy } from './serve'
import { whenToldToStop } from './signals'
import { Supervisor } from './supervise'

const data = dataDirectory()
let database: Database | undefined
let supervisor: Supervisor | undefined
let sealing: (() => Promise<void>) | undefined
let stopping = false

async function stop(code: number): Promise<void> {
  if (stopping) return
  stopping = true
  const began = performance.now()
  if (supervisor) await supervisor.stop(async () => sealing?.())
  else {
    await endChildren()
    await database?.stop()
  }
  if (supervisor) say(`已停止 stopped · ${((performance.now() - began) / 1000).toFixed(1)} s`, '')
  process.exit(code)
}

whenToldToStop(() => void stop(0))

try {
  const port = wantedPort()
  const address = process.env.NEXTAUTH_URL || `http://localhost:${port}`
  refuseSecondCopy(await tryLock(data, 'app', `${address} (pid ${process.pid})`))
  await refuseTakenPort(port)

  await step('生成数据库客户端', 'prisma client', generateClient)
  const building = build().then(
    (note) => ({ note, error: null }),
    (error: unknown) => ({ note: undefined, error }),
  )

  await step('启动数据库', 'PostgreSQL', async () => {
    database = await openDatabase({ data })
    return database.kind === 'external' ? 'DATABASE_URL' : `127.0.0.1:${new URL(database.ownerUrl).port}`
  })
  const db = database as unknown as Database
  const before = await findInstallation(db)
  refuseTestClock(before)
  const keysAt = keysFile(data)
  const keys = ensureKeys(keysAt, before === null)

  await step('更新数据库结构', 'migrations', async () => `${(await deploy(db.ownerUrl)).length} 个新迁移 applied`)
  await step('载入目录', 'catalogue', () => loadCatalogue(data, db, keysAt))
  if (before === null) await step('载入演示县', 'demo county', () => load('demo', db, keysAt))
  await step('构建应用', 'build', async () => {
    const { note, error } = await building
    if (error) throw error
    return note
  })
  await step('启动应用', 'application', async () => {
    const serving = { port, data, appUrl: db.appUrl, keys: keysAt, session: keys.session }
    const child = serve(serving)
    await untilHealthy(child, port, logFile(data))
    const keeper = new Supervisor(serving, db, child, () => void stop(1))
    supervisor = keeper
    sealing = sealUntilStopped(() => ({ ownerUrl: keeper.ownerUrl, data, keys: keysAt }))
  })
  announce(address, await findInstallation(db))
} catch (error) {
  if (!stopping) {
    fail(error)
    await stop(1)
  }
}
