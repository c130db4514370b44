import { freePort } from '../database/probe'
import { build } from '../start/build'
import { end } from '../start/children'
import { logFile, serve, tail, untilHealthy } from '../start/serve'
import { findChromium } from './chromium'
import { testClock } from './clock'
import { playwright } from './run'
import { cloneDatabase, demoTemplate, dropClone, ensureDemoTemplate, type TestServer } from './server'
import { type Count, sumOf } from './tally'

const DEVICES = ['phone', 'desk'] as const

/** Real browsers walk through the build: a phone and a desk side by side, each served on a database and a port of its own. */
export async function journeys(server: TestServer, args: string[] = []): Promise<Count> {
  const chromium = await findChromium()
  await build()
  await ensureDemoTemplate(server.addresses)
  process.env.FANGXIAN_CLOCK = testClock
  delete process.env.NEXTAUTH_URL
  return sumOf(await Promise.all(DEVICES.map((device) => walk(server, device, chromium, args))))
}

async function walk({ addresses }: TestServer, device: string, chromium: string, args: string[]): Promise<Count> {
  const clone = await cloneDatabase(addresses, 'e2e', demoTemplate)
  const port = await freePort()
  const log = logFile(addresses.data, `journeys-${device}.log`)
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
      device,
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
