import 'server-only'
import { createHash } from 'node:crypto'
import type { Role } from '@/lib/platform/actor'
import { now } from '@/lib/platform/clock'
import { unscoped } from '@/lib/platform/db'
import { installation } from '@/lib/platform/installation'
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
