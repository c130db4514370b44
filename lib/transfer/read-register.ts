import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { type KnownPerson, peopleOf, personKey, type Register } from './plan'
import type { LedgerPlan } from './schema'
import { selectHouseholds, selectPersons, selectPersonsById } from './sql/register'

const PERSONS_AT_ONCE = 10_000

/** Every household of the register by its numbers, and the persons of the ledger that are in it. */
export async function readRegister(ctx: Ctx, countyCode: string, plan: LedgerPlan): Promise<Register> {
  const householdByNo = new Map<string, { id: string; regionCode: string }>()
  for (const { id, householdNo, nationalNo, regionCode } of await selectHouseholds(ctx, countyCode)) {
    if (nationalNo) householdByNo.set(nationalNo, { id, regionCode })
    householdByNo.set(householdNo, { id, regionCode })
  }
  const persons = new Map<string, KnownPerson>()
  const people = peopleOf(plan)
  const indexes = people.filter(({ idNumber }) => idNumber !== '').map(personKey)
  const ids = people.filter(({ idNumber }) => idNumber === '').map(personKey)
  for (const [keys, select] of [
    [indexes, selectPersons],
    [ids.filter((id) => id !== ''), selectPersonsById],
  ] as const) {
    for (let from = 0; from < keys.length; from += PERSONS_AT_ONCE) {
      for (const { bidx, ...person } of await select(ctx, countyCode, keys.slice(from, from + PERSONS_AT_ONCE))) {
        persons.set(bidx, person)
      }
    }
  }
  return { householdByNo, persons }
}
