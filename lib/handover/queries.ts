import 'server-only'
import { findOpenItems, findSuccessors, type OpenItem, type Successor } from '@/lib/handover/sql'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'

export type HandoverLine = {
  id: string
  fromName: string
  toName: string
  madeAt: Date
  acceptedAt: Date | null
  count: number
  isMine: boolean
}

export type HandoverForm = {
  from: { id: string; name: string; isSelf: boolean }
  items: OpenItem[]
  successors: Successor[]
  lines: HandoverLine[]
}

/** What a hand-over starts from. `from` is another account where an office hands over for him. Errors: NotFoundError. */
export async function getHandoverForm(ctx: Ctx, from: string): Promise<HandoverForm> {
  const { userId, name, role, scope } = ctx.actor
  const other = from && from !== userId ? from : null
  const leaving = other
    ? await ctx.db.appUser.findFirst({
        where: { id: isUuid(other) ? other : userId },
        select: { id: true, name: true },
      })
    : { id: userId, name }
  if (!leaving || (other && (!may(role, 'handover:forOthers') || !isUuid(other)))) throw new NotFoundError()
  if (other) {
    const posted = await ctx.db.posting.findFirst({
      where: { userId: other, regionCode: { startsWith: scope } },
      select: { id: true },
    })
    if (!posted) throw new NotFoundError()
  }
  const rows = await ctx.db.handover.findMany({
    where: { OR: [{ fromUser: userId }, { toUser: userId }, { madeBy: userId }] },
    include: { _count: { select: { items: true } } },
    orderBy: { madeAt: 'desc' },
    take: 30,
  })
  return {
    from: { id: leaving.id, name: leaving.name, isSelf: leaving.id === userId },
    items: await findOpenItems(ctx, leaving.id),
    successors: await findSuccessors(ctx, leaving.id),
    lines: rows.map((row) => ({
      id: row.id,
      fromName: row.fromName,
      toName: row.toName,
      madeAt: row.madeAt,
      acceptedAt: row.acceptedAt,
      count: row._count.items,
      isMine: row.toUser === userId,
    })),
  }
}

export type HandoverItemView = {
  kind: string
  householdId: string
  headName: string
  village: string
  subject: string
  dueOn: string | null
  note: string
}
export type HandoverView = Omit<HandoverLine, 'count'> & { note: string; items: HandoverItemView[] }

/** One hand-over as its list shows it. Errors: NotFoundError. */
export async function getHandover(ctx: Ctx, id: string): Promise<HandoverView> {
  const row = isUuid(id)
    ? await ctx.db.handover.findFirst({
        where: { id },
        include: {
          items: {
            orderBy: { itemNo: 'asc' },
            include: { household: { select: { headName: true, region: { select: { name: true } } } } },
          },
        },
      })
    : null
  if (!row) throw new NotFoundError()
  return {
    id: row.id,
    fromName: row.fromName,
    toName: row.toName,
    madeAt: row.madeAt,
    acceptedAt: row.acceptedAt,
    isMine: row.toUser === ctx.actor.userId,
    note: row.note,
    items: row.items.map((item) => ({
      kind: item.kind,
      householdId: item.householdId,
      headName: item.household.headName,
      village: item.household.region.name,
      subject: item.subject,
      dueOn: item.dueOn?.toISOString().slice(0, 10) ?? null,
      note: item.note,
    })),
  }
}

/** How hand-overs of the actor stand: those that wait for him to accept, those of his that nobody accepted yet, and what he would hand over today. */
export async function getHandoverState(ctx: Ctx) {
  const { userId, role } = ctx.actor
  if (!may(role, 'handover:make')) return null
  const open = await ctx.db.handover.findMany({
    where: { acceptedAt: null, OR: [{ toUser: userId }, { fromUser: userId }] },
    orderBy: { madeAt: 'desc' },
    take: 30,
    select: { id: true, fromName: true, toName: true, madeAt: true, toUser: true },
  })
  return {
    open: open.map(({ toUser, ...row }) => ({ ...row, isMine: toUser === userId })),
    items: (await findOpenItems(ctx, userId)).length,
  }
}
