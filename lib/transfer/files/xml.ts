import { FileFault } from '../schema'

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const MAX_PENDING = 1 << 22

export interface XmlReader {
  /** `attributes` is the text between the name and the closing mark. */
  open(name: string, attributes: string): void
  close(name: string): void
  text(value: string): void
}

/** A scanner for the plain XML of office files, fed in pieces. Names come without prefix; no entity is ever fetched. */
export function xmlScanner(reader: XmlReader): (piece: string) => void {
  let pending = ''
  return (piece) => {
    const text = pending + piece
    let at = 0
    for (;;) {
      const start = text.indexOf('<', at)
      if (start < 0) break
      const mark = text.startsWith('<!--', start) ? '-->' : text.startsWith('<![CDATA[', start) ? ']]>' : '>'
      const end = text.indexOf(mark, start + 1)
      if (end < 0) break
      if (start > at) reader.text(unescaped(text.slice(at, start)))
      tag(text.slice(start + 1, end), reader)
      at = end + mark.length
    }
    pending = text.slice(at)
    if (pending.length > MAX_PENDING) throw new FileFault('fileNotASheet')
  }
}

/** One attribute by its name without prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return found ? unescaped(found[1] ?? found[2] ?? '') : undefined
}

function tag(body: string, reader: XmlReader): void {
  const first = body[0]
  if (first === '?') return
  if (first === '!') {
    if (body.startsWith('![CDATA[')) reader.text(body.slice(8))
    else if (!body.startsWith('!--')) throw new FileFault('fileNotASheet')
    return
  }
  if (first === '/') {
    reader.close(bare(body.slice(1).trim()))
    return
  }
  const isEmpty = body.endsWith('/')
  const inner = isEmpty ? body.slice(0, -1) : body
  const space = inner.search(/\s/)
  const name = bare(space < 0 ? inner : inner.slice(0, space))
  reader.open(name, space < 0 ? '' : inner.slice(space))
  if (isEmpty) reader.close(name)
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return ENTITIES[name] ?? whole
      const point = hex ? Number.parseInt(hex, 16) : Number(decimal)
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole
    },
  )
}
