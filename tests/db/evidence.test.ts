import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addEvidence } from '@/lib/evidence/commands/add'
import { keptFiles, readKept } from '@/lib/evidence/files/keep'
import { remakePhoto } from '@/lib/evidence/files/remake'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { unscoped } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { fileStore } from '@/lib/platform/files/store'
import { aHousehold, type BuiltHousehold, closeOwner, layGround } from '../support/builders'
import { add, added, aFileFolder, fresh, inputOf, itsActors, list, piece, place, rowOf } from '../support/evidence'
import { aPaper, aPhoto, fileOf } from '../support/photos'

const GPS_POINTERS = [Buffer.of(0x25, 0x88), Buffer.of(0x88, 0x25)]

const removeFolder = aFileFolder()
let secretary: Actor
let office: Actor
let auditor: Actor
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  ;({ secretary, office, auditor } = await itsActors())
})
beforeEach(async () => {
  household = await aHousehold()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
  removeFolder()
})

test('a photo is kept sealed and made anew: upright, without what the camera wrote, with the hash of what came', async () => {
  const bytes = await sharp(await aPhoto({ seed: 1, takenAt: '2026:03:26 07:30:00' }))
    .keepExif()
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const id = await added(secretary, household, bytes, { caption: '西屋屋顶漏雨处' })
  const row = await rowOf(id)
  expect(row).toMatchObject({ kind: 'PHOTO', mime: 'image/webp', width: 240, height: 320, is_on_site: true })
  expect(row.taken_at.toISOString()).toBe('2026-03-25T23:30:00.000Z')
  const full = await readKept(await place(secretary, id), 'full')
  const { exif, icc, xmp, width } = await sharp(full as Buffer).metadata()
  expect({ exif, icc, xmp, width }).toEqual({ exif: undefined, icc: undefined, xmp: undefined, width: 240 })
  const names: string[] = []
  for await (const file of keptFiles()) if (file.id === id) names.push(file.name)
  expect(names.length).toBe(2)
  for (const name of names) {
    const sealed = (await fileStore().get(name)) as Buffer
    expect(sealed.includes('WEBP')).toBe(false)
  }
})

test('a time that has not come yet is not believed, neither from the camera nor from the phone', async () => {
  const id = await added(secretary, household, await aPhoto({ seed: 2, takenAt: '2031:01:01 07:30:00' }), {
    takenAt: '2030-01-01T00:00:00Z',
  })
  expect((await rowOf(id)).taken_at).toBeNull()
})

test('200 photos with a position in them leave none', async () => {
  let left = 0
  for (let n = 0; n < 200; n++) {
    const bytes = await aPhoto({ width: 48, height: 36, seed: 5_000 + n })
    const { exif: before } = await sharp(bytes).metadata()
    expect(GPS_POINTERS.some((tag) => before?.includes(tag))).toBe(true)
    const { full, thumb } = await remakePhoto(bytes)
    for (const each of [full, thumb]) {
      const { exif, xmp, iptc } = await sharp(each).metadata()
      if (exif || xmp || iptc || each.includes('Exif') || each.includes('GPS')) left++
    }
  }
  expect(left).toBe(0)
})

test('a position is kept only when it is given on purpose, and viewers see it coarsely', async () => {
  const without = await added(secretary, household, await fresh())
  const given = await added(secretary, household, await fresh(), { lat: 41.15847, lng: 114.70342 })
  expect(await rowOf(without)).toMatchObject({ lat: null, lng: null })
  expect((await piece(secretary, given)).place).toEqual({ lat: 41.15847, lng: 114.70342 })
  expect((await piece(auditor, given)).place).toEqual({ lat: 41.16, lng: 114.7 })
})

test('what is not a photo or a plain paper is refused with a sentence beside its field', async () => {
  const photo = await fresh()
  const bomb = await sharp({ create: { width: 8_000, height: 7_000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  const zipEnd = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)])
  const cases: [string, Uint8Array, string][] = [
    ['evidence.notAPhoto', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.svg'],
    ['evidence.notAPhoto', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.jpg'],
    ['evidence.notAPhoto', Buffer.from('GIF89a........'), 'a.gif'],
    ['evidence.heic', Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0', 'latin1'), 'a.heic'],
    ['evidence.wrongEnding', photo, 'a.png'],
    ['evidence.twoFilesInOne', Buffer.concat([photo, Buffer.from('<script>alert(1)</script>')]), 'a.jpg'],
    ['evidence.twoFilesInOne', Buffer.concat([photo, zipEnd]), 'a.jpg'],
    ['evidence.twoFilesInOne', Buffer.concat([photo, aPaper()]), 'a.jpg'],
    ['evidence.unreadable', photo.subarray(0, 300), 'a.jpg'],
    ['evidence.tooManyPixels', bomb, 'a.png'],
    ['evidence.tooLarge', Buffer.alloc(10 * 1024 * 1024 + 1, 0xff), 'a.jpg'],
    ['evidence.paper.active', aPaper('/OpenAction<</S/JavaScript/JS(app.alert(1))>>'), 'a.pdf'],
    ['evidence.paper.active', aPaper('/OpenAction<</S/J#61vaScript/JS(1)>>'), 'a.pdf'],
    ['evidence.paper.active', aPaper('/Names<</EmbeddedFiles 9 0 R>>/AF[<</Type/EmbeddedFile>>]'), 'a.pdf'],
    ['evidence.paper.active', aPaper('/OpenAction<</S/Launch/F(cmd.exe)>>'), 'a.pdf'],
    ['evidence.paper.locked', aPaper('/Encrypt 9 0 R'), 'a.pdf'],
    ['evidence.paper.cutShort', aPaper().subarray(0, 60), 'a.pdf'],
  ]
  for (const [code, bytes, name] of cases) {
    const { outcome } = await add(secretary, household, bytes, {}, name)
    expect([name, outcome]).toMatchObject([name, { ok: false, kind: 'rule', code, field: 'file' }])
  }
  expect((await list(secretary, household)).total).toBe(0)
})

test('a paper is kept as it came and shown only to whom health is shown', async () => {
  const paper = aPaper()
  const { id, outcome } = await add(secretary, household, paper, {}, '出院证明.pdf')
  expect(outcome.ok).toBe(true)
  expect(Buffer.compare((await readKept(await place(office, id), 'full')) as Buffer, paper)).toBe(0)
  await expect(place(auditor, id)).rejects.toThrow(NotFoundError)
  expect(await piece(auditor, id)).toMatchObject({ kind: 'PAPER', mayLook: false })
})

test('the same id with the same file is the same answer; with another file it is refused', async () => {
  const bytes = await fresh()
  const input = inputOf(household, fileOf(bytes))
  const first = await execute(secretary, addEvidence, input, { id: input.id })
  const again = await execute(
    secretary,
    addEvidence,
    { ...input, file: new File([Uint8Array.from(bytes)], 'photo.jpg', { lastModified: 5 }) },
    { id: input.id },
  )
  expect(again).toEqual({ ...first, replayed: true })
  const other = { ...input, file: fileOf(await fresh()) }
  expect(await execute(secretary, addEvidence, other, { id: input.id })).toMatchObject({ kind: 'otherPayload' })
  expect(await execute(secretary, addEvidence, other, { id: randomUUID() })).toMatchObject({
    kind: 'rule',
    code: 'evidence.otherFile',
  })
  expect((await list(secretary, household)).total).toBe(1)
})

test('ten phones sending the same piece at once leave one', async () => {
  const bytes = await fresh()
  const input = inputOf(household, fileOf(bytes))
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => execute(secretary, addEvidence, input, { id: input.id })),
  )
  expect(outcomes.map((outcome) => outcome.ok)).toEqual(Array(10).fill(true))
  expect((await list(secretary, household)).total).toBe(1)
})
