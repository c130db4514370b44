import { readFileSync } from 'node:fs'
import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import { decrypt } from 'officecrypto-tool'
import pg from 'pg'
import type { Purpose } from '@/lib/exports/schema'
import { EVIDENCE, type Evidence, FileTrace } from '@/lib/exports/trace'
import en from '@/lib/i18n/en/exports'
import { fill } from '@/lib/i18n/fill'
import { stamp } from '@/lib/i18n/format'
import zh from '@/lib/i18n/zh-CN/exports'
import { isProtected, openSheets } from '@/lib/transfer/files/open-ledger'
import { openZip, unzipText } from '@/lib/transfer/files/zip'
import { openDatabase } from './database/open'
import { program, Refusal, say } from './words.mjs'

type Row = {
  county_code: string
  serial: string
  trace_code: string
  file_hash: Buffer | null
  requested_by_name: string
  requested_by_unit: string
  made_at: Date | null
  purpose: Purpose
  purpose_note: string
}

async function propertiesOf(bytes: Buffer): Promise<string> {
  if (bytes.toString('latin1', 0, 2) !== 'PK') return ''
  const entry = openZip(bytes).get('docProps/core.xml')
  let text = ''
  if (entry) for await (const piece of unzipText(bytes, entry)) text += piece
  return text
}

function tell(row: Row, by: Evidence): void {
  const parts = (words: typeof zh | typeof en) => ({
    serial: row.serial,
    name: row.requested_by_name,
    unit: row.requested_by_unit || '—',
    at: row.made_at ? stamp(row.made_at) : '—',
    purpose: fill(words.file.purpose, { purpose: words.purposes[row.purpose], note: row.purpose_note }),
  })
  say(fill(zh.trace.found, parts(zh)), fill(en.trace.found, parts(en)))
  say(`· ${zh.trace.by[by]}`, `  ${en.trace.by[by]}`)
}

/** The workbook inside a protected file; the password is asked for, or stands in FANGXIAN_FILE_PASSWORD. */
async function unprotect(bytes: Buffer): Promise<Buffer> {
  if (!isProtected(bytes)) return bytes
  const password = process.env.FANGXIAN_FILE_PASSWORD || (await askFor())
  if (!password) throw new Refusal(zh.trace.passwordMissing, en.trace.passwordMissing)
  try {
    return await decrypt(bytes, { password })
  } catch {
    throw new Refusal(zh.trace.passwordWrong, en.trace.passwordWrong)
  }
}

async function askFor(): Promise<string> {
  if (!process.stdin.isTTY) return ''
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return await lines.question(`${zh.trace.password} ${en.trace.password}: `)
  } finally {
    lines.close()
  }
}

// npm run trace -- FILE: who took this file out, or the one that its rows were copied from. Ends with 1 when nobody can be named.
await program(async () => {
  const file = process.argv[2]
  if (!file)
    throw new Refusal('用法：npm run trace -- 文件.xlsx|文件.csv', 'Usage: npm run trace -- FILE.xlsx|FILE.csv')
  const bytes = await unprotect(readFileSync(file))
  const trace = new FileTrace(bytes)
  for await (const { cells } of openSheets(bytes)) for (const cell of cells) trace.read(cell)
  const properties = await propertiesOf(bytes)
  trace.read(properties)
  const { serials, codes, hash } = trace.wanted()
  const database = await openDatabase()
  const client = new pg.Client({ connectionString: database.ownerUrl })
  try {
    await client.connect()
    const { rows } = await client.query<Row>(
      `SELECT county_code, serial, trace_code, file_hash, requested_by_name, requested_by_unit, made_at, purpose, purpose_note
       FROM export_request WHERE serial = ANY ($1) OR trace_code = ANY ($2) OR file_hash = $3`,
      [serials, codes, hash],
    )
    const found = rows.flatMap((row) => {
      const known = {
        countyCode: row.county_code,
        serial: row.serial,
        traceCode: Number(row.trace_code),
        fileHash: row.file_hash,
      }
      const by = trace.evidence(known, properties)
      return by ? [{ row, by }] : []
    })
    found.sort((a, b) => EVIDENCE.indexOf(a.by) - EVIDENCE.indexOf(b.by))
    for (const { row, by } of found) tell(row, by)
    if (found.length > 0) return
    process.exitCode = 1
    const [serial] = serials
    if (serial) say(fill(zh.trace.unknown, { serial }), fill(en.trace.unknown, { serial }))
    else say(zh.trace.none, en.trace.none)
  } finally {
    await client.end()
    await database.close()
  }
})
