import { randomUUID } from 'node:crypto'
import { rows } from '@/tests/e2e/support/story'

/** A new county officer with the password of the demo; answers the name to sign in with. */
export async function anOfficer(countyCode: string): Promise<string> {
  const [userId, username] = [randomUUID(), `officer-${randomUUID().slice(0, 8)}`]
  await rows(
    `INSERT INTO app_user (id, username, name, unit, password_hash)
     SELECT $1, $2, '县里人', '县里', password_hash FROM app_user WHERE username = 'county-office'`,
    [userId, username],
  )
  await rows(
    `INSERT INTO posting (county_code, id, user_id, role, region_code, valid_from)
     VALUES ($1, $2, $3, 'COUNTY_OFFICE', $4, '2020-01-01')`,
    [countyCode, randomUUID(), userId, `${countyCode}000000`],
  )
  return username
}
