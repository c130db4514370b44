import 'server-only'
import { ROLES, type Role } from '@/lib/platform/actor'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { Prisma } from '@/lib/platform/prisma/client'
import { browserOf } from '@/lib/users/rules/door'
import { EXPIRING_DAYS, type PostingState, postingState } from '@/lib/users/rules/grants'

const { sql, empty } = Prisma
const PAGE = 40

export const ACCOUNT_STATES = ['OPEN', 'EXPIRING', 'ENDED', 'PROPOSED', 'INVITED', 'CLOSED'] as const
export type AccountFilter = { q?: string; role?: string; state?: string; after?: string }

export type AccountPosting = {
  id: string
  role: Role
  regionCode: string
  regionName: string
  title: string
  validFrom: string
  validTo: string | null
  state: PostingState
  actingForName: string | null
  proposedByName: string | null
}

export type AccountRow = {
  id: string
  username: string
  name: string
  unit: string
  isActive: boolean
  hasPassword: boolean
  hasFactor: boolean
  lastSeenAt: Date | null
  postings: AccountPosting[]
}

type StoredPosting = Omit<AccountPosting, 'state'> & { proposed: boolean; decision: string | null }
type Stored = Omit<AccountRow, 'postings'> & { postings: StoredPosting[] }

const columns = (ctx: Ctx) => sql`
  u.id, u.username, u.name, u.unit, u.is_active AS "isActive", u.password_hash IS NOT NULL AS "hasPassword",
  EXISTS (SELECT FROM second_factor f WHERE f.id = u.id AND f.confirmed_at IS NOT NULL) AS "hasFactor",
  (SELECT max(s.last_seen_at) FROM session s WHERE s.user_id = u.id) AS "lastSeenAt",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'role', p.role, 'regionCode', p.region_code, 'regionName', r.name, 'title', p.title,
      'validFrom', p.valid_from, 'validTo', p.valid_to, 'proposed', p.proposed_by IS NOT NULL, 'decision', p.decision,
      'actingForName', a.name, 'proposedByName', b.name) ORDER BY p.valid_from DESC, p.id), '[]')
    FROM posting p JOIN region r ON r.code = p.region_code LEFT JOIN app_user a ON a.id = p.acting_for LEFT JOIN app_user b ON b.id = p.proposed_by
    WHERE p.user_id = u.id AND p.region_code LIKE ${`${ctx.actor.scope}%`}) AS postings`

const dated = (ctx: Ctx, { postings, ...row }: Stored): AccountRow => ({
  ...row,
  postings: postings.map(({ proposed, decision, ...posting }) => ({
    ...posting,
    state: postingState({ ...posting, proposed, decision }, ctx.today),
  })),
})

function standing(ctx: Ctx, state: string | undefined): Prisma.Sql {
  const day = sql`${ctx.today}::date`
  const granted = sql`(p.proposed_by IS NULL OR p.decision = 'CONFIRMED')`
  const open = sql`${granted} AND p.valid_from <= ${day} AND (p.valid_to IS NULL OR p.valid_to >= ${day})`
  switch (state) {
    case 'OPEN':
      return sql`AND u.is_active AND ${open}`
    case 'EXPIRING':
      return sql`AND u.is_active AND ${open} AND p.valid_to <= ${day} + ${EXPIRING_DAYS}::int`
    case 'ENDED':
      return sql`AND p.valid_to < ${day}`
    case 'PROPOSED':
      return sql`AND p.proposed_by IS NOT NULL AND p.decision IS NULL`
    case 'INVITED':
      return sql`AND u.password_hash IS NULL`
    case 'CLOSED':
      return sql`AND NOT u.is_active`
    default:
      return empty
  }
}

/** People with a posting in the reader's region, by account name, a page at a time. */
export async function listAccounts(
  ctx: Ctx,
  { q = '', role = '', state, after = '' }: AccountFilter,
): Promise<{ rows: AccountRow[]; total: number; older: string | null }> {
  const like = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`
  const ofRole = ROLES.find((each) => each === role)
  const held = sql`EXISTS (SELECT FROM posting p WHERE p.user_id = u.id AND p.region_code LIKE ${`${ctx.actor.scope}%`}
    ${ofRole ? sql`AND p.role = ${ofRole}::"Role"` : empty} ${standing(ctx, state)})`
  const named = q.trim()
    ? sql`AND (u.name LIKE ${like} OR u.username LIKE ${like.toLowerCase()} OR u.unit LIKE ${like})`
    : empty
  const [counted] = await ctx.db.$queryRaw<
    { n: number }[]
  >`SELECT count(*)::int AS n FROM app_user u WHERE ${held} ${named}`
  const rows = await ctx.db.$queryRaw<Stored[]>`
    SELECT ${columns(ctx)} FROM app_user u WHERE ${held} ${named} AND u.username > ${after} ORDER BY u.username LIMIT ${PAGE + 1}`
  const shown = rows.slice(0, PAGE).map((row) => dated(ctx, row))
  return { rows: shown, total: counted?.n ?? 0, older: rows.length > PAGE ? (shown.at(-1)?.username ?? null) : null }
}

export type AccountSession = { id: string; isPhone: boolean; browser: string; createdAt: Date; lastSeenAt: Date }
export type Account = AccountRow & {
  isSelf: boolean
  sessions: AccountSession[] | null
  invitedUntil: Date | null
  reset: { id: string; reason: string; byName: string; isMine: boolean } | null
}

/** One account with its postings; its sessions only for who may end them. Errors: NotFoundError for missing and foreign alike. */
export async function getAccount(ctx: Ctx, id: string): Promise<Account> {
  if (!isUuid(id)) throw new NotFoundError()
  const [row] = await ctx.db.$queryRaw<Stored[]>`SELECT ${columns(ctx)} FROM app_user u WHERE u.id = ${id}::uuid`
  if (!row || row.postings.length === 0) throw new NotFoundError()
  const sessions = may(ctx.actor.role, 'account:endSession')
    ? await ctx.db.session.findMany({
        where: { userId: id, endedAt: null, expiresAt: { gt: ctx.now } },
        select: { sidHash: true, isPhone: true, userAgent: true, createdAt: true, lastSeenAt: true },
        orderBy: { lastSeenAt: 'desc' },
      })
    : null
  const invitation = await ctx.db.invitation.findFirst({
    where: { userId: id, usedAt: null, expiresAt: { gt: ctx.now } },
    select: { expiresAt: true },
    orderBy: { expiresAt: 'desc' },
  })
  const reset = await ctx.db.factorReset.findFirst({
    where: { userId: id, confirmedBy: null },
    select: { id: true, reason: true, requestedBy: true },
  })
  const by = reset && (await ctx.db.appUser.findUnique({ where: { id: reset.requestedBy }, select: { name: true } }))
  return {
    ...dated(ctx, row),
    isSelf: id === ctx.actor.userId,
    sessions:
      sessions?.map(({ sidHash, userAgent, ...session }) => ({
        ...session,
        id: sidHash,
        browser: browserOf(userAgent),
      })) ?? null,
    invitedUntil: invitation?.expiresAt ?? null,
    reset: reset && {
      id: reset.id,
      reason: reset.reason,
      byName: by?.name ?? '',
      isMine: reset.requestedBy === ctx.actor.userId,
    },
  }
}
