const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const BASE = LETTERS.length
const LENGTH = 18

/** A unified social credit code as it is kept: one width, no spaces, capital letters. */
export function plainCreditCode(typed: string): string {
  return typed.normalize('NFKC').replace(/\s/g, '').toUpperCase()
}

/** Whether a unified social credit code (统一社会信用代码, GB 32100-2015) has its 18 characters and the right last one. */
export function isCreditCode(code: string): boolean {
  const values = [...code].map((letter) => LETTERS.indexOf(letter))
  if (values.length !== LENGTH || values.includes(-1)) return false
  let weight = 1
  let sum = 0
  for (const value of values.slice(0, -1)) {
    sum += value * weight
    weight = (weight * 3) % BASE
  }
  return values[LENGTH - 1] === (BASE - (sum % BASE)) % BASE
}
