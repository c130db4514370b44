import { createHash } from 'node:crypto'
import type pg from 'pg'
import sharp from 'sharp'
import { keepFile } from '@/lib/evidence/files/keep'
import { insertRows } from './load-rows'
import type { Random } from './random'

const COUNTY = '130799'
const WIDTH = 640
const HEIGHT = 480
const THUMB = 360
const COLOURS = ['#7a4b3a', '#3a5f7a', '#4f7a3a', '#6b3a7a', '#7a6b3a', '#3a7a72'] as const
/** The word DEMO as strokes, because a computer may have no font. */
const LETTERS = [
  'M0 0V60H18Q42 60 42 30Q42 0 18 0Z',
  'M90 0H60V60H90M60 30H84',
  'M110 60V0L133 36L156 0V60',
  'M198 0Q174 0 174 30Q174 60 198 60Q222 60 222 30Q222 0 198 0Z',
]

/** A photo that a demo record rests on. */
export type DemoPhoto = {
  id: string
  regionCode: string
  householdId: string
  procedureId: string
  on: string
  by: { id: string; name: string }
}

async function card(colour: string) {
  const strokes = LETTERS.map((path) => `<path d="${path}"/>`).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="${colour}"/>
    <g transform="translate(98 150) scale(2)" fill="none" stroke="#fff" stroke-width="9" stroke-linejoin="round">${strokes}</g></svg>`
  const full = await sharp(Buffer.from(svg)).webp({ quality: 80 }).toBuffer()
  return { full, thumb: await sharp(full).resize(THUMB, THUMB, { fit: 'cover' }).webp({ quality: 70 }).toBuffer() }
}

/**
 * Plain colour cards for the photos of the demo county, kept as every other photo is. Few cards serve many photos; each counts as a photo of its
 * own, so that none looks used before.
 */
export async function loadPhotos(client: pg.ClientBase, random: Random, photos: readonly DemoPhoto[]): Promise<void> {
  const cards = await Promise.all(COLOURS.map(card))
  const rows = []
  for (const { id, regionCode, householdId, procedureId, on, by } of photos) {
    const { full, thumb } = random.one(cards)
    const place = { countyCode: COUNTY, id, storedSha256: createHash('sha256').update(full).digest() }
    await keepFile(place, 'full', full)
    await keepFile(place, 'thumb', thumb)
    const original = createHash('sha256').update(`demo ${id}`).digest()
    rows.push({
      county_code: COUNTY,
      id,
      region_code: regionCode,
      household_id: householdId,
      subject_kind: 'IDENTIFICATION',
      subject_id: procedureId,
      kind: 'PHOTO',
      caption: '民主评议现场',
      mime: 'image/webp',
      byte_count: full.length,
      width: WIDTH,
      height: HEIGHT,
      original_sha256: original,
      stored_sha256: place.storedSha256,
      look_hash: original.readBigInt64BE().toString(),
      taken_at: `${on}T01:30:00Z`,
      received_at: `${on}T01:40:00Z`,
      is_on_site: true,
      shows_minor: false,
      uploaded_by: by.id,
      uploaded_by_name: by.name,
      version: 1,
    })
  }
  await insertRows(client, 'evidence', rows)
}
