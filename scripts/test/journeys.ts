import { freePort } from '../database/probe'
import { build } from '../start/build'
import { end } from '../start/children'
import { logFile, serve, tail, untilHealthy } from '../start/serve'
import { findChromium } from './chromium'
import { testClock } from './clock'
import { playwright } from './run'
import { cloneDatabase, demoTemplate, dropClone, ensureDemoTemplate, type TestServer } from './server'
import type { Count } from './tally'

/** Serves the build on a database and a port of its own, and lets real browsers walk through it. */
export async function journeys(server: TestServer, args: string[] = []): Promise<Count> {
  const { addresses } = server
  const chromium = await findChromium()
  await build()
  await ensureDemoTemplate(addresses)
  const clone = await cloneDatabase(addresses, 'e2e', demoTemplate)
  const port = await freePort()
  process.env.FANGXIAN_CLOCK = testClock
  process.env.NEXTAUTH_URL = `http://localhost:${port}`
  const log = logFile(addresses.data, 'journeys.log')
  const child = serve({
    port,
    data: addresses.data,
    appUrl: clone.appUrl,
    keys: addresses.keys,
    session: addresses.session,
    log,
  })
  try {
    await untilHealthy(child, port, log)
    const count = await playwright(
      {
        E2E_BASE_URL: `http://localhost:${port}`,
        PW_CHROMIUM: chromium,
        OWNER_DATABASE_URL: clone.ownerUrl,
        FANGXIAN_TEST_ADMIN_URL: clone.adminUrl,
        FANGXIAN_KEYS: addresses.keys,
      },
      args,
    )
    if (count.failed > 0) process.stdout.write(`\n${log}:\n${tail(log, 40)}\n`)
    return count
  } finally {
    await end(child)
    await dropClone(addresses, clone.name)
  }
}
