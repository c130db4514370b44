import { afterAll, beforeAll, expect, it } from 'vitest'
import { EXPORT_STEPS } from '@/lib/exports/lifecycle'
import { closeOwner, layGround, owner } from '../support/builders'

beforeAll(layGround)
afterAll(closeOwner)

it('the database takes the same steps of an export as the code, and closes what the code closes', async () => {
  const { rows } = await owner().query<{ args: string[] }>(
    `SELECT string_to_array(encode(tgargs, 'escape'), '\\000') AS args FROM pg_trigger WHERE tgname = 'export_request_lifecycle'`,
  )
  const [table, closes, open, steps] = rows[0]?.args ?? []
  const known = Object.entries(EXPORT_STEPS)
  expect([table, closes]).toEqual(['export_request', 'closed'])
  expect(steps?.split(',').toSorted()).toEqual(
    known.flatMap(([from, to]) => to.map((each) => `${from}>${each}`)).toSorted(),
  )
  expect(open?.split(',').toSorted()).toEqual(
    known
      .filter(([, to]) => to.length > 0)
      .map(([from]) => from)
      .toSorted(),
  )
})
