import 'server-only'
import sharp from 'sharp'
import { MAX_PIXELS } from '@/lib/evidence/rules/content'
import { LOOK_HEIGHT, LOOK_WIDTH, lookHash } from '@/lib/evidence/rules/look'
import { takenAtOf } from '@/lib/evidence/rules/taken'
import { DomainError } from '@/lib/platform/errors'

const LONGEST_SIDE = 2048
const THUMB_SIDE = 360
const AT_ONCE = 2

sharp.cache(false)
sharp.concurrency(1)

export type Remade = {
  full: Buffer
  thumb: Buffer
  width: number
  height: number
  lookHash: bigint
  takenAt: Date | null
}

let running = 0
const waiting: (() => void)[] = []

/**
 * Makes a photo anew: upright, at most 2,048 px, WebP, without anything a camera wrote into it. Errors: DomainError when it cannot be read or
 * has too many pixels. Two at once; the rest wait, because each may need 200 MB.
 */
export async function remakePhoto(bytes: Uint8Array): Promise<Remade> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go))
  running++
  try {
    return await remake(bytes)
  } finally {
    running--
    waiting.shift()?.()
  }
}

async function remake(bytes: Uint8Array): Promise<Remade> {
  const unreadable = () => {
    throw new DomainError('evidence.unreadable', {}, 'file')
  }
  const head = await sharp(bytes, { limitInputPixels: false }).metadata().catch(unreadable)
  if (head.width * head.height * (head.pages ?? 1) > MAX_PIXELS) {
    throw new DomainError('evidence.tooManyPixels', { millions: MAX_PIXELS / 1_000_000 }, 'file')
  }
  const whole = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).rotate()
  const { data: full, info } = await whole
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer({ resolveWithObject: true })
    .catch(unreadable)
  const thumb = await sharp(full)
    .resize({ width: THUMB_SIDE, height: THUMB_SIDE, fit: 'cover', position: 'attention' })
    .webp({ quality: 70 })
    .toBuffer()
  const grey = await sharp(full).greyscale().resize(LOOK_WIDTH, LOOK_HEIGHT, { fit: 'fill' }).raw().toBuffer()
  const takenAt = takenAtOf(head.exif)
  return { full, thumb, width: info.width, height: info.height, lookHash: lookHash(grey), takenAt }
}
