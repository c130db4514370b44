import 'server-only'
import { isActive, type OutputLine, sumOutputs } from '@/lib/partnerships/rules/standing'
import type { Grade, Programme, UnitKind } from '@/lib/partnerships/schema'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'

/** Pairs of a county by their ids, each with its unit and what came of it by kind; in no order. */
export async function getPairRows(ctx: Ctx, countyCode: string, ids: readonly string[]) {
  const rows = await ctx.db.medicalPair.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: {
      unit: { select: { name: true, kind: true, region: { select: { name: true } } } },
      outputs: { where: { later: { is: null } }, select: { kind: true, amount: true, qualifier: true } },
    },
  })
  return rows.map((row) => ({
    id: row.id,
    regionCode: row.regionCode,
    supporter: row.supporterName,
    grade: row.supporterGrade as Grade,
    programme: row.programme as Programme,
    unit: row.unit.name,
    kind: row.unit.kind as UnitKind,
    region: row.unit.region.name,
    fromOn: row.fromOn,
    toOn: row.toOn,
    isActive: isActive({ fromOn: dayFrom(row.fromOn), toOn: row.toOn && dayFrom(row.toOn) }, ctx.today),
    staff: row.staff,
    departments: row.departments,
    techniques: row.techniques,
    sums: sumOutputs(row.outputs as OutputLine[]),
  }))
}
