import 'server-only'
import { addressOf, idIn, misunderstood, oneOf, type Read } from '@/lib/exports/queries/asked'
import { listLoanIds } from '@/lib/loans/queries/list'
import { LOAN_TABS } from '@/lib/loans/schema'
import { rankAllPeople } from '@/lib/worklogs/queries/people'
import { monthRange } from '@/lib/worklogs/rules/month'

export const loans: Read = ({ params, regionCode: region }) => {
  const told = { tab: oneOf(LOAN_TABS, params.tab, 'open'), household: idIn(params.household) }
  return { query: addressOf(region, told), ids: (ctx, most) => listLoanIds(ctx, { region, ...told }, most) }
}

/** A person and a village: somebody may be posted in two. */
export const attendanceKey = ({ userId, regionCode }: { userId: string; regionCode: string }) =>
  `${userId}/${regionCode}`

export const attendance: Read = ({ params, regionCode: region }) => {
  const month = params.month || undefined
  if (month && !monthRange(month)) throw misunderstood()
  return {
    query: addressOf(region, { month }),
    ids: async (ctx, most) => (await rankAllPeople(ctx, { region, month }, most)).people.map(attendanceKey),
  }
}
