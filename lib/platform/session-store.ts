import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { prefixOf } from '@/lib/regions/rules'
import type { RegionLevel } from '@/lib/regions/schema'
import type { Actor, Role } from './actor'
import { unscoped } from './db'

const HOUR = 3_600_000
const ABSOLUTE_MS = { desk: 12 * HOUR, phone: 7 * 24 * HOUR }
const TOUCH_AFTER_MS = 60_000
const SESSIONS_PER_PERSON = 5

export type SessionEnd =
  | 'signedOut'
  | 'replaced'
  | 'tooMany'
  | 'passwordChanged'
  | 'endedByOwner'
  | 'endedByKeeper'
  | 'renewed'
  | 'factorReset'
  | 'deactivated'

export type NewSession = { userId: string; postingId: string; isPhone: boolean; userAgent: string }

/** Only the hash of a session id is stored: a copy of the table opens no session. */
export function hashSid(sid: string): string {
  return createHash('sha256').update(sid).digest('hex')
}

/**
 * Opens a session of 256 random bits and ends the oldest beyond five. Returns the id, which nobody keeps but the cookie. `renewed` takes the
 * place of a session whose person just proved himself again: it ends when that one would have.
 */
export async function openSession(
  session: NewSession,
  at: Date,
  renewed?: { expiresAt: Date },
): Promise<{ sid: string; expiresAt: Date }> {
  const sid = randomBytes(32).toString('base64url')
  const expiresAt = renewed?.expiresAt ?? new Date(at.getTime() + ABSOLUTE_MS[session.isPhone ? 'phone' : 'desk'])
  const db = unscoped()
  const { userId, postingId, isPhone } = session
  await db.$transaction([
    db.$executeRaw`
      SELECT pg_advisory_xact_lock(hashtextextended(${`session:${userId}`}, 0)),
        set_config('app.actor', ${userId}, true), set_config('app.command', 'session.open', true)`,
    db.$executeRaw`
      UPDATE session SET ended_at = ${at}, end_reason = ${'tooMany' satisfies SessionEnd}
      WHERE sid_hash IN (
        SELECT sid_hash FROM session WHERE user_id = ${userId}::uuid AND ended_at IS NULL AND expires_at > ${at}
        ORDER BY created_at DESC, sid_hash OFFSET ${SESSIONS_PER_PERSON - 1})`,
    db.session.create({
      data: {
        sidHash: hashSid(sid),
        userId,
        postingId,
        isPhone,
        userAgent: session.userAgent.slice(0, 200),
        createdAt: at,
        lastSeenAt: at,
        expiresAt,
        steppedUpAt: renewed ? at : null,
      },
    }),
  ])
  return { sid, expiresAt }
}

type Row = {
  user_id: string
  username: string
  name: string
  unit: string
  locale: string | null
  role: Role
  region_code: string
  region_name: string
  region_level: RegionLevel
  posting_id: string
  title: string
  is_phone: boolean
  last_seen_at: Date
  stepped_up_at: Date | null
  acting_for: string | null
  acting_for_name: string | null
}

/** Who this session is right now: account, posting and region are read afresh, so every change counts from the next request on. */
export async function findActor(sid: string, at: Date): Promise<Actor | null> {
  const sessionHash = hashSid(sid)
  const [row] = await unscoped().$queryRaw<Row[]>`SELECT * FROM session_actor(${sessionHash}, ${at})`
  if (!row) return null
  if (at.getTime() - row.last_seen_at.getTime() >= TOUCH_AFTER_MS) await touch(sessionHash, at)
  return {
    userId: row.user_id,
    username: row.username,
    name: row.name,
    unit: row.unit,
    title: row.title,
    role: row.role,
    postingId: row.posting_id,
    regionCode: row.region_code,
    regionName: row.region_name,
    level: row.region_level,
    scope: prefixOf(row.region_code, row.region_level),
    sessionHash,
    isPhone: row.is_phone,
    steppedUpAt: row.stepped_up_at,
    locale: row.locale,
    actingFor: row.acting_for ? { userId: row.acting_for, name: row.acting_for_name ?? '' } : null,
  }
}

async function touch(sidHash: string, at: Date): Promise<void> {
  await unscoped().session.updateMany({
    where: { sidHash, endedAt: null, lastSeenAt: { lt: at } },
    data: { lastSeenAt: at },
  })
}

/** Ends one session; ending it again changes nothing. */
export async function closeSession(sid: string, reason: SessionEnd, at: Date): Promise<void> {
  const db = unscoped()
  const sidHash = hashSid(sid)
  await db.$transaction([
    db.$executeRaw`
      SELECT set_config('app.actor', user_id::text, true), set_config('app.command', 'session.close', true)
      FROM session WHERE sid_hash = ${sidHash}`,
    db.session.updateMany({ where: { sidHash, endedAt: null }, data: { endedAt: at, endReason: reason } }),
  ])
}

export type OpenPosting = { id: string; role: Role; regionCode: string; title: string; actingForName: string | null }

/** The postings open today that a person may sign in with: his own, the newest first, then those he stands in for. */
export async function findOpenPostings(userId: string, at: Date): Promise<OpenPosting[]> {
  const rows = await unscoped().$queryRaw<
    { posting_id: string; role: Role; region_code: string; title: string; acting_for_name: string | null }[]
  >`SELECT * FROM open_postings(${userId}::uuid, ${at})`
  return rows.map((row) => ({
    id: row.posting_id,
    role: row.role,
    regionCode: row.region_code,
    title: row.title,
    actingForName: row.acting_for_name,
  }))
}

/** The posting a person signs in with unless he chooses another: of his own the newest. */
export async function findOpenPosting(userId: string, at: Date): Promise<string | null> {
  return (await findOpenPostings(userId, at))[0]?.id ?? null
}
