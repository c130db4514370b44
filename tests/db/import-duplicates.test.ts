import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped } from '@/lib/platform/db'
import { csvOf } from '@/prisma/seed/sample-ledger'
import { closeOwner, owner } from '@/tests/support/builders'
import { aLedger, batchOf, bringIn, checkedBatch, layCounty } from '@/tests/support/ledgers'

let office: Actor

beforeAll(async () => {
  office = await layCounty()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const reviews = async () =>
  (
    await owner().query(
      `SELECT kind, level, found_by, count(*)::int AS n FROM duplicate_review WHERE status = 'OPEN' GROUP BY 1, 2, 3 ORDER BY 1, 2`,
    )
  ).rows

test('an import puts whom it adds beside the people who may be the same', async () => {
  const ledger = aLedger(20, 0, 77)
  const bring = async () => {
    const id = await checkedBatch(office, csvOf(ledger))
    await bringIn(office, id, { mode: 'ALL' })
    return id
  }
  await bring()
  expect(await reviews()).toEqual([])
  const no = ledger.rows[0]?.[ledger.heads.indexOf('户编号')]
  const { rows: known } = await owner().query('SELECT id, member_count FROM household WHERE household_no = $1', [no])
  const { id: householdId, member_count: members } = known[0]
  // Entered before under another number, and without anybody's identity number.
  await owner().query(`UPDATE household SET household_no = 'OLD-1', national_household_no = NULL WHERE id = $1`, [
    householdId,
  ])
  await owner().query(
    `UPDATE person SET id_number_enc = NULL, id_number_bidx = NULL WHERE id IN (SELECT person_id FROM membership WHERE household_id = $1)`,
    [householdId],
  )
  const id = await bring()
  expect(await batchOf(office, id)).toMatchObject({ state: 'DONE', newHouseholds: 1, newPersons: members })
  const found = await reviews()
  expect(found.every((each) => each.level === 'SURE' && each.found_by === 'IMPORT')).toBe(true)
  expect(found.find((each) => each.kind === 'HOUSEHOLD')).toMatchObject({ n: 1 })
  expect(found.reduce((sum, each) => sum + each.n, 0)).toBe(members)
})
