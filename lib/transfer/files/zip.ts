import { createInflateRaw } from 'node:zlib'
import { FileFault } from '../schema'

const MAX_UNPACKED = 400 * 1024 * 1024
const MAX_RATIO = 200
const SMALL = 1 << 20
const MAX_ENTRIES = 1_000
const PIECE = 1 << 16

interface Entry {
  method: number
  packed: number
  size: number
  header: number
}

/** The files in a zip, found by its directory. Bombs, encrypted or overlapping entries are refused before anything is unpacked. */
export function openZip(bytes: Buffer): Map<string, Entry> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length) throw new FileFault('fileNotASheet')
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if (count === 0 || count > MAX_ENTRIES) throw new FileFault('fileNotASheet')
  const entries = new Map<string, Entry>()
  let unpacked = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw new FileFault('fileNotASheet')
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw new FileFault('fileNotASheet')
    const [nameLength, extra, comment] = [28, 30, 32].map((each) => bytes.readUInt16LE(at + each)) as [
      number,
      number,
      number,
    ]
    const entry = {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      header: bytes.readUInt32LE(at + 42),
    }
    unpacked += entry.size
    const isBomb = entry.size > SMALL && entry.size > entry.packed * MAX_RATIO
    if (unpacked > MAX_UNPACKED || isBomb) throw new FileFault('fileBomb')
    entries.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), entry)
    at += 46 + nameLength + extra + comment
  }
  refuseOverlaps([...entries.values()])
  return entries
}

/** The text of one file of a zip in pieces; never more of it than its directory promised. */
export async function* unzipText(bytes: Buffer, entry: Entry): AsyncGenerator<string> {
  if (entry.header + 30 > bytes.length || bytes.readUInt32LE(entry.header) !== 0x04034b50)
    throw new FileFault('fileNotASheet')
  const from = entry.header + 30 + bytes.readUInt16LE(entry.header + 26) + bytes.readUInt16LE(entry.header + 28)
  const packed = bytes.subarray(from, from + entry.packed)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  for await (const piece of entry.method === 8 ? inflate(packed) : [packed]) {
    size += piece.length
    if (size > entry.size) throw new FileFault('fileBomb')
    yield decoder.decode(piece, { stream: true })
  }
  yield decoder.decode()
}

async function* inflate(packed: Buffer): AsyncGenerator<Buffer> {
  const stream = createInflateRaw({ chunkSize: PIECE })
  stream.end(packed)
  for await (const piece of stream) yield piece as Buffer
}

function refuseOverlaps(entries: Entry[]): void {
  entries.sort((a, b) => a.header - b.header)
  for (const [index, entry] of entries.entries()) {
    const next = entries[index + 1]
    if (next && entry.header + entry.packed > next.header) throw new FileFault('fileBomb')
  }
}
