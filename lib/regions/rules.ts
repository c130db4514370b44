import { REGION_LEVELS, type RegionLevel } from './schema'

const LENGTH: Record<RegionLevel, number> = { PROVINCE: 2, CITY: 4, COUNTY: 6, TOWNSHIP: 9, VILLAGE: 12 }
const FULL = LENGTH.VILLAGE
const AFTER_NINE = ':'

/** Whether `text` has the length and digits of a subtree prefix (2, 4, 6, 9 or 12 digits). */
export function isPrefix(text: string): boolean {
  return /^\d+$/.test(text) && REGION_LEVELS.some((level) => LENGTH[level] === text.length)
}

/** Level of a subtree prefix, by its length. Throws on any other length. */
export function levelOfPrefix(prefix: string): RegionLevel {
  const level = REGION_LEVELS.find((each) => LENGTH[each] === prefix.length)
  if (!level || !isPrefix(prefix)) throw new RangeError('not a region prefix')
  return level
}

/**
 * Level of a full 12-digit code, read by whole segments (2+2+2+3+3): a segment counts as absent only when all its digits are zero.
 * Single zeros are never stripped: 130730000000 is a county, 13073 is nothing.
 */
export function levelOf(code: string): RegionLevel {
  assertFull(code)
  let level: RegionLevel = 'PROVINCE'
  for (const [index, each] of REGION_LEVELS.entries()) {
    if (index === 0) continue
    const segment = code.slice(LENGTH[REGION_LEVELS[index - 1] as RegionLevel], LENGTH[each])
    if (Number(segment) === 0) break
    level = each
  }
  return level
}

/** The first digits of `code` that name its region at `level` (its own or a higher one). */
export function prefixOf(code: string, level: RegionLevel): string {
  if (!/^\d+$/.test(code) || code.length < LENGTH[level]) throw new RangeError('code is shorter than the level')
  return code.slice(0, LENGTH[level])
}

/** Subtree prefix of a full code by its own level: 130730000000 → 130730. */
export function ownPrefix(code: string): string {
  return prefixOf(code, levelOf(code))
}

/** Full 12-digit code of a prefix, padded with zeros on the right. */
export function pad(prefix: string): string {
  levelOfPrefix(prefix)
  return prefix.padEnd(FULL, '0')
}

/** Half-open text range of all codes under `prefix`, for columns in C collation: `lo <= code and code < hi`. */
export function rangeOf(prefix: string): { lo: string; hi: string } {
  levelOfPrefix(prefix)
  return { lo: prefix, hi: prefix + AFTER_NINE }
}

/** Whether a full code or a deeper prefix lies in the subtree of `prefix` (the region itself included). */
export function isWithin(code: string, prefix: string): boolean {
  levelOfPrefix(prefix)
  return code.length >= prefix.length && code.startsWith(prefix)
}

/** The six county digits of a code at county level or below. */
export function countyOf(code: string): string {
  return prefixOf(code, 'COUNTY')
}

/** Whether a subtree lies within one county: a county or below. */
export function isWithinCounty(prefix: string): boolean {
  return prefix.length >= LENGTH.COUNTY
}

/** The county of a scope as the first part of every key; nothing for a city or a province, which see many. */
export function countyOfScope(scope: string): { countyCode?: string } {
  return isWithinCounty(scope) ? { countyCode: countyOf(scope) } : {}
}

/** Full code of the parent region; null for a province. */
export function parentOf(code: string): string | null {
  const level = levelOf(code)
  const above = REGION_LEVELS[REGION_LEVELS.indexOf(level) - 1]
  return above ? pad(prefixOf(code, above)) : null
}

/** Full codes from the province down to the region itself. */
export function pathOf(code: string): string[] {
  const own = REGION_LEVELS.indexOf(levelOf(code))
  return REGION_LEVELS.slice(0, own + 1).map((level) => pad(prefixOf(code, level)))
}

/** Full code of the lowest region that holds all of these. Throws RangeError where no province does. */
export function commonRegion(codes: readonly string[]): string {
  const [first = [], ...others] = codes.map(pathOf)
  const common = first.findLast((code) => others.every((path) => path.includes(code)))
  if (!common) throw new RangeError('no region holds them all')
  return common
}

/** The next level down; null for a village. */
export function levelBelow(level: RegionLevel): RegionLevel | null {
  return REGION_LEVELS[REGION_LEVELS.indexOf(level) + 1] ?? null
}

function assertFull(code: string): void {
  if (!/^\d{12}$/.test(code)) throw new RangeError('not a 12-digit region code')
}
