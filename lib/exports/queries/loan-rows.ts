import 'server-only'
import { day, household, inOrder, rowOf, yuan } from '@/lib/exports/queries/household-row'
import type { List } from '@/lib/exports/queries/lists'
import type { SheetRow } from '@/lib/exports/schema'
import { maskName } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import zh from '@/lib/i18n/zh-CN/loans'
import { getLoanSpans } from '@/lib/loans/queries/policy'
import { standingOf } from '@/lib/loans/rules/standing'
import type { Purpose } from '@/lib/loans/schema'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'

const dayText = (date: Date | null) => date && dayFrom(date)

/** Loans by their ids, as their list and pages tell of them; why a household could not pay is not among it. */
export async function readLoanRows(
  ctx: Ctx,
  { countyCode, regionCode }: List,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const spans = await getLoanSpans(ctx, regionCode)
  const rows = await ctx.db.microcreditLoan.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: {
      household,
      person: { select: { name: true } },
      extensions: { select: { decision: true, newDueOn: true } },
    },
  })
  return inOrder(ids, rows).map((row) => {
    const told = {
      dueOn: dayFrom(row.dueOn),
      repaidOn: dayText(row.repaidOn),
      withdrawnOn: dayText(row.withdrawnOn),
    }
    const isOpen = !told.repaidOn && !told.withdrawnOn
    const { standing, days } = standingOf(told, ctx.today, spans)
    const waiting = isOpen ? row.extensions.find(({ decision }) => decision === null) : undefined
    const cells = {
      borrowerName: maskName(row.person.name, view.name),
      lender: row.bank,
      contractNo: row.contractNo || null,
      loanYuan: yuan(row.amountFen),
      loanPurpose: zh.purposes[row.purpose as Purpose],
      purposeNote: row.purposeNote || null,
      lentOn: day(row.lentOn),
      firstDueOn: day(row.firstDueOn),
      loanDueOn: day(row.dueOn),
      loanStanding: zh.states[standing],
      overdueDays: isOpen && days < 0 ? -days : null,
      loanExtensions: row.extensions.filter(({ decision }) => decision === 'GRANTED').length,
      extensionWaiting: day(waiting?.newDueOn ?? null),
      repaidOn: day(row.repaidOn),
      repaidYuan: yuan(row.repaidFen),
    }
    return { ...rowOf(row.household, view, cells), personId: row.personId }
  })
}
