/** Digits of a phone as typed: half-width, without blanks, brackets, hyphens and the country's 86. */
export function plainPhone(typed: string): string {
  const text = typed.normalize('NFKC').replace(/[\s()\u2010-\u2015-]/g, '')
  return /^(\+|00)?86\d{11}$/.test(text) ? text.slice(-11) : text
}

/** A mobile number of 11 digits, or a landline with its area code. */
export function isPhone(text: string): boolean {
  return /^(1\d{10}|0\d{9,11})$/.test(text)
}

/** Digits of an account as typed. */
export function plainAccount(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s'\u2019-]/g, '')
}

export function isAccount(text: string): boolean {
  return /^\d{10,25}$/.test(text)
}
