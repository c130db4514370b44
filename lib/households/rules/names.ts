import { pinyin } from 'pinyin-pro'

const cache = new Map<string, { full: string; initials: string }>()
const CACHE_LIMIT = 20_000

/** A name as compared and searched: half-width, no blanks, no middle dots, lower case. */
export function normaliseName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s\u00b7\u2022\u2027\u30fb.]/gu, '')
    .toLowerCase()
}

/** One- and two-character pieces of a name with the county's six digits inside each, for an index on text arrays. */
export function nameGrams(name: string, countyCode: string): string[] {
  const letters = [...normaliseName(name)]
  const grams = new Set<string>()
  for (const [index, letter] of letters.entries()) {
    grams.add(countyCode + letter)
    const next = letters[index + 1]
    if (next !== undefined) grams.add(countyCode + letter + next)
  }
  return [...grams]
}

/** The pieces that a search text must all have: its two-character pieces, or its single character. */
export function searchGrams(text: string, countyCode: string): string[] {
  const letters = [...normaliseName(text)]
  if (letters.length <= 1) return letters.map((letter) => countyCode + letter)
  return letters.slice(0, -1).map((letter, index) => countyCode + letter + letters[index + 1])
}

/** Whole pinyin and initials in lower-case ASCII, the first character read as a surname. Used when writing only. */
export function namePinyin(name: string): { full: string; initials: string } {
  const key = normaliseName(name)
  const known = cache.get(key)
  if (known) return known
  const syllables = pinyin(key, { surname: 'head', toneType: 'none', type: 'array', v: true })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter((syllable) => syllable !== '')
  const result = { full: syllables.join(''), initials: syllables.map((syllable) => syllable[0]).join('') }
  if (cache.size >= CACHE_LIMIT) cache.clear()
  cache.set(key, result)
  return result
}
