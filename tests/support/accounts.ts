import { randomUUID } from 'node:crypto'
import { hashPassword } from '@/lib/platform/password'
import { owner, PLACES } from './builders'

export const PASSWORD = 'the goat ate 3 of my shoes'

export type Account = { userId: string; username: string; postingId: string }
type Wish = {
  passwordHash?: string | null
  from?: string
  to?: string | null
  regionCode?: string
  role?: string
  isActive?: boolean
}

let usual: string | undefined

/** Somebody with an account, a password and one posting. */
export async function anAccount(wish: Wish = {}): Promise<Account> {
  usual ??= await hashPassword(PASSWORD)
  const [userId, postingId] = [randomUUID(), randomUUID()]
  const username = `user-${userId.slice(0, 8)}`
  const { passwordHash = usual, isActive = true } = wish
  await owner().query(
    'INSERT INTO app_user (id, username, name, password_hash, is_active) VALUES ($1, $2, $3, $4, $5)',
    [userId, username, '杨村干', passwordHash, isActive],
  )
  await aPosting(userId, postingId, wish)
  return { userId, username, postingId }
}

/** A posting of a person, from a day on. */
export async function aPosting(userId: string, postingId = randomUUID(), wish: Wish = {}): Promise<string> {
  const { from = '2026-01-01', to = null, regionCode = PLACES.village, role = 'VILLAGE_CADRE' } = wish
  await owner().query(
    `INSERT INTO posting (county_code, id, user_id, role, region_code, valid_from, valid_to)
     VALUES (left($4, 6), $1, $2, $3::"Role", $4, $5, $6)`,
    [postingId, userId, role, regionCode, from, to],
  )
  return postingId
}
