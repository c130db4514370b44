import { FileFault } from '../schema'

const MAX_UNPACKED = 400 * 1024 * 1024
const MAX_RATIO = 200
const MAX_ENTRIES = 1_000

/** Reads the directory of a zip file and refuses bombs, encrypted files and nonsense before anything is unpacked. */
export function guardZip(bytes: Buffer): void {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length) throw new FileFault('fileNotASheet')
  const entries = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if (entries === 0 || entries > MAX_ENTRIES) throw new FileFault('fileNotASheet')
  let unpacked = 0
  const spans: [number, number][] = []
  for (let i = 0; i < entries; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw new FileFault('fileNotASheet')
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw new FileFault('fileNotASheet')
    const packed = bytes.readUInt32LE(at + 20)
    const size = bytes.readUInt32LE(at + 24)
    const header = bytes.readUInt32LE(at + 42)
    spans.push([header, header + packed])
    unpacked += size
    if (unpacked > MAX_UNPACKED || (size > 1 << 20 && size > packed * MAX_RATIO)) throw new FileFault('fileBomb')
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  spans.sort((a, b) => a[0] - b[0])
  for (let i = 1; i < spans.length; i++) {
    if ((spans[i] as [number, number])[0] < (spans[i - 1] as [number, number])[1]) throw new FileFault('fileBomb')
  }
}
