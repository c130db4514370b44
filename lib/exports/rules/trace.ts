import { TRACE_MARKS } from '@/lib/households/rules/trace-marks'

/**
 * The hidden trace: a code of 32 bits and its keyed mark of 32 bits, cut into four pieces of 16. A carrying cell holds one piece with its
 * number, nine characters without width, so that any few dozen rows together hold all four, in whatever order and under whatever columns.
 */
export type Marker = (code: number) => number

const PIECES = 4
const PIECE_BITS = 16
const LETTERS = 9
const CANDIDATES = 5
const MARK_OF = new Map(TRACE_MARKS.map((mark, value) => [mark as string, value]))
const RUN = new RegExp(`[${TRACE_MARKS.join('')}]{${LETTERS}}`, 'gu')

function lettersOf(piece: number, value: number): string {
  const word = piece * 2 ** PIECE_BITS + value
  let text = ''
  for (let place = LETTERS - 1; place >= 0; place--) text += TRACE_MARKS[Math.floor(word / 4 ** place) % 4]
  return text
}

/** The four pieces of a trace, as they are put into cells. */
export function traceWords(code: number, marker: Marker): readonly string[] {
  const halves = [code, marker(code)].flatMap((each) => [Math.floor(each / 2 ** PIECE_BITS), each % 2 ** PIECE_BITS])
  return halves.map((value, piece) => lettersOf(piece, value))
}

/** The piece of the `carrier`th carrying cell of a row. */
export function wordOf(words: readonly string[], row: number, carrier: number): string {
  return words[(row + carrier) % PIECES] as string
}

/** Gathers pieces from the cells of a file, wherever they were pasted to. */
export class TraceReader {
  private readonly found = Array.from({ length: PIECES }, () => new Map<number, number>())

  read(text: string): void {
    for (const [run] of text.matchAll(RUN)) {
      let word = 0
      for (const letter of run) word = word * 4 + (MARK_OF.get(letter) ?? 0)
      const piece = this.found[Math.floor(word / 2 ** PIECE_BITS)] as Map<number, number>
      const value = word % 2 ** PIECE_BITS
      piece.set(value, (piece.get(value) ?? 0) + 1)
    }
  }

  /** The codes that are proved by their mark, the most frequent first; several when rows of several exports were put together. */
  codes(marker: Marker): number[] {
    const top = this.found.map((values) => [...values].sort((a, b) => b[1] - a[1]).slice(0, CANDIDATES)) as [
      number,
      number,
    ][][]
    const [highs = [], lows = [], marksHigh = [], marksLow = []] = top
    const proved = new Map<number, number>()
    for (const [high, times] of highs) {
      for (const [low] of lows) {
        const code = high * 2 ** PIECE_BITS + low
        const mark = marker(code)
        const [first, second] = [Math.floor(mark / 2 ** PIECE_BITS), mark % 2 ** PIECE_BITS]
        if (marksHigh.some(([value]) => value === first) && marksLow.some(([value]) => value === second)) {
          proved.set(code, times)
        }
      }
    }
    return [...proved].sort((a, b) => b[1] - a[1]).map(([code]) => code)
  }
}
