import 'server-only'
import type { Ctx } from '@/lib/platform/db'

export type IncomeBlock = {
  year: number
  wageFen: number | null
  businessFen: number | null
  propertyFen: number | null
  transferFen: number | null
  costFen: number | null
  netFen: number | null
  perCapitaFen: number
}

const number = (fen: bigint | null) => (fen === null ? null : Number(fen))

/** The income block of the information sheet as the register has it: of the year of a day, or of the year before. */
export async function getIncomeBlock(
  ctx: Ctx,
  { countyCode, householdId }: { countyCode: string; householdId: string },
  on: string,
): Promise<IncomeBlock | null> {
  const row = await ctx.db.householdIncome.findFirst({
    where: { countyCode, householdId, year: { lte: Number(on.slice(0, 4)), gte: Number(on.slice(0, 4)) - 1 } },
    orderBy: { year: 'desc' },
  })
  return (
    row && {
      year: row.year,
      wageFen: number(row.wageFen),
      businessFen: number(row.businessFen),
      propertyFen: number(row.propertyFen),
      transferFen: number(row.transferFen),
      costFen: number(row.costFen),
      netFen: number(row.netFen),
      perCapitaFen: Number(row.perCapitaIncomeFen),
    }
  )
}
