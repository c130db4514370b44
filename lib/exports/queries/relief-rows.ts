import 'server-only'
import { day, household, inOrder, rowOf, yuan } from '@/lib/exports/queries/household-row'
import { shownCell } from '@/lib/exports/queries/ledger-rows'
import type { SheetRow } from '@/lib/exports/schema'
import { maskBankAccount, maskName } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import zh from '@/lib/i18n/zh-CN/relief'
import type { Ctx } from '@/lib/platform/db'

/** Applications by their ids, as the ledger of the six lines tells of them (六道防线台账). */
export async function readReliefRows(
  ctx: Ctx,
  countyCode: string,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const rows = await ctx.db.reliefApplication.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: {
      event: { select: { cause: true, happenedOn: true, household } },
      steps: { orderBy: { stepNo: 'asc' }, select: { step: true, stepOn: true, actorName: true } },
    },
  })
  return inOrder(ids, rows).map((each) => {
    const last = (step: string) => each.steps.findLast((taken) => taken.step === step)
    const on = (step: string) => day(last(step)?.stepOn ?? null)
    return rowOf(each.event.household, view, {
      applicationNo: each.applicationNo,
      reliefLine: zh.lines[`L${each.line}` as 'L3'],
      applicantName: maskName(each.applicantName, view.name),
      hardship: view.health ? zh.causes[each.event.cause as 'ILLNESS'] : null,
      happenedOn: day(each.event.happenedOn),
      manner: [zh.manners[each.manner as 'CASH'], each.goods, each.postTitle].filter(Boolean).join(' '),
      claimedYuan: yuan(each.claimedFen),
      grantedYuan: yuan(each.grantedFen),
      status: zh.statuses[each.status as 'DRAFT'],
      appliedOn: day(each.appliedOn),
      acceptedOn: on('accept'),
      reviewedOn: on('review'),
      publishedOn: on('publish'),
      approvedOn: day(each.approvedOn),
      approvedBy: last('approve')?.actorName ?? null,
      paidOn: day(each.disbursedOn),
      paidLast4: view.bankAccount === 'HIDDEN' ? null : each.paidLast4,
      confirmedOn: on('confirm'),
      recoveredYuan: yuan(each.recoveredFen),
      signature: null,
    })
  })
}

/** What the bank is to pay, by the ids of applications: to whom, to which account, how much. */
export async function readPaymentRows(
  ctx: Ctx,
  countyCode: string,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const account = { bankName: true, bankAccountEnc: true } as const
  const rows = await ctx.db.reliefApplication.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: { event: { select: { household: { select: { ...household.select, ...account } } } } },
  })
  return inOrder(ids, rows).map(({ applicationNo, grantedFen, event: { household: of } }) =>
    rowOf(of, view, {
      applicationNo,
      bankName: of.bankName || null,
      bankAccount: shownCell('household', 'bank_account', of.id, of.bankAccountEnc, (number) =>
        maskBankAccount(number, view.bankAccount),
      ),
      payYuan: yuan(grantedFen),
      bankResult: null,
      bankReason: null,
    }),
  )
}
