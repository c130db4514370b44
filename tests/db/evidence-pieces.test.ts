import { randomBytes, randomUUID } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addEvidence } from '@/lib/evidence/commands/add'
import { keepEvidencePiece } from '@/lib/evidence/commands/keep-piece'
import { countPieces, keepPiece } from '@/lib/evidence/files/pieces'
import { getUpload } from '@/lib/evidence/queries/upload'
import { MOST_PIECES } from '@/lib/evidence/rules/pieces'
import { sweepFiles } from '@/lib/evidence/sweep'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { PIECE_BYTES, piecesOf, sumOf } from '@/lib/platform/files/pieces'
import { fileStore } from '@/lib/platform/files/store'
import { aHousehold, type BuiltHousehold, closeOwner, layGround, owner } from '../support/builders'
import { aFileFolder, inputOf, itsActors, list, rowOf } from '../support/evidence'
import { said } from '../support/outbox'
import { aLargePaper, aPaper, fileOf } from '../support/photos'

const DAY_MS = 86_400_000

const removeFolder = aFileFolder()
let secretary: Actor
let office: Actor
let neighbour: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  ;({ secretary, office, neighbour } = await itsActors())
})
beforeEach(async () => {
  household = await aHousehold()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
  removeFolder()
})

/** A plain paper of so many pieces. */
const aPaperOf = (pieces: number) => aLargePaper(pieces * PIECE_BYTES - 1_000)

const pieceOf = (bytes: Uint8Array, no: number) => bytes.subarray(no * PIECE_BYTES, (no + 1) * PIECE_BYTES)

/** One upload: its pieces by number, what is here of it, and the form that ends it, as a phone sends them. */
function anUpload(actor: Actor, bytes: Uint8Array) {
  const evidenceId = randomUUID()
  const sum = sumOf(bytes)
  const { file: _, ...rest } = inputOf(household, fileOf(bytes), { id: evidenceId, caption: '出院证明' })
  const form = { ...rest, sum, pieces: piecesOf(bytes.length), fileName: '出院证明.pdf' }
  return {
    evidenceId,
    sum,
    send: (no: number, content = pieceOf(bytes, no), id = randomUUID()) =>
      said(
        execute(
          actor,
          keepEvidencePiece,
          { evidenceId, householdId: household.id, sum, no, file: fileOf(content, 'piece') },
          { id },
        ),
      ),
    state: (who = actor) => withScope(who, (ctx) => getUpload(ctx, evidenceId, sum)),
    end: (over: object = {}) => execute(actor, addEvidence, { ...form, ...over }, { id: evidenceId }),
  }
}

const wasRefused = (code: string) => ({ ok: false, kind: 'rule', code, field: 'file' })

test('an upload that was cut off goes on where it stopped and becomes the file it was cut from', async () => {
  const paper = aPaperOf(4)
  const { evidenceId, send, state, end } = anUpload(secretary, paper)
  expect(await Promise.all([send(0), send(1)])).toEqual(['done', 'done'])
  expect(await state()).toEqual({ held: [0, 1], isDone: false })
  expect(await end()).toMatchObject(wasRefused('evidence.notWhole'))
  expect((await list(secretary, household)).total).toBe(0)

  const { held } = await state()
  for (const no of [0, 1, 2, 3]) if (!held.includes(no)) expect(await send(no)).toBe('done')
  expect(await end()).toMatchObject({ ok: true, replayed: false, data: { evidenceId } })
  const row = await rowOf(evidenceId)
  expect(row).toMatchObject({ kind: 'PAPER', caption: '出院证明', byte_count: paper.length })
  expect(row.stored_sha256).toEqual(row.original_sha256)
  expect(await countPieces(secretary.userId)).toBe(0)

  expect(await state()).toEqual({ held: [], isDone: true })
  expect(await end()).toMatchObject({ ok: true, replayed: true, data: { evidenceId } })
  expect((await list(secretary, household)).total).toBe(1)
})

test('a piece sent twice is one piece, by the same command and by another, and lies sealed', async () => {
  const paper = aPaperOf(2)
  const { evidenceId, sum, send, state, end } = anUpload(secretary, paper)
  const id = randomUUID()
  expect([await send(0, undefined, id), await send(0, undefined, id), await send(0)]).toEqual(['done', 'done', 'done'])
  expect(await send(0, pieceOf(paper, 1), id)).toBe('otherPayload')
  expect((await state()).held).toEqual([0])
  const sealed = await fileStore().get(`pieces/${secretary.userId}/${evidenceId}.${sum}/0`)
  expect(sealed?.includes('%PDF')).toBe(false)
  expect(await send(1)).toBe('done')
  expect(await end()).toMatchObject({ ok: true })
})

test('pieces that do not make the file they were cut from are sent anew, and what they make is checked like any file', async () => {
  const paper = aPaperOf(2)
  const { send, state, end } = anUpload(secretary, paper)
  await send(0)
  await send(1, randomBytes(500))
  expect(await end()).toMatchObject(wasRefused('evidence.notWhole'))
  expect((await state()).held).toEqual([])
  const hostile = anUpload(secretary, Buffer.concat([Buffer.from('<svg/>'), randomBytes(PIECE_BYTES)]))
  await hostile.send(0)
  await hostile.send(1)
  expect(await hostile.end()).toMatchObject(wasRefused('evidence.notAPhoto'))
  const named = anUpload(secretary, paper)
  await named.send(0)
  await named.send(1)
  expect(await named.end({ fileName: '出院证明.jpg' })).toMatchObject(wasRefused('evidence.wrongEnding'))
  expect((await list(secretary, household)).total).toBe(0)
})

test('nobody goes on with what another sends, and nobody sends for a household he does not see', async () => {
  const paper = aPaperOf(2)
  const mine = anUpload(secretary, paper)
  await mine.send(0)
  await mine.send(1)
  expect((await mine.state(office)).held).toEqual([])
  const { rows } = await owner().query('SELECT count(*)::int AS n FROM evidence WHERE household_id = $1', [
    household.id,
  ])
  expect(rows[0].n).toBe(0)
  const theirs = anUpload(neighbour, paper)
  expect(await theirs.send(0)).toBe('notFound')
  expect((await theirs.state()).held).toEqual([])
})

test('wrong pieces are refused: too large, too many, of no sum; the form needs a file or its pieces', async () => {
  const { send, end } = anUpload(secretary, aPaperOf(2))
  expect(await send(0, randomBytes(PIECE_BYTES + 1))).toBe('input')
  expect(await send(MOST_PIECES, randomBytes(10))).toBe('input')
  expect(await end({ sum: '../../..' })).toMatchObject({ ok: false, kind: 'input', errors: { sum: {} } })
  for (const over of [{ pieces: undefined }, { sum: undefined }, { file: fileOf(aPaper(), 'a.pdf') }]) {
    const errors = { file: { code: 'evidence.chooseFile' } }
    expect(await end(over)).toMatchObject({ ok: false, kind: 'input', errors })
  }
})

test('pieces of which nobody heard for a day are gone, and five large files are the most on their way', async () => {
  const { sum, send, state, end } = anUpload(office, aPaperOf(2))
  await send(0)
  expect(await sweepFiles(new Date(Date.now() + DAY_MS - 60_000))).toBe(0)
  expect((await state()).held).toEqual([0])
  expect(await sweepFiles(new Date(Date.now() + DAY_MS + 60_000))).toBeGreaterThan(0)
  expect((await state()).held).toEqual([])
  expect(await end()).toMatchObject(wasRefused('evidence.notWhole'))

  for (let no = 0; no < 5 * MOST_PIECES; no++) {
    await keepPiece({ userId: office.userId, evidenceId: randomUUID(), sum }, 0, Buffer.of(no))
  }
  expect(await send(0)).toBe('evidence.tooManyOnTheWay')
  await sweepFiles(new Date(Date.now() + DAY_MS + 60_000))
  expect(await send(0)).toBe('done')
  expect(await state()).toEqual({ held: [0], isDone: false })
})

test('the sum is the CRC-32 that others know', () => {
  for (const bytes of [Buffer.from(''), Buffer.from('123456789'), randomBytes(70_000)]) {
    expect(sumOf(bytes)).toBe(crc32(bytes).toString(16).padStart(8, '0'))
  }
})
