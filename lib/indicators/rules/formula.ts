/**
 * Formulas over what was reported: `+ - * / ( )`, numbers and names of inputs. `name@130000000000` reads another region, `name@PROVINCE`,
 * `name@CITY` or `name@COUNTY` the one above, `name@CHILDREN` the sum of the places one level below.
 */
export type Formula =
  | { kind: 'number'; text: string }
  | { kind: 'name'; name: string; at: string }
  | { kind: 'minus'; of: Formula }
  | { kind: '+' | '-' | '*' | '/'; left: Formula; right: Formula }

/** What is wrong with a formula, and at which character. */
export class FormulaError extends Error {
  constructor(
    readonly source: string,
    readonly at: number,
  ) {
    super(`not a formula at ${at + 1}: ${source}`)
  }
}

const LONGEST = 4_000
const DEEPEST = 60
const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([\p{L}_][\p{L}\p{N}_]*)(?:@([\p{L}\p{N}]+))?|([-+*/()]))/uy
const PLACE = /^(\d{12}|PROVINCE|CITY|COUNTY|CHILDREN)$/

type Token = { kind: 'number' | 'name' | 'sign' | 'end'; text: string; place: string; at: number }

function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  const end = source.trimEnd().length
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex
    const [whole, number, name, place = '', sign] = TOKEN.exec(source) ?? []
    if (whole === undefined || (place !== '' && !PLACE.test(place))) throw new FormulaError(source, at)
    if (number !== undefined) tokens.push({ kind: 'number', text: number, place, at })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, place, at })
    else tokens.push({ kind: 'sign', text: sign ?? '', place, at })
  }
  return [...tokens, { kind: 'end', text: '', place: '', at: end }]
}

/** Reads a formula. Errors: FormulaError for anything but the signs, numbers and names above. */
export function parseFormula(source: string): Formula {
  if (source.length > LONGEST) throw new FormulaError(source.slice(0, 80), LONGEST)
  const tokens = tokensOf(source)
  let next = 0
  let depth = 0
  const peek = () => tokens[next] as Token
  const wrong = () => new FormulaError(source, peek().at)
  const takes = (...signs: string[]) => {
    const { kind, text } = peek()
    if (kind !== 'sign' || !signs.includes(text)) return null
    next++
    return text
  }
  const chain = (signs: readonly string[], part: () => Formula): Formula => {
    let left = part()
    for (let sign = takes(...signs); sign; sign = takes(...signs)) {
      left = { kind: sign as '+', left, right: part() }
    }
    return left
  }
  const sum = (): Formula => chain(['+', '-'], product)
  const product = (): Formula => chain(['*', '/'], atom)
  const atom = (): Formula => {
    if (++depth > DEEPEST) throw wrong()
    try {
      if (takes('-')) return { kind: 'minus', of: atom() }
      if (takes('(')) {
        const inside = sum()
        if (!takes(')')) throw wrong()
        return inside
      }
      const { kind, text, place } = peek()
      if (kind === 'number') next++
      else if (kind === 'name') next++
      else throw wrong()
      return kind === 'number' ? { kind, text } : { kind: 'name', name: text, at: place }
    } finally {
      depth--
    }
  }
  const formula = sum()
  if (peek().kind !== 'end') throw wrong()
  return formula
}

/** The names a formula reads, each place once, in the order of the formula. */
export function namesIn(formula: Formula): { name: string; at: string }[] {
  const found = new Map<string, { name: string; at: string }>()
  const walk = (part: Formula): void => {
    if (part.kind === 'name') found.set(`${part.name}@${part.at}`, { name: part.name, at: part.at })
    else if (part.kind === 'minus') walk(part.of)
    else if (part.kind !== 'number') {
      walk(part.left)
      walk(part.right)
    }
  }
  walk(formula)
  return [...found.values()]
}

/** Numerator and denominator of a share, without the factor that makes it per cent or ten thousands; null below where there is no share. */
export function partsOf(formula: Formula): { above: Formula; below: Formula | null } {
  if (formula.kind === '*' && formula.right.kind === 'number') return partsOf(formula.left)
  if (formula.kind === '*' && formula.left.kind === 'number') return partsOf(formula.right)
  if (formula.kind !== '/') return { above: formula, below: null }
  if (formula.right.kind === 'number') {
    const inner = partsOf(formula.left)
    return inner.below ? inner : { above: inner.above, below: null }
  }
  return { above: formula.left, below: formula.right }
}
