import 'server-only'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import en from '@/lib/i18n/en/startup'
import { fill } from '@/lib/i18n/fill'
import zh from '@/lib/i18n/zh-CN/startup'
import { type Fault, functionFaults, roleFaults, tableFaults } from './catalogue-check'
import { unscoped } from './db'
import { dataDirectory, setting } from './env'
import { KeyFileError, keyRing, readKeyFile, weakKeys } from './keys'
import { isDatabaseReady } from './ready'

const TRIES = 20
const BETWEEN_MS = 500

/** Whether the database keeps what it acknowledged. Page checksums are asked only of our own server; under the test clock nothing is. */
export async function durabilityFaults(isOwnServer: boolean): Promise<Fault[]> {
  if (setting('FANGXIAN_CLOCK')) return []
  const names = ['fsync', 'full_page_writes', 'synchronous_commit', ...(isOwnServer ? ['data_checksums'] : [])]
  const rows = await unscoped().$queryRaw<{ name: string }[]>`
    SELECT name FROM pg_settings WHERE name = ANY (${names}) AND setting = 'off' ORDER BY 1`
  return rows.map(({ name }) => ({ code: 'settingOff', params: { name } }))
}

/** Whether a real installation is free of everything that belongs to a demo or a test, and has keys of its own. */
export async function installationFaults(): Promise<Fault[]> {
  const installation = await unscoped().installation.findFirst({ select: { isDemo: true } })
  if (!installation) return [{ code: 'noInstallation' }]
  const found: Fault[] = []
  try {
    keyRing()
    if (!installation.isDemo) {
      for (const name of weakKeys(readKeyFile())) found.push({ code: 'weakKey', params: { name } })
    }
  } catch (error) {
    if (!(error instanceof KeyFileError)) throw error
    found.push({ code: 'keys', params: { reason: error.message } })
  }
  if (installation.isDemo) return found
  const count = await unscoped().appUser.count({ where: { isDemo: true } })
  if (count > 0) found.push({ code: 'demoInReal', params: { count } })
  if (setting('FANGXIAN_CLOCK')) found.push({ code: 'testClock' })
  return found
}

/** Everything that must hold before the first request is served. */
export async function selfCheck(): Promise<Fault[]> {
  if (!(await untilReady())) return [{ code: 'databaseAway' }]
  const found: Fault[] = []
  for (const check of [
    () => roleFaults(),
    () => tableFaults(),
    () => functionFaults(),
    () => durabilityFaults(existsSync(join(dataDirectory(), 'pg'))),
    installationFaults,
  ]) {
    found.push(...(await check()))
  }
  return found
}

async function untilReady(): Promise<boolean> {
  for (let left = TRIES; left > 0; left--) {
    if (await isDatabaseReady()) return true
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
  }
  return false
}

/** What went wrong, in both languages, one line each. */
export function complaint(found: Fault[]): string {
  const lines = found.flatMap(({ code, params = {} }) => [fill(zh[code], params), fill(en[code], params)])
  const count = found.length
  const isRefusal = found.some(({ code }) => code !== 'databaseAway')
  return [...(isRefusal ? [fill(zh.refused, { count }), fill(en.refused, { count })] : []), ...lines].join('\n')
}

/** Ends the process when something is missing: it does not serve half protected. */
export async function refuseUnlessSafe(): Promise<void> {
  const found = await selfCheck()
  if (found.length === 0) return
  process.stderr.write(`${complaint(found)}\n`)
  process.exit(78)
}
