import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { keptFiles, resealKept } from '@/lib/evidence/files/keep'
import en from '@/lib/i18n/en/audit'
import { fill } from '@/lib/i18n/fill'
import zh from '@/lib/i18n/zh-CN/audit'
import { dataDirectory, keysPath } from '@/lib/platform/env'
import { readKeyFile, reloadKeyRing } from '@/lib/platform/keys'
import { openDatabase } from './database/open'
import { writePrivate } from './database/state'
import { closeJournals, leftUnder, reseal, SEALED } from './keys/reseal'
import { program, Refusal, say } from './words.mjs'

// npm run keys:rotate            a new field key; every sealed value is sealed again while the application runs
// npm run keys:rotate -- --retire  drops the old field keys, once no value and no running application needs them
await program(async () => {
  const path = keysPath()
  const file = readKeyFile(path)
  const isRetiring = process.argv.includes('--retire')
  if (!isRetiring) {
    const next = `k${Math.max(...Object.keys(file.field.keys).map((id) => Number(id.replace(/\D/g, '')) || 0)) + 1}`
    file.field = { current: next, keys: { ...file.field.keys, [next]: randomBytes(32).toString('base64') } }
    writePrivate(path, JSON.stringify(file, null, 2))
    reloadKeyRing()
  }
  const database = await openDatabase({ data: dataDirectory() })
  const client = new pg.Client({ connectionString: database.ownerUrl })
  try {
    await client.connect()
    const from = performance.now()
    let count = 0
    for (const column of SEALED) count += await reseal(client, column)
    for await (const kept of keptFiles()) if (await resealKept(kept, file.field.current)) count++
    const seconds = ((performance.now() - from) / 1000).toFixed(1)
    say(fill(zh.keys.resealed, { count, seconds }), fill(en.keys.resealed, { count, seconds }))
    const closed = await closeJournals(client)
    if (closed > 0) say(fill(zh.keys.closed, { count: closed }), fill(en.keys.closed, { count: closed }))
    if (!isRetiring) return
    for (const column of SEALED) {
      const left = await leftUnder(client, column, file.field.current)
      if (left > 0) throw new Refusal(fill(zh.keys.left, { count: left }), fill(en.keys.left, { count: left }))
    }
    const { current, keys } = file.field
    writePrivate(path, JSON.stringify({ ...file, field: { current, keys: { [current]: keys[current] } } }, null, 2))
    say(zh.keys.retired, en.keys.retired)
  } finally {
    await client.end()
    await database.close()
  }
})
