import { connected, type Database } from '../database/open'
import { Refusal } from '../words.mjs'

export type Installation = { kind: 'DEMO' | 'REAL'; countyCode: string }

/** What this database is for; null while it is new. */
export async function findInstallation(database: Pick<Database, 'ownerUrl'>): Promise<Installation | null> {
  return connected(database.ownerUrl, async (client) => {
    const there = (await client.query("select to_regclass('public.installation') as t")).rows[0].t
    if (!there) return null
    const row = (await client.query('select is_demo, county_code from installation')).rows[0]
    return row ? { kind: row.is_demo ? 'DEMO' : 'REAL', countyCode: row.county_code } : null
  })
}

export function refuseTestClock(installation: Installation | null): void {
  if (installation?.kind !== 'REAL' || !process.env.FANGXIAN_CLOCK) return
  throw new Refusal(
    '正式安装不允许设置 FANGXIAN_CLOCK（测试用时钟）。',
    'A real installation does not allow FANGXIAN_CLOCK, the clock for tests.',
  )
}
