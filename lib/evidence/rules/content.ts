export const MAX_BYTES = 10 * 1024 * 1024
export const MAX_PIXELS = 50_000_000

export type Format = 'jpeg' | 'png' | 'webp' | 'pdf'
type Wrong = 'empty' | 'tooLarge' | 'heic' | 'notAPhoto' | 'wrongEnding' | 'twoFilesInOne'
export type Content = { ok: true; format: Format } | { ok: false; wrong: Wrong }

const ENDINGS: Record<Format, RegExp> = {
  jpeg: /\.(jpe?g|jfif)$/i,
  png: /\.png$/i,
  webp: /\.webp$/i,
  pdf: /\.pdf$/i,
}
const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'avif']
/** What browsers or other programs would read out of a picture if it were handed on as it came. */
const FOREIGN = ['%PDF-', '<script', '<html', '<svg', '<?php', '<!DOCTYPE']
const ZIP_END = 'PK\u0005\u0006'
const ZIP_TAIL = 65_557

/** What a file is by its content, whatever its name says; and whether it is that and nothing else. */
export function contentOf(bytes: Uint8Array, name: string): Content {
  if (bytes.length === 0) return { ok: false, wrong: 'empty' }
  if (bytes.length > MAX_BYTES) return { ok: false, wrong: 'tooLarge' }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const format = formatOf(text)
  if (!format) return { ok: false, wrong: isHeic(text) ? 'heic' : 'notAPhoto' }
  if (/\.[a-z0-9]{1,5}$/i.test(name) && !ENDINGS[format].test(name)) return { ok: false, wrong: 'wrongEnding' }
  if (hidesAnother(text, format)) return { ok: false, wrong: 'twoFilesInOne' }
  return { ok: true, format }
}

function formatOf(text: string): Format | null {
  if (text.startsWith('\u00ff\u00d8\u00ff')) return 'jpeg'
  if (text.startsWith('\u0089PNG\r\n\u001a\n')) return 'png'
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'webp'
  if (/^%PDF-[12]\.\d/.test(text)) return 'pdf'
  return null
}

function isHeic(text: string): boolean {
  return text.startsWith('ftyp', 4) && HEIC_BRANDS.includes(text.slice(8, 12))
}

function hidesAnother(text: string, format: Format): boolean {
  const tail = text.slice(-ZIP_TAIL)
  const end = tail.lastIndexOf(ZIP_END)
  if (end >= 0 && end + 22 + tail.charCodeAt(end + 20) + tail.charCodeAt(end + 21) * 256 === tail.length) return true
  if (format === 'pdf') return false
  const folded = text.toLowerCase()
  return FOREIGN.some((sign) => folded.includes(sign.toLowerCase()))
}
