import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { keepFile, keptFiles, readKept, resealKept } from '@/lib/evidence/files/keep'
import { listEvidence } from '@/lib/evidence/queries/list'
import { sweepFiles } from '@/lib/evidence/sweep'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { reloadKeyRing } from '@/lib/platform/keys'
import {
  aClue,
  aHousehold,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import {
  add,
  added,
  aFileFolder,
  fresh,
  itsActors,
  list,
  type Over,
  piece,
  place,
  rowOf,
  withdraw,
} from '../support/evidence'
import { aPhoto } from '../support/photos'

const DAY_MS = 86_400_000

const removeFolder = aFileFolder()
let secretary: Actor
let office: Actor
let auditor: Actor
let supervisor: Actor
let neighbour: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  ;({ secretary, office, auditor, supervisor, neighbour } = await itsActors())
})
beforeEach(async () => {
  household = await aHousehold()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
  removeFolder()
})

test('the same photo twice is flagged, a similar one too, and elsewhere only that it was used', async () => {
  const bytes = await fresh()
  const first = await added(secretary, household, bytes)
  const similar = await sharp(bytes).resize(200).jpeg({ quality: 40 }).toBuffer()
  const other = household
  household = await aHousehold(PLACES.siblingVillage)
  const same = await added(neighbour, household, bytes)
  const alike = await added(neighbour, household, similar)
  const unlike = await added(neighbour, household, await fresh())
  const seen = async (id: string) => (await piece(neighbour, id)).seen
  expect([await seen(same), await seen(alike), await seen(unlike)]).toEqual(['SAME', 'ALIKE', 'NEVER'])
  const beyond = (await piece(neighbour, same)).twins.map(({ id }) => id)
  expect(beyond).toEqual([alike])
  const above = await piece(office, same)
  expect(above.twins.map(({ id }) => id).sort()).toEqual([first, alike].sort())
  expect(above.twins.find(({ id }) => id === first)).toMatchObject({ isSame: true, isHere: false })
  expect((await piece(office, first)).seen).toBe('NEVER')
  household = other
})

test('two villages sending the same photo at the same moment: one of them is flagged', async () => {
  const bytes = await fresh()
  const elsewhere = await aHousehold(PLACES.siblingVillage)
  const there = { householdId: elsewhere.id, subjectId: elsewhere.id }
  const [a, b] = await Promise.all([added(secretary, household, bytes), added(neighbour, household, bytes, there)])
  const distances = [(await rowOf(a)).seen_distance, (await rowOf(b)).seen_distance]
  expect(distances.filter((each) => each === 0).length).toBe(1)
  expect(distances.filter((each) => each === null).length).toBe(1)
})

test('evidence belongs to a record of its household, and to one its writer sees', async () => {
  const visit = await aVisit(household, secretary)
  const clue = await aClue(household, secretary)
  const stranger = await aHousehold(PLACES.village)
  const foreign = await aHousehold(PLACES.siblingVillage)
  await added(secretary, household, await fresh(), { subjectKind: 'VISIT', subjectId: visit })
  await added(secretary, household, await fresh(), { subjectKind: 'CLUE', subjectId: clue })
  await added(secretary, household, await fresh(), { subjectKind: 'MEMBER', subjectId: household.headId })
  const wrong: Over[] = [
    { subjectKind: 'VISIT', subjectId: await aVisit(stranger, secretary) },
    { subjectKind: 'MEMBER', subjectId: stranger.headId },
    { subjectKind: 'CASE', subjectId: clue },
    { subjectKind: 'HOUSEHOLD', subjectId: stranger.id },
    { subjectKind: 'EVENT', subjectId: randomUUID() },
    { householdId: foreign.id, subjectId: foreign.id },
    { householdId: randomUUID() },
  ]
  for (const over of wrong) {
    expect([over, (await add(secretary, household, await fresh(), over)).outcome]).toMatchObject([
      over,
      { kind: 'notFound' },
    ])
  }
  const only = await withScope(secretary, (ctx) =>
    listEvidence(ctx, { householdId: household.id, subject: { kind: 'VISIT', id: visit } }),
  )
  expect(only.total).toBe(1)
})

test('a foreign piece is as missing as one that never was', async () => {
  const id = await added(secretary, household, await fresh())
  for (const each of [id, randomUUID(), 'x']) {
    await expect(piece(neighbour, each)).rejects.toThrow(NotFoundError)
    await expect(place(neighbour, each)).rejects.toThrow(NotFoundError)
  }
  expect(await withdraw(neighbour, id)).toMatchObject({ kind: 'notFound' })
  expect((await list(neighbour, household)).total).toBe(0)
})

test('withdrawn with a reason, a piece stays on record, and only those who verify still look at it', async () => {
  const id = await added(secretary, household, await fresh())
  expect(await withdraw(secretary, id, { reason: ' ' })).toMatchObject({ kind: 'input', errors: { reason: {} } })
  expect(await withdraw(supervisor, id)).toMatchObject({ kind: 'rule', code: 'evidence.notYours' })
  expect(await withdraw(secretary, id, { version: 7 })).toMatchObject({ kind: 'rule', code: 'evidence.changed' })
  const both = await Promise.all([withdraw(secretary, id), withdraw(office, id)])
  expect(both.filter((each) => each.ok).length).toBe(1)
  const view = await piece(supervisor, id)
  expect(view).toMatchObject({
    isWithdrawn: true,
    mayLook: true,
    mayWithdraw: false,
    withdrawn: { reason: '拍错了户' },
  })
  await expect(place(auditor, id)).rejects.toThrow(NotFoundError)
  expect(await withdraw(office, id)).toMatchObject({ kind: 'rule', code: 'evidence.withdrawnAlready' })
  const { rows } = await owner().query(
    `SELECT action, command FROM audit_entry WHERE table_name = 'evidence' AND row_id = '130799/' || $1 ORDER BY id`,
    [id],
  )
  expect(rows).toEqual([
    { action: 'INSERT', command: 'evidence.add' },
    { action: 'UPDATE', command: 'evidence.withdraw' },
  ])
})

test('faces of minors are for those who verify', async () => {
  const id = await added(secretary, household, await fresh(), { showsMinor: true })
  await expect(place(auditor, id)).rejects.toThrow(NotFoundError)
  expect((await place(supervisor, id)).id).toBe(id)
})

test('the app role cannot rewrite, unwithdraw or delete evidence, nor forge the flag', async () => {
  const id = await added(secretary, household, await fresh())
  const tried = async (sql: string) =>
    withScope(secretary, ({ db }) => db.$executeRawUnsafe(sql)).then(
      (count) => count,
      () => 'refused',
    )
  const where = `WHERE id = '${id}'`
  expect(await tried(`UPDATE evidence SET original_sha256 = stored_sha256 ${where}`)).toBe('refused')
  expect(await tried(`UPDATE evidence SET seen_distance = 3 ${where}`)).toBe('refused')
  expect(await tried(`UPDATE evidence SET received_at = now() ${where}`)).toBe('refused')
  expect(await tried(`DELETE FROM evidence ${where}`)).toBe('refused')
  expect(await tried(`UPDATE evidence SET withdrawn_at = now() ${where}`)).toBe('refused')
  await withdraw(secretary, id)
  expect(
    await tried(
      `UPDATE evidence SET withdrawn_at = NULL, withdrawn_by = NULL, withdrawn_by_name = NULL, withdrawn_reason = NULL ${where}`,
    ),
  ).toBe('refused')
  await expect(owner().query(`UPDATE evidence SET uploaded_by_name = 'x' WHERE id = $1`, [id])).rejects.toThrow(
    /only caption/,
  )
})

test('files without a row are swept after a day; those with one, and new ones, stay', async () => {
  const id = await added(secretary, household, await fresh())
  const lost = { countyCode: '130799', id: randomUUID(), storedSha256: new Uint8Array(32) }
  await keepFile(lost, 'full', Buffer.from('x'))
  expect(await sweepFiles(new Date())).toBe(0)
  expect(await readKept(lost, 'full')).toEqual(Buffer.from('x'))
  expect(await sweepFiles(new Date(Date.now() + 2 * DAY_MS))).toBe(1)
  expect(await readKept(lost, 'full')).toBeNull()
  expect(await readKept(await place(secretary, id), 'thumb')).not.toBeNull()
})

test('a gallery of many is paged by key, newest first, without gaps', async () => {
  const bytes = await aPhoto({ width: 40, height: 30, seed: 9_000 })
  for (let n = 0; n < 60; n++) await added(secretary, household, bytes)
  const first = await list(secretary, household)
  expect([first.pieces.length, first.total]).toEqual([48, 60])
  const rest = await withScope(secretary, (ctx) =>
    listEvidence(ctx, { householdId: household.id, from: first.older ?? '' }),
  )
  expect(new Set([...first.pieces, ...rest.pieces].map(({ id }) => id)).size).toBe(60)
  expect(rest.older).toBeNull()
})

test('after a new key every file is sealed with it, and read as before', async () => {
  const id = await added(secretary, household, await fresh())
  const where = await place(secretary, id)
  const before = await readKept(where, 'full')
  const keys = process.env.FANGXIAN_KEYS as string
  const file = JSON.parse(readFileSync(keys, 'utf8'))
  const other = { ...file.field.keys, k9: randomBytes(32).toString('base64') }
  process.env.FANGXIAN_KEYS = path.join(tmpdir(), `files-${process.pid}.json`)
  try {
    writeFileSync(process.env.FANGXIAN_KEYS, JSON.stringify({ ...file, field: { current: 'k9', keys: other } }))
    reloadKeyRing()
    const moved = []
    for await (const kept of keptFiles()) if (kept.id === id) moved.push(await resealKept(kept, 'k9'))
    expect(moved).toEqual([true, true])
    for await (const kept of keptFiles()) if (kept.id === id) expect(await resealKept(kept, 'k9')).toBe(false)
    expect(await readKept(where, 'full')).toEqual(before)
  } finally {
    rmSync(process.env.FANGXIAN_KEYS)
    process.env.FANGXIAN_KEYS = keys
    reloadKeyRing()
  }
})
