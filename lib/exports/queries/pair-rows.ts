import 'server-only'
import { day, inOrder } from '@/lib/exports/queries/household-row'
import { aboutNobody } from '@/lib/exports/queries/plain-row'
import { outputOf } from '@/lib/exports/rules/pair-columns'
import type { SheetRow } from '@/lib/exports/schema'
import zh from '@/lib/i18n/zh-CN/partnerships'
import { getPairRows } from '@/lib/partnerships/queries/rows'
import type { Ctx } from '@/lib/platform/db'

const FIRST = ['NEARLY', 'ABOUT', 'AT_LEAST']

/** Pairs by their ids with what came of them, as their pages tell it; no person stands in them. */
export async function readPairRows(ctx: Ctx, countyCode: string, ids: readonly string[]): Promise<SheetRow[]> {
  return inOrder(ids, await getPairRows(ctx, countyCode, ids)).map((row) =>
    aboutNobody(row.regionCode, {
      supporterName: row.supporter,
      supporterGrade: zh.grades[row.grade],
      programmeName: zh.programmes[row.programme],
      unitName: row.unit,
      unitKind: zh.kinds[row.kind],
      regionName: row.region,
      pairedFrom: day(row.fromOn),
      pairedTo: day(row.toOn),
      status: zh.states[row.isActive ? 'ACTIVE' : 'ENDED'],
      stationed: row.staff,
      departments: row.departments || null,
      techniques: row.techniques || null,
      ...Object.fromEntries(
        row.sums.map(({ kind, amount, qualifiers }) => {
          const before = qualifiers.filter((each) => FIRST.includes(each)).map((each) => zh.qualifiers[each])
          const after = qualifiers.filter((each) => !FIRST.includes(each)).map((each) => zh.qualifiers[each])
          return [outputOf(kind), [...before, String(amount), ...after].join('')]
        }),
      ),
    }),
  )
}
