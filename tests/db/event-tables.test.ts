import { afterAll, test } from 'vitest'
import { unscoped } from '@/lib/platform/db'
import { closeOwner } from '../support/builders'
import { randomEvents } from '../support/random-events'

afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

// One half of ten thousand; the other stands in event-tables-again, so that two workers share them.
test('5,000 random events on the tables: every day has one head per household and every person one membership', async () => {
  await randomEvents(20_260_326, 5_000)
}, 900_000)
