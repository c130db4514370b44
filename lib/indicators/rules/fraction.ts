/** An exact number: `n / d` in lowest terms, `d` above zero. */
export type Fraction = { n: bigint; d: bigint }

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))

function reduced(n: bigint, d: bigint): Fraction {
  const sign = d < 0n ? -1n : 1n
  const common = gcd(n, d) || 1n
  return { n: (sign * n) / common, d: (sign * d) / common }
}

const DECIMAL = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?$/

/** A decimal text such as "376.8" as the number it names; null when it is none. */
export function fractionOf(text: string): Fraction | null {
  const [, sign, whole, rest = ''] = DECIMAL.exec(text) ?? []
  if (whole === undefined) return null
  const n = BigInt(whole + rest)
  return reduced(sign === '-' ? -n : n, 10n ** BigInt(rest.length))
}

export const add = (a: Fraction, b: Fraction): Fraction => reduced(a.n * b.d + b.n * a.d, a.d * b.d)
export const subtract = (a: Fraction, b: Fraction): Fraction => reduced(a.n * b.d - b.n * a.d, a.d * b.d)
export const multiply = (a: Fraction, b: Fraction): Fraction => reduced(a.n * b.n, a.d * b.d)

/** Null where the divisor is nought: such a share is not there. */
export const divide = (a: Fraction, b: Fraction): Fraction | null => (b.n === 0n ? null : reduced(a.n * b.d, a.d * b.n))

/** Below zero, nought or above, as `a` is less than, equal to or more than `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const way = a.n * b.d - b.n * a.d
  return way < 0n ? -1 : way > 0n ? 1 : 0
}

function text(scaled: bigint, decimals: number): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const sign = scaled < 0n ? '-' : ''
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`
}

/** Rounded half up, away from zero, on the exact fraction (domain.md 5.1), to so many decimals: 73/84 × 100 to one → "86.9". */
export function rounded({ n, d }: Fraction, decimals: number): string {
  const scaled = (n < 0n ? -n : n) * 10n ** BigInt(decimals)
  const whole = (2n * scaled + d) / (2n * d)
  return text(n < 0n ? -whole : whole, decimals)
}

const MOST_DECIMALS = 6

/** All its digits where they end within six decimals, else rounded to six. */
export function exactText(value: Fraction): string {
  for (let decimals = 0; decimals < MOST_DECIMALS; decimals++) {
    if ((value.n * 10n ** BigInt(decimals)) % value.d === 0n) return rounded(value, decimals)
  }
  return rounded(value, MOST_DECIMALS)
}
