const EXIF_POINTER = 0x8769
const TAKEN = 0x9003
const CHANGED = 0x0132
const ENTRY = 12
const ASCII = 2
const SHANGHAI = '+08:00'

/** When a camera says a photo was taken, from its EXIF block; null when it says nothing readable. Cameras write local time: Asia/Shanghai. */
export function takenAtOf(exif: Uint8Array | undefined): Date | null {
  if (!exif) return null
  const block = Buffer.from(exif.buffer, exif.byteOffset, exif.byteLength)
  const start = block.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0
  try {
    return read(block.subarray(start))
  } catch {
    return null
  }
}

function read(tiff: Buffer): Date | null {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const find = (directory: number, tag: number): number | null => {
    const count = short(directory)
    for (let index = 0; index < count; index++) {
      const at = directory + 2 + index * ENTRY
      if (short(at) === tag) return at
    }
    return null
  }
  const text = (entry: number | null) => {
    if (entry === null || short(entry + 2) !== ASCII) return null
    const from = long(entry + 8)
    return tiff.toString('latin1', from, from + 19)
  }
  const first = long(4)
  const pointer = find(first, EXIF_POINTER)
  return instant((pointer === null ? null : text(find(long(pointer + 8), TAKEN))) ?? text(find(first, CHANGED)))
}

function instant(text: string | null): Date | null {
  const parts = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text ?? '')
  if (!parts) return null
  const at = new Date(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${SHANGHAI}`)
  return Number.isNaN(at.getTime()) ? null : at
}

const SKEW_MS = 600_000

/** What is believed of when a photo was taken: the camera first, then the phone; never later than it came in. */
export function believedTaken(camera: Date | null, phone: Date | null, receivedAt: Date): Date | null {
  const latest = receivedAt.getTime() + SKEW_MS
  return [camera, phone].find((each) => each !== null && each.getTime() <= latest) ?? null
}
