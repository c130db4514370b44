import { randomUUID } from 'node:crypto'
import { rows } from '@/tests/e2e/support/story'

type Wish = { role?: 'COUNTY_OFFICE' | 'LINE_DEPARTMENT'; name?: string }

/** Somebody new in a county with the password of the demo, an officer unless said otherwise; answers the name to sign in with. */
export async function anOfficer(
  countyCode: string,
  { role = 'COUNTY_OFFICE', name = '县里人' }: Wish = {},
): Promise<string> {
  const [userId, username] = [randomUUID(), `officer-${randomUUID().slice(0, 8)}`]
  await rows(
    `INSERT INTO app_user (id, username, name, unit, password_hash)
     SELECT $1, $2, $3, '县里', password_hash FROM app_user WHERE username = 'county-office'`,
    [userId, username, name],
  )
  await rows(
    `INSERT INTO posting (county_code, id, user_id, role, region_code, valid_from)
     VALUES ($1, $2, $3, $4::"Role", $5, '2020-01-01')`,
    [countyCode, randomUUID(), userId, role, `${countyCode}000000`],
  )
  return username
}
