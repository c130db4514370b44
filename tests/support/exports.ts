import { randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import { fetchExport } from '@/lib/exports/commands/fetch'
import { linkExport } from '@/lib/exports/commands/link'
import { requestExport } from '@/lib/exports/commands/request'
import { takeExport } from '@/lib/exports/job'
import type { Actor } from '@/lib/platform/actor'
import { execute, type Outcome } from '@/lib/platform/command'
import { type Ctx, withScope } from '@/lib/platform/db'
import { blindIndex, seal } from '@/lib/platform/fields'
import { type BuiltHousehold, owner } from './builders'

export const NOTE = '报市办三季度台账'

type Wish = { kind?: string; query?: string; format?: string; unmasked?: boolean; withHealth?: boolean; id?: string }

/** Asks for an export. */
export function ask(actor: Actor | null, wish: Wish = {}, commandId = randomUUID()) {
  const { id = randomUUID(), kind = 'HOUSEHOLDS', format = 'XLSX', ...rest } = wish
  return execute(
    actor,
    requestExport,
    { id, kind, format, purpose: 'REPORTING', note: NOTE, ...rest },
    { id: commandId },
  )
}

/** The id in a good answer. */
export function idOf(outcome: Outcome<{ exportId: string }>): string {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome)}`)
  return outcome.data.exportId
}

/** Makes an approved export to its end. */
export async function makeNow(actor: Actor, id: string): Promise<boolean> {
  const work = await takeExport(actor, id)
  await work?.()
  return work !== null
}

/** A fresh link to a made export. */
export async function linkTo(actor: Actor, exportId: string): Promise<string> {
  const linkId = randomUUID()
  const outcome = await execute(actor, linkExport, { exportId, linkId }, { id: randomUUID() })
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome)}`)
  return linkId
}

/** The file of a made export, as its asker downloads it. */
export async function download(
  actor: Actor,
  exportId: string,
  password = '',
): Promise<{ fileName: string; body: Buffer<ArrayBuffer> }> {
  const found = await fetchExport(actor, await linkTo(actor, exportId), password)
  if (found.state !== 'open') throw new Error('no file')
  const pieces: Buffer[] = []
  for await (const piece of found.pieces) pieces.push(piece)
  const body = Buffer.concat(pieces)
  if (body.length !== found.bytes) throw new Error('cut short')
  return { fileName: found.fileName, body }
}

/** Asks, makes and downloads what needs no approval. */
export async function takeOut(actor: Actor, wish: Wish = {}) {
  const id = idOf(await ask(actor, wish))
  await makeNow(actor, id)
  return { id, ...(await download(actor, id)) }
}

/** The first sheet of a workbook as its cell values, row by row. */
export async function cellsOf(body: Buffer<ArrayBuffer>): Promise<ExcelJS.CellValue[][]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(body.buffer.slice(body.byteOffset, body.byteOffset + body.length))
  const rows: ExcelJS.CellValue[][] = []
  workbook.worksheets[0]?.eachRow({ includeEmpty: true }, (row) => {
    rows.push((row.values as ExcelJS.CellValue[]).slice(1))
  })
  return rows
}

/** A cell without the trace that a file carries. */
export const plain = (cell: unknown) =>
  typeof cell === 'string' ? cell.replace(/[\u200b-\u200d\u2060]/g, '') : (cell ?? null)

/** The rows of a file by their heads, without its title and its imprint. */
export async function rowsIn(body: Buffer<ArrayBuffer>) {
  const [, heads = [], ...rows] = (await cellsOf(body)).map((row) => row.map(plain))
  return rows.slice(0, -1).map((row) => Object.fromEntries(heads.map((head, at) => [String(head), row[at] ?? null])))
}

/** The rows of what needs no approval. */
export const rowsTaken = async (actor: Actor, wish: Wish) => rowsIn((await takeOut(actor, wish)).body)

/** The lines of a list over all its pages. */
export async function overAllPages<T>(
  actor: Actor,
  read: (ctx: Ctx, after?: string) => Promise<{ lines: T[]; next: string | null }>,
) {
  const all: T[] = []
  let after: string | undefined
  do {
    const page = await withScope(actor, (ctx) => read(ctx, after))
    all.push(...page.lines)
    after = page.next ?? undefined
  } while (after)
  return all
}

/** Gives a household a phone, an account and an address, and its head an identity number. */
export async function fillSecrets(
  { countyCode, id, headId }: BuiltHousehold,
  secrets: { idNumber: string; phone: string; bankAccount: string; address: string },
): Promise<void> {
  await owner().query(
    `UPDATE household SET phone_enc = $2, phone_bidx = $3, bank_account_enc = $4, bank_account_bidx = $5, address = $6 WHERE id = $1`,
    [
      id,
      seal('household', 'phone', id, secrets.phone),
      blindIndex('phone', secrets.phone),
      seal('household', 'bank_account', id, secrets.bankAccount),
      blindIndex('bankAccount', secrets.bankAccount),
      secrets.address,
    ],
  )
  await owner().query('UPDATE person SET id_number_enc = $3, id_number_bidx = $4 WHERE county_code = $1 AND id = $2', [
    countyCode,
    headId,
    seal('person', 'id_number', headId, secrets.idNumber),
    blindIndex('idNumber', secrets.idNumber),
  ])
}
