import { isUtf8 } from 'node:buffer'
import { FileFault } from '../schema'

const PIECE = 1 << 20

/** The pieces of a text file as text: UTF-8 or UTF-16 (by its mark), else GB18030. Throws FileFault when it is none of these. */
export function* decodeText(bytes: Uint8Array): Generator<string> {
  const name = encodingOf(bytes)
  const decoder = new TextDecoder(name, { fatal: true })
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      yield decoder.decode(bytes.subarray(at, at + PIECE), { stream: at + PIECE < bytes.length })
    }
  } catch {
    throw new FileFault('fileEncoding')
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'gb18030'
}
