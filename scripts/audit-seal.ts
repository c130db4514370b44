import { setTimeout as sleep } from 'node:timers/promises'
import en from '@/lib/i18n/en/audit'
import { fill } from '@/lib/i18n/fill'
import zh from '@/lib/i18n/zh-CN/audit'
import { dataDirectory, keysPath } from '@/lib/platform/env'
import { seal, startSealing } from './audit/sealing'
import { openDatabase } from './database/open'
import { program, Refusal, say } from './words.mjs'

// npm run audit:seal [-- --every 60]
await program(async () => {
  const args = process.argv.slice(2)
  const every = args.includes('--every') ? Number(args[args.indexOf('--every') + 1]) : null
  if (every !== null && !(every >= 1)) throw new Refusal('--every 后面要有秒数。', '--every needs a number of seconds.')
  const database = await openDatabase()
  const audited = { ownerUrl: database.ownerUrl, data: dataDirectory(), keys: keysPath() }
  try {
    if (every === null) {
      const made = await seal(audited)
      const params = { seal: made?.sealNo ?? 0, count: made?.entryCount ?? 0 }
      const [told, tolled] = made ? [zh.verify.sealed, en.verify.sealed] : [zh.verify.nothing, en.verify.nothing]
      say(fill(told, params), fill(tolled, params))
      return
    }
    const stop = startSealing(() => audited, every)
    const signal = new AbortController()
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => signal.abort())
    while (!signal.signal.aborted) await sleep(60_000, undefined, { signal: signal.signal }).catch(() => {})
    await stop()
  } finally {
    await database.close()
  }
})
