import { randomBytes } from 'node:crypto'
import sharp from 'sharp'

type Look = { width?: number; height?: number; seed?: number; takenAt?: string; gps?: boolean }

/** A photo of nothing: coarse blocks of grey by `seed`, so that two seeds look different and one seed always alike. */
export async function aPhoto({ width = 320, height = 240, seed = 1, takenAt, gps = true }: Look = {}): Promise<Buffer> {
  let state = seed * 2_654_435_761
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0
    return state >>> 24
  }
  const blocks = Buffer.from(Array.from({ length: 12 * 9 }, next))
  const image = sharp(blocks, { raw: { width: 12, height: 9, channels: 1 } })
    .resize(width, height, { kernel: 'cubic' })
    .toColourspace('srgb')
  const IFD3 = gps && {
    GPSLatitudeRef: 'N',
    GPSLatitude: '41/1 9/1 3050/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '114/1 42/1 1230/100',
  }
  return image
    .withExif({
      IFD0: { Make: 'Phone', ...(takenAt ? { DateTime: takenAt } : {}) },
      ...(takenAt ? { IFD2: { DateTimeOriginal: takenAt } } : {}),
      ...(IFD3 ? { IFD3 } : {}),
    })
    .jpeg({ quality: 85 })
    .toBuffer()
}

export const fileOf = (bytes: Uint8Array, name = 'photo.jpg') => new File([Uint8Array.from(bytes)], name)

/** A PDF of one empty page that is at least so large and unlike any other. */
export function aLargePaper(bytes: number): Buffer {
  const [head = '', tail = ''] = aPaper().toString('latin1').split('trailer')
  return Buffer.from(`${head}%${randomBytes(Math.ceil(bytes / 2)).toString('hex')}\ntrailer${tail}`, 'latin1')
}

/** A PDF of one empty page; `inside` is put into its catalogue. */
export function aPaper(inside = ''): Buffer {
  return Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R${inside}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\n%${randomBytes(8).toString('hex')}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
    'latin1',
  )
}
