import 'server-only'
import { getLatestDue, getLoanSpans } from '@/lib/loans/queries/policy'
import { standingOf } from '@/lib/loans/rules/standing'
import type { Decision, Hardship, Purpose } from '@/lib/loans/schema'
import { shownName } from '@/lib/monitoring/queries/names'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid, newId } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'

export type LoanView = Awaited<ReturnType<typeof getLoan>>

/**
 * A loan with what was asked and decided for it. Whoever may not read about health sees that a hardship was told, not which. Errors:
 * NotFoundError.
 */
export async function getLoan(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.microcreditLoan.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        include: {
          person: { select: { name: true } },
          household: { select: { headName: true, region: { select: { name: true } } } },
          extensions: { orderBy: [{ askedOn: 'asc' }, { askedAt: 'asc' }] },
        },
      })
    : null
  if (!row) throw new NotFoundError()
  const { role, userId, actingFor } = ctx.actor
  const readsHealth = may(role, 'health:read')
  const days = {
    lentOn: dayFrom(row.lentOn),
    firstDueOn: dayFrom(row.firstDueOn),
    dueOn: dayFrom(row.dueOn),
    repaidOn: row.repaidOn && dayFrom(row.repaidOn),
    withdrawnOn: row.withdrawnOn && dayFrom(row.withdrawnOn),
  }
  const isOpen = !days.repaidOn && !days.withdrawnOn
  const extensions = row.extensions.map((each) => ({
    id: each.id,
    hardship: readsHealth ? (each.reason as Hardship) : null,
    note: readsHealth ? each.reasonNote : '',
    askedOn: dayFrom(each.askedOn),
    fromDueOn: dayFrom(each.fromDueOn),
    newDueOn: dayFrom(each.newDueOn),
    askedBy: each.askedByName,
    isOwn: [userId, actingFor?.userId].includes(each.askedBy),
    decision: each.decision as Decision | null,
    decidedOn: each.decidedOn && dayFrom(each.decidedOn),
    decidedBy: each.decidedByName,
    decisionNote: readsHealth ? each.decisionNote : '',
  }))
  const asked = isOpen ? (extensions.find(({ decision }) => decision === null) ?? null) : null
  const { firstDueOn } = days
  return {
    reading: { householdId: row.householdId, regionCode: row.regionCode, personId: row.personId },
    id,
    ...days,
    ...standingOf(days, ctx.today, await getLoanSpans(ctx, row.regionCode)),
    isOpen,
    household: { id: row.householdId, head: shownName(ctx, row.household.headName) },
    borrower: shownName(ctx, row.person.name),
    village: row.household.region.name,
    bank: row.bank,
    contractNo: row.contractNo,
    amountFen: Number(row.amountFen),
    purpose: row.purpose as Purpose,
    purposeNote: row.purposeNote,
    recordedBy: row.recordedByName,
    repaidFen: row.repaidFen === null ? null : Number(row.repaidFen),
    repaidBy: row.repaidByName,
    withdrawnReason: row.withdrawnReason,
    withdrawnBy: row.withdrawnByName,
    extensions,
    asked,
    latestDue: isOpen ? await getLatestDue(ctx, { regionCode: row.regionCode, firstDueOn, askedOn: ctx.today }) : null,
    mayKeep: isOpen && may(role, 'loan:keep'),
    mayDecide: asked !== null && !asked.isOwn && may(role, 'loan:decide'),
    opensHousehold: may(role, 'household:read'),
    newId: newId(ctx.now),
    today: ctx.today,
  }
}
