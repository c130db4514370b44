import { parseArgs } from 'node:util'
import { dayOf, now } from '@/lib/platform/clock'
import { loadDemo } from '@/prisma/seed/demo'
import { connected } from './database/open'
import { program, Refusal, say } from './words.mjs'

const COUNTY = '130799'
const MONTHS = 12

/** Loads the demo county into a new database; `--small` for tests, `--profile` or FANGXIAN_DEMO for full (default), middle or small. */
await program(async () => {
  const { values } = parseArgs({
    options: { small: { type: 'boolean' }, profile: { type: 'string', default: process.env.FANGXIAN_DEMO || 'full' } },
  })
  const profile = values.small ? 'small' : values.profile
  if (profile !== 'full' && profile !== 'middle' && profile !== 'small') {
    throw new Refusal('用法：--profile full、middle 或 small', 'Usage: --profile full, middle or small')
  }
  await connected(process.env.OWNER_DATABASE_URL as string, async (client) => {
    const found = await client.query('SELECT is_demo FROM installation')
    if (found.rowCount) {
      throw new Refusal(
        '这个数据库已有安装，演示数据只能载入新的数据库。',
        'This database already has an installation; demo data goes into a new one only.',
      )
    }
    const loaded = await loadDemo(client, dayOf(now()), profile)
    await client.query('SELECT refresh_statistics()')
    say(
      `演示县：${loaded.households} 户 ${loaded.persons} 人，走访 ${loaded.visits} 次，线索 ${loaded.clues} 条`,
      `Demo county: ${loaded.households} households, ${loaded.persons} persons, ${loaded.visits} visits, ${loaded.clues} clues`,
    )
  })
  // So that nobody waits for it who opens the wall first.
  const { freezeMonthsOf } = await import('@/lib/indicators/commands/freeze-month')
  const { unscoped } = await import('@/lib/platform/db')
  await freezeMonthsOf(COUNTY, dayOf(now()), MONTHS)
  await unscoped().$disconnect()
})
