import 'server-only'
import type { HouseholdFacts } from '@/lib/households/facts'
import { isPhone } from '@/lib/households/rules/digits'
import type { Ctx } from '@/lib/platform/db'
import { open } from '@/lib/platform/fields'
import { beyondOf, type CountyFacts } from '../rules/beyond'
import { selectEarlierYears, selectMemberships, selectSurroundings } from '../sql/beyond'

/** What the rules must know beyond some households, in three statements however many there are; `of` puts it together for one of them. */
export async function readBeyond(ctx: Ctx, county: string, all: readonly HouseholdFacts[], counts: CountyFacts) {
  const ids = all.map(({ id }) => id)
  const memberships = Map.groupBy(await selectMemberships(ctx, county, ids), ({ householdId }) => householdId)
  const persons = all.flatMap(({ members }) => members.map(({ id }) => id))
  const earlier = Map.groupBy(await selectEarlierYears(ctx, county, persons), ({ personId }) => personId)
  const around = new Map(
    (await selectSurroundings(ctx, county, ids)).map((row) => [row.id, { ...row, phone: phoneOf(row.id, row.phone) }]),
  )
  const of = (facts: HouseholdFacts) =>
    beyondOf(facts, around.get(facts.id), counts, memberships.get(facts.id) ?? [], earlier)
  return { around, memberships, of }
}

function phoneOf(id: string, sealed: Uint8Array | null) {
  if (!sealed) return null
  try {
    const phone = open('household', 'phone_enc', id, sealed)
    return { digits: phone.replace(/\D/g, '').length, isNumber: isPhone(phone) }
  } catch {
    return null
  }
}
