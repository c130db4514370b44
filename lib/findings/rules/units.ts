const NO_LETTER =
  /[^0-9a-z\u00C0-\u024F\u0370-\u052F\u0F00-\u0FFF\u1800-\u18AF\u3005-\u3007\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}]/gu

/**
 * A unit's name by its letters and digits alone: no spaces or punctuation, one width, one case of Latin letters. Two names of one key are one unit.
 * The database compares by the same (`unit_key`).
 */
export function unitKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(NO_LETTER, '')
}

/** The known name that means the same unit, or the name as it was given. */
export function knownUnit(name: string, known: readonly string[]): string {
  const key = unitKey(name)
  return known.find((each) => unitKey(each) === key) ?? name
}
