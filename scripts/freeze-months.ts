import { dayOf, now } from '@/lib/platform/clock'
import { connected, openDatabase } from './database/open'
import { program, Refusal, say } from './words.mjs'

const MONTHS = 12

// npm run freeze:months [-- --months 12]: freezes the figures of months that are over, the earliest first. Frozen ones stay as they are.
await program(async () => {
  const args = process.argv.slice(2)
  const months = args.includes('--months') ? Number(args[args.indexOf('--months') + 1]) : MONTHS
  if (!(Number.isInteger(months) && months >= 1 && months <= 120)) {
    throw new Refusal('--months 后面要有 1 到 120 的月数。', '--months needs a number from 1 to 120.')
  }
  const database = await openDatabase()
  process.env.APP_DATABASE_URL = database.appUrl
  const { freezeMonthsOf } = await import('@/lib/indicators/commands/freeze-month')
  const { unscoped } = await import('@/lib/platform/db')
  try {
    const counties = await connected(database.ownerUrl, async (client) => {
      const { rows } = await client.query<{ county: string }>(
        'SELECT DISTINCT county_code AS county FROM household ORDER BY 1',
      )
      return rows.map(({ county }) => county)
    })
    for (const county of counties) {
      await freezeMonthsOf(county, dayOf(now()), months)
      say(`${county}：最近 ${months} 个月已定格。`, `${county}: the last ${months} months are frozen.`)
    }
    if (counties.length === 0)
      say('还没有农户，没有月份可定格。', 'There is no household yet, so there is no month to freeze.')
  } finally {
    await unscoped().$disconnect()
    await database.close()
  }
})
