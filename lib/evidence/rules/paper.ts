import { inflateSync } from 'node:zlib'

/** Whatever a PDF could do on the desk of whoever opens it. */
const ACTIVE = [
  'JavaScript',
  'Launch',
  'EmbeddedFile',
  'RichMedia',
  'XFA',
  'SubmitForm',
  'ImportData',
  'GoToE',
  'Rendition',
]
const ENDS_WITHIN = 2048
const LARGEST_OBJECT_STREAM = 16 * 1024 * 1024

type Paper = 'fine' | 'cutShort' | 'locked' | 'active'

/** Whether a PDF is only paper: whole, readable, and without script, programs or files inside. */
export function paperOf(bytes: Uint8Array): Paper {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (!text.slice(-ENDS_WITHIN).includes('%%EOF')) return 'cutShort'
  if (names(text).includes('/Encrypt')) return 'locked'
  if (isActive(text)) return 'active'
  for (const packed of objectStreams(text)) {
    try {
      const inside = inflateSync(Buffer.from(packed, 'latin1'), { maxOutputLength: LARGEST_OBJECT_STREAM })
      if (isActive(inside.toString('latin1'))) return 'active'
    } catch {
      return 'locked'
    }
  }
  return 'fine'
}

const isActive = (text: string) => {
  const read = names(text)
  return ACTIVE.some((name) => read.includes(`/${name}`))
}

/** Letters of a name may be written as #xx. */
function names(text: string): string {
  return text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** The contents of object streams, where a PDF may keep its dictionaries packed. */
function* objectStreams(text: string): Generator<string> {
  for (const found of names(text).matchAll(/\/ObjStm/g)) {
    const start = /stream\r?\n/g
    start.lastIndex = found.index
    const from = start.exec(text)
    if (!from) continue
    const end = text.indexOf('endstream', start.lastIndex)
    yield text.slice(start.lastIndex, end < 0 ? undefined : end)
  }
}
