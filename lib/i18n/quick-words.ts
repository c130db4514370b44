type Values = Readonly<Record<string, unknown>>
type Translator = ((key: string, values?: Values, formats?: unknown, fallback?: string) => string) & {
  has(key: string): boolean
  raw(key: string): unknown
}
type Place = { name: string; isNumber: boolean }
type Pieces = readonly (string | Place)[]

const PLACE = /\{\s*(\w+)\s*(,\s*number\s*)?\}/
/** What only the full reader of messages understands: choices, quotes, tags. */
const MORE = /[{}'<>]/

/** A message that consists of words and places alone, cut at its places; null for any other. */
function piecesOf(message: unknown): Pieces | null {
  if (typeof message !== 'string') return null
  const parts = message.split(PLACE)
  const pieces: (string | Place)[] = []
  for (let at = 0; at < parts.length; at += 3) {
    const [words = '', name, number] = parts.slice(at, at + 3)
    if (MORE.test(words)) return null
    pieces.push(words)
    if (name !== undefined) pieces.push({ name, isNumber: number !== undefined })
  }
  return pieces
}

/**
 * The same translator, which remembers: a message without values is read once, and one of words and places is cut once. The library's own memory
 * asks for a message by writing out all formats of the language as JSON at every call, which is a tenth of a page's work. Whatever has choices,
 * tags, quotes or values of other kinds goes to the library as before.
 */
export function quickened<T>(translator: T, locale: string): T {
  const full = translator as unknown as Translator
  const plain = new Map<string, string>()
  const cut = new Map<string, Pieces | null>()
  const numbers = new Intl.NumberFormat(locale)

  const shown = ({ name, isNumber }: Place, values: Values): string | null => {
    const value = values[name]
    if (typeof value === 'number') return isNumber ? numbers.format(value) : String(value)
    return typeof value === 'string' && !isNumber ? value : null
  }
  const filled = (pieces: Pieces, values: Values): string | null => {
    let text = ''
    for (const piece of pieces) {
      const part = typeof piece === 'string' ? piece : shown(piece, values)
      if (part === null) return null
      text += part
    }
    return text
  }
  const cutOf = (key: string): Pieces | null => {
    const known = cut.get(key)
    if (known !== undefined) return known
    if (!full.has(key)) return null
    const made = piecesOf(full.raw(key))
    cut.set(key, made)
    return made
  }
  const quick: (...asked: Parameters<Translator>) => string = (key, values, formats, fallback) => {
    if (formats !== undefined || fallback !== undefined) return full(key, values, formats, fallback)
    if (values) {
      const pieces = cutOf(key)
      return (pieces && filled(pieces, values)) ?? full(key, values)
    }
    const known = plain.get(key)
    if (known !== undefined) return known
    const text = full(key)
    if (full.has(key)) plain.set(key, text)
    return text
  }
  return Object.assign(quick, full) as unknown as T
}
