import { randomBytes, randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import type { Role } from '@/lib/platform/actor'
import { hashSid } from '@/lib/platform/session-store'
import { connected } from '@/scripts/database/open'
import { readKeys } from '@/scripts/start/keys'
import { CITY, CLOCK, COUNTY, villageCode } from './rows'

export type Who = 'office' | 'city' | 'secretary'

const POSTINGS: Record<Who, { role: Role; region: string }> = {
  office: { role: 'COUNTY_OFFICE', region: `${COUNTY}000000` },
  city: { role: 'PROVINCE_CITY_VIEWER', region: `${CITY}00000000` },
  secretary: { role: 'FIRST_SECRETARY', region: villageCode(COUNTY, 0) },
}
const LIFE_S = 7 * 24 * 3600

/** The cookie of an open session for each account of the bench; accounts are made once, sessions every time. */
export async function signedIn(ownerUrl: string, keys: string): Promise<Record<Who, string>> {
  const cookies: Partial<Record<Who, string>> = {}
  await connected(ownerUrl, async (owner) => {
    for (const [who, { role, region }] of Object.entries(POSTINGS) as [Who, (typeof POSTINGS)[Who]][]) {
      const name = `bench-${who}`
      await owner.query(
        'INSERT INTO app_user (id, username, name) VALUES ($1, $2, $2) ON CONFLICT (username) DO NOTHING',
        [randomUUID(), name],
      )
      const { rows } = await owner.query<{ id: string; posting: string | null }>(
        'SELECT u.id, p.id AS posting FROM app_user u LEFT JOIN posting p ON p.user_id = u.id WHERE u.username = $1',
        [name],
      )
      const userId = rows[0]?.id as string
      const postingId = rows[0]?.posting ?? randomUUID()
      if (!rows[0]?.posting)
        await owner.query(
          `INSERT INTO posting (county_code, id, user_id, role, region_code, valid_from) VALUES ($1, $2, $3, $4::"Role", $5, '2020-01-01')`,
          [region.slice(0, 6), postingId, userId, role, region],
        )
      const sid = randomBytes(32).toString('base64url')
      await owner.query(
        `INSERT INTO session (sid_hash, user_id, posting_id, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, $4, $4, $4::timestamptz + interval '7 days')`,
        [hashSid(sid), userId, postingId, CLOCK],
      )
      const token = await encode({ token: { sub: userId, sid }, secret: readKeys(keys).session, maxAge: LIFE_S })
      cookies[who] = `next-auth.session-token=${token}`
    }
  })
  return cookies as Record<Who, string>
}
