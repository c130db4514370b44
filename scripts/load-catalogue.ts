import {
  readFactInputs,
  readHolidays,
  readMeasureTypes,
  readParameters,
  readRegions,
  readReliefMeasures,
} from '@/prisma/catalogue/read'
import { loadCalendar } from '@/prisma/seed/calendar'
import {
  loadFactInputs,
  loadMeasureTypes,
  loadParameters,
  loadRegions,
  loadReliefMeasures,
} from '@/prisma/seed/load-rows'
import { connected } from './database/open'
import { program, say } from './words.mjs'

/**
 * Regions of Zhangjiakou, the shipped policy values, the country's holidays and the types of measures; values of the fictional county come
 * with the demo only.
 */
await program(async () => {
  const url = process.env.OWNER_DATABASE_URL as string
  await connected(url, async (client) => {
    await client.query('BEGIN')
    await client.query("SELECT set_config('app.command', 'catalogue.load', true)")
    const regions = await loadRegions(client, readRegions('regions-1307.csv'))
    const values = await loadParameters(
      client,
      readParameters().filter((row) => row.certainty !== 'DEMO'),
    )
    const days = await loadCalendar(client, readHolidays())
    const types = await loadMeasureTypes(client, readMeasureTypes())
    await loadFactInputs(client, readFactInputs())
    await loadReliefMeasures(client, readReliefMeasures())
    await client.query('COMMIT')
    say(
      `新区划 ${regions} 个，新政策参数 ${values} 条，新节假日安排 ${days} 天，新措施类型 ${types} 种`,
      `${regions} new regions, ${values} new policy values, ${days} new days of the calendar, ${types} new types of measures`,
    )
  })
})
