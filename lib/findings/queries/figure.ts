import 'server-only'
import type { FindingFigure } from '@/lib/findings/schema'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'

/** The lines that a figure of rectification counts as of a day: found by then, and closed by then or still open. */
export function linesBehind(ctx: Ctx, figure: FindingFigure, on: string): Prisma.FindingWhereInput {
  const day = dateOf(on)
  const closed: Prisma.FindingWhereInput = { status: 'CLOSED', closedOn: { lte: day } }
  const open: Prisma.FindingWhereInput = { NOT: closed }
  const reopened: Prisma.FindingWhereInput = { reopened: { gt: 0 } }
  const conditions: Record<FindingFigure, Prisma.FindingWhereInput> = {
    total: {},
    closed,
    open,
    overdue: { AND: [open, { isLongTerm: false, dueOn: { lt: day } }] },
    dueOrClosed: { OR: [closed, { dueOn: { lt: day } }] },
    inTime: { AND: [closed, { closedOn: { lte: ctx.db.finding.fields.dueOn } }] },
    onceClosed: { OR: [closed, reopened] },
    reopened,
  }
  return { AND: [{ foundOn: { lte: day } }, conditions[figure]] }
}
