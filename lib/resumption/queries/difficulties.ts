import 'server-only'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'

/**
 * 一企一策 · Difficulties of an enterprise with the plan for each, and how its line of the ledger stands; `line` is null for a department to which the
 * ledger does not show that line.
 */
export async function difficultiesOf(ctx: Ctx, countyCode: string, enterpriseId: string) {
  const rows = await ctx.db.enterpriseDifficulty.findMany({
    where: { countyCode, enterpriseId },
    orderBy: [{ raisedOn: 'desc' }, { id: 'desc' }],
  })
  // Asked for beside: a line may be hidden from whoever sees the enterprise.
  const lines = await ctx.db.finding.findMany({
    where: { countyCode, id: { in: rows.map(({ id }) => id) } },
    select: { id: true, findingNo: true, status: true, dueOn: true, closedOn: true, isLongTerm: true, reopened: true },
  })
  return rows.map((row) => {
    const line = lines.find(({ id }) => id === row.id)
    const due = line?.dueOn ? dayFrom(line.dueOn) : null
    return {
      id: row.id,
      title: row.title,
      measure: row.measure,
      department: row.department,
      dueOn: row.dueOn && dayFrom(row.dueOn),
      raisedOn: dayFrom(row.raisedOn),
      raisedBy: row.raisedByName,
      version: row.version,
      line: line
        ? {
            no: line.findingNo,
            status: line.status,
            dueOn: due,
            closedOn: line.closedOn && dayFrom(line.closedOn),
            isOverdue: line.status !== 'CLOSED' && due !== null && due < ctx.today,
            isLongTerm: line.isLongTerm,
            reopened: line.reopened,
          }
        : null,
    }
  })
}
