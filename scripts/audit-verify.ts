import pg from 'pg'
import type { Finding, Report } from '@/lib/audit/schema'
import { verifyAudit } from '@/lib/audit/verify'
import en from '@/lib/i18n/en/audit'
import { fill } from '@/lib/i18n/fill'
import zh from '@/lib/i18n/zh-CN/audit'
import { dataDirectory, keysPath } from '@/lib/platform/env'
import { auditOf } from './audit/sealing'
import { openDatabase } from './database/open'
import { program, say } from './words.mjs'

const SHOWN = 50

function tell(report: Report): void {
  const { findings, waitingSince, milliseconds, ...figures } = report
  const params = { ...figures, seconds: (milliseconds / 1000).toFixed(1) }
  say(fill(zh.verify.figures, params), fill(en.verify.figures, params))
  if (waitingSince) say(fill(zh.verify.late, { since: waitingSince }), fill(en.verify.late, { since: waitingSince }))
  if (findings.length === 0) {
    say(zh.verify.whole, en.verify.whole)
    return
  }
  const count = { count: findings.length }
  say(fill(zh.verify.broken, count), fill(en.verify.broken, count))
  for (const { code, params: about } of findings.slice(0, SHOWN) as Finding[]) {
    say(`· ${fill(zh.findings[code], about)}`, `  ${fill(en.findings[code], about)}`)
  }
}

// npm run audit:verify: ends with 1 when anything was changed.
await program(async () => {
  const database = await openDatabase()
  const client = new pg.Client({ connectionString: database.ownerUrl })
  try {
    await client.connect()
    const report = await verifyAudit(client, auditOf({ data: dataDirectory(), keys: keysPath() }))
    tell(report)
    if (report.findings.length > 0) process.exitCode = 1
  } finally {
    await client.end()
    await database.close()
  }
})
