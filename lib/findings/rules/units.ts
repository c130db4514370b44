/**
 * A unit's name by its letters and digits alone: no spaces or punctuation, one width, one case. Two names of one key are one unit. The database
 * compares by the same (`unit_key`); letter by letter, as it does, so that a letter never depends on its neighbours.
 */
export function unitKey(name: string): string {
  return Array.from(name.normalize('NFKC'), (letter) => letter.toLowerCase())
    .join('')
    .replace(/[^\p{Alphabetic}0-9]/gu, '')
}

/** The known name that means the same unit, or the name as it was given. */
export function knownUnit(name: string, known: readonly string[]): string {
  const key = unitKey(name)
  return known.find((each) => unitKey(each) === key) ?? name
}
