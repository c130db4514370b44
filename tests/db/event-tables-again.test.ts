import { afterAll, test } from 'vitest'
import { unscoped } from '@/lib/platform/db'
import { closeOwner } from '../support/builders'
import { randomEvents } from '../support/random-events'

afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

// The other half of ten thousand, with dice of its own: see event-tables.
test('5,000 random events on the tables: every day has one head per household and every person one membership', async () => {
  await randomEvents(20_251_001, 5_000)
}, 900_000)
