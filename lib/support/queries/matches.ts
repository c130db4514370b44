import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { blindIndex } from '@/lib/platform/fields'
import { selectMatches } from '@/lib/support/sql/match'

const NUMBERS_AT_ONCE = 2_000

/** Whom of a county's register these numbers (each with its row) belong to, each person once, in the order of the rows. */
export async function matchesOf(ctx: Ctx, countyCode: string, numbers: ReadonlyMap<string, number>) {
  const rows = new Map([...numbers].map(([number, row]) => [blindIndex('idNumber', number).toString('hex'), row]))
  const keys = [...rows.keys()]
  const found = []
  for (let from = 0; from < keys.length; from += NUMBERS_AT_ONCE)
    found.push(...(await selectMatches(ctx, countyCode, keys.slice(from, from + NUMBERS_AT_ONCE))))
  const once = new Map(found.map((match) => [match.personId, { ...match, rowNo: rows.get(match.bidx) ?? 0 }]))
  return [...once.values()].sort((a, b) => a.rowNo - b.rowNo)
}
