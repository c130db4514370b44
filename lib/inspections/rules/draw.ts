import { createHash } from 'node:crypto'
import { MUST_INCLUDE, type MustInclude, type Reason, type Stratum } from '@/lib/inspections/schema'

/** How a draw is made; a change of it gets a name of its own, so that an old draw can still be repeated. */
export const METHOD = 'SHA256_STRATA_1'

/** A household that can be drawn. */
export type Framed = { id: string; village: string; stratum: Stratum; groups: readonly MustInclude[] }

/** Least households of a village per stratum, and the groups that are drawn whole. */
export type DrawRule = { registered: number; others: number; mustInclude: readonly MustInclude[] }

export type Drawn = { id: string; village: string; stratum: Stratum; reason: Reason }

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Draws households: of every village those of the groups that must be included, then at random until each stratum has its least number. The
 * order of the frame plays no part; the same seed, frame and rule give the same list. Ordered by village, then by the lot.
 */
export function draw(seed: string, frame: readonly Framed[], rule: DrawRule): Drawn[] {
  const lots = frame
    .map((each) => ({ ...each, lot: hashOf(`${seed}:${each.id}`) }))
    .sort((a, b) => byText(a.village, b.village) || byText(a.lot, b.lot))
  const chosen = new Map<string, Reason>()
  const filled = new Map<string, number>()
  const take = ({ id, village, stratum }: Framed, reason: Reason) => {
    chosen.set(id, reason)
    const place = `${village} ${stratum}`
    filled.set(place, (filled.get(place) ?? 0) + 1)
  }
  for (const each of lots) {
    const group = MUST_INCLUDE.find((name) => rule.mustInclude.includes(name) && each.groups.includes(name))
    if (group) take(each, group)
  }
  for (const each of lots) {
    const least = each.stratum === 'REGISTERED' ? rule.registered : rule.others
    if (!chosen.has(each.id) && (filled.get(`${each.village} ${each.stratum}`) ?? 0) < least) take(each, 'RANDOM')
  }
  return lots.flatMap(({ id, village, stratum }) => {
    const reason = chosen.get(id)
    return reason ? [{ id, village, stratum, reason }] : []
  })
}

/** The fingerprint of a frame, whatever its order: what a draw was made from can be told from it. */
export function frameSum(frame: readonly Framed[]): Buffer {
  const lines = frame.map(
    ({ id, village, stratum, groups }) => `${id} ${village} ${stratum} ${[...groups].sort().join(',')}`,
  )
  return createHash('sha256').update(lines.sort(byText).join('\n')).digest()
}
