import 'server-only'
import { createHash } from 'node:crypto'
import type { Role } from '@/lib/platform/actor'
import { now } from '@/lib/platform/clock'
import { type Ctx, unscoped } from '@/lib/platform/db'
import { installation } from '@/lib/platform/installation'
import { findOpenPostings, type OpenPosting } from '@/lib/platform/session-store'
import { browserOf } from '@/lib/users/rules/door'
import { demoAccounts } from '@/prisma/seed/demo-accounts'

const TOKEN = /^[A-Za-z0-9_-]{20,100}$/

/** Only the hash of an invitation is stored. */
export function hashInvitation(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

export type InvitationView = {
  userId: string
  username: string
  name: string
  role: Role | null
  regionName: string
}

/** Whom an invitation is for, while it can still be used; null when it was used, has run out, or was never made. */
export async function findInvitation(token: string): Promise<InvitationView | null> {
  if (!TOKEN.test(token)) return null
  const at = now()
  const found = await unscoped().invitation.findFirst({
    where: { tokenHash: hashInvitation(token), usedAt: null, expiresAt: { gt: at }, user: { isActive: true } },
    select: { user: { select: { id: true, username: true, name: true } } },
  })
  if (!found) return null
  const { id: userId, username, name } = found.user
  const [post] = await unscoped().$queryRaw<{ role: Role; region_name: string }[]>`
    SELECT p.role, r.name AS region_name FROM open_postings(${userId}::uuid, ${at}) p JOIN region r ON r.code = p.region_code LIMIT 1`
  return { userId, username, name, role: post?.role ?? null, regionName: post?.region_name ?? '' }
}

export type PostingChoice = Omit<OpenPosting, 'regionCode'> & { regionName: string }

/** The postings a person who proved himself may choose from. */
export async function listPostingChoices(userId: string, at: Date): Promise<PostingChoice[]> {
  const postings = await findOpenPostings(userId, at)
  const regions = await unscoped().region.findMany({
    where: { code: { in: postings.map(({ regionCode }) => regionCode) } },
    select: { code: true, name: true },
  })
  const names = new Map(regions.map(({ code, name }) => [code, name]))
  return postings.map(({ regionCode, ...posting }) => ({ ...posting, regionName: names.get(regionCode) ?? regionCode }))
}

export type FrontDoor = {
  isDemo: boolean
  place: string
  placeEn: string
  demoAccounts: { username: string; password: string; name: string; role: Role }[]
}

/** What the sign-in page may tell a stranger: the county, and in a demo its accounts. */
export async function getFrontDoor(): Promise<FrontDoor> {
  const found = await installation()
  const accounts = found?.isDemo ? demoAccounts : []
  return {
    isDemo: found?.isDemo ?? false,
    place: found?.countyName ?? '',
    placeEn: found?.countyNameEn ?? found?.countyName ?? '',
    demoAccounts: accounts.map(({ username, password, nameZh, role }) => ({ username, password, name: nameZh, role })),
  }
}

export type OwnSession = {
  /** The hash under which it is stored; it opens nothing. */
  id: string
  isPhone: boolean
  browser: string
  createdAt: Date
  lastSeenAt: Date
  isThis: boolean
}

const IDLE_MS = { phone: 12 * 3_600_000, desk: 30 * 60_000 }

/** The sessions of the person who asks that still live, this one first, then the last used. */
export async function listOwnSessions(ctx: Ctx): Promise<OwnSession[]> {
  const rows = await ctx.db.session.findMany({
    where: { userId: ctx.actor.userId, endedAt: null, expiresAt: { gt: ctx.now } },
    select: { sidHash: true, isPhone: true, userAgent: true, createdAt: true, lastSeenAt: true },
    orderBy: { lastSeenAt: 'desc' },
  })
  const sessions = rows
    .filter((row) => ctx.now.getTime() - row.lastSeenAt.getTime() < IDLE_MS[row.isPhone ? 'phone' : 'desk'])
    .map(({ sidHash, userAgent, ...row }) => ({
      ...row,
      id: sidHash,
      browser: browserOf(userAgent),
      isThis: sidHash === ctx.actor.sessionHash,
    }))
  return sessions.sort((a, b) => Number(b.isThis) - Number(a.isThis))
}
