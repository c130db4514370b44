import { FileFault, type SheetRow } from '../schema'
import { decodeText } from './decode'

const QUOTE = '"'
const MAX_CELL = 10_000
const MAX_CELLS = 400

/** The records of a CSV text, RFC 4180; commas, semicolons or tabs, whichever the first line has most of. Blank lines keep their number. */
export function* readCsv(bytes: Uint8Array, sheet: string): Generator<SheetRow> {
  let rest = ''
  let row = 0
  let separator = ''
  const pieces = decodeText(bytes)
  let next = pieces.next()
  if (!next.done) rest = next.value.replace(/^\ufeff/, '')
  separator = separatorOf(rest)
  for (;;) {
    next = pieces.next()
    const isLast = next.done === true
    let at = 0
    for (;;) {
      const record = takeRecord(rest, at, separator, isLast)
      if (!record) break
      at = record.end
      row++
      yield { sheet, row, cells: record.cells }
    }
    if (isLast) return
    rest = rest.slice(at) + next.value
  }
}

function takeRecord(
  text: string,
  start: number,
  separator: string,
  isLast: boolean,
): { cells: string[]; end: number } | null {
  if (start >= text.length) return null
  const cells: string[] = []
  let at = start
  for (;;) {
    if (cells.length > MAX_CELLS) throw new FileFault('fileNotASheet')
    if (text[at] === QUOTE) {
      let cell = ''
      let from = at + 1
      for (;;) {
        const close = text.indexOf(QUOTE, from)
        if (close < 0) {
          if (isLast || text.length - at > MAX_CELL) throw new FileFault('fileNotASheet')
          return null
        }
        cell += text.slice(from, close)
        if (text[close + 1] !== QUOTE) {
          at = close + 1
          break
        }
        cell += QUOTE
        from = close + 2
      }
      cells.push(cell)
    } else {
      let end = at
      while (end < text.length) {
        const letter = text.charCodeAt(end)
        if (letter === 10 || letter === 13 || text[end] === separator) break
        end++
      }
      if (end >= text.length && !isLast) return null
      cells.push(text.slice(at, end))
      at = end
    }
    if (at >= text.length) return isLast ? { cells, end: at } : null
    if (text[at] === separator) {
      at++
      continue
    }
    if (text[at] === '\r') {
      if (at + 1 >= text.length && !isLast) return null
      return { cells, end: text[at + 1] === '\n' ? at + 2 : at + 1 }
    }
    if (text[at] === '\n') return { cells, end: at + 1 }
    throw new FileFault('fileNotASheet')
  }
}

function separatorOf(text: string): string {
  const line = text.slice(0, 20_000).split(/\r?\n/, 12).join('')
  const count = (mark: string) => line.split(mark).length
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}
