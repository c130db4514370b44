import { randomUUID } from 'node:crypto'
import { type BuiltHousehold, insert, type Row } from './builders'

/** A loan of 30,000 yuan to the head of a household, due 2020-06-30; `over` replaces columns. */
export async function aLoan({ countyCode, regionCode, id: householdId, headId }: BuiltHousehold, over: Row = {}) {
  const id = (over.id as string | undefined) ?? randomUUID()
  await insert('microcredit_loan', {
    county_code: countyCode,
    id,
    region_code: regionCode,
    household_id: householdId,
    person_id: headId,
    bank: '农村信用社',
    amount_fen: 3_000_000,
    lent_on: '2018-07-01',
    first_due_on: '2020-06-30',
    due_on: '2020-06-30',
    purpose: 'BREEDING',
    recorded_by: randomUUID(),
    recorded_by_name: '甲',
    recorded_at: '2020-01-02T02:00:00Z',
    ...over,
  })
  return id
}

/** A request to put a loan off until 2020-12-30, not decided; `over` replaces columns. */
export async function anExtension(loanId: string, { countyCode, regionCode, id }: BuiltHousehold, over: Row = {}) {
  const extensionId = (over.id as string | undefined) ?? randomUUID()
  await insert('loan_extension', {
    county_code: countyCode,
    id: extensionId,
    region_code: regionCode,
    household_id: id,
    loan_id: loanId,
    reason: 'EPIDEMIC',
    asked_on: '2020-03-10',
    from_due_on: '2020-06-30',
    new_due_on: '2020-12-30',
    asked_by: randomUUID(),
    asked_by_name: '甲',
    asked_at: '2020-03-10T02:00:00Z',
    ...over,
  })
  return extensionId
}

/** A loan with a request to put it off. */
export async function someLoan(household: BuiltHousehold): Promise<void> {
  await anExtension(await aLoan(household), household)
}
