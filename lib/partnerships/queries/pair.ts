import 'server-only'
import { isActive, type OutputLine, sumOutputs } from '@/lib/partnerships/rules/standing'
import type { Grade, OutputKind, OutputQualifier, Programme } from '@/lib/partnerships/schema'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid, newId } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'

const MOST_LINES = 200

export type PairView = Awaited<ReturnType<typeof getPair>>
export type OutputShown = PairView['lines'][number]

/** A pair with what came of it: sums by kind, and the newest 200 lines with what they put right. Errors: NotFoundError. */
export async function getPair(ctx: Ctx, id: string) {
  const row = await pairRow(ctx, id)
  const outputs = await ctx.db.pairOutput.findMany({
    where: { countyCode: row.countyCode, pairId: id },
    orderBy: [{ toOn: 'desc' }, { id: 'desc' }],
    include: { later: { select: { id: true } } },
  })
  const lines = outputs.map((each) => ({
    id: each.id,
    kind: each.kind as OutputKind,
    fromOn: dayFrom(each.fromOn),
    toOn: dayFrom(each.toOn),
    amount: each.amount,
    qualifier: each.qualifier as OutputQualifier | '',
    note: each.note,
    reason: each.reason,
    by: each.recordedByName,
    isCorrected: each.later !== null,
  }))
  const counted: OutputLine[] = lines.filter(({ isCorrected }) => !isCorrected)
  const days = { fromOn: dayFrom(row.fromOn), toOn: row.toOn && dayFrom(row.toOn) }
  return {
    ...about(row),
    ...days,
    isActive: isActive(days, ctx.today),
    staff: row.staff,
    departments: row.departments,
    techniques: row.techniques,
    endReason: row.endReason,
    endedBy: row.endedByName,
    madeBy: row.madeByName,
    version: row.version,
    sums: sumOutputs(counted),
    lines: lines.slice(0, MOST_LINES),
    newId: newId(ctx.now),
    today: ctx.today,
    mayKeep: may(ctx.actor.role, 'partnership:keep') && row.endReason === '',
    mayReport: may(ctx.actor.role, 'partnership:report'),
  }
}

/** What the form of an output needs to know of its pair. Errors: NotFoundError. */
export async function getOutputForm(ctx: Ctx, id: string) {
  const row = await pairRow(ctx, id)
  const [fromOn, toOn] = [dayFrom(row.fromOn), row.toOn && dayFrom(row.toOn)]
  return {
    ...about(row),
    fromOn,
    last: toOn && toOn < ctx.today ? toOn : ctx.today,
    newId: newId(ctx.now),
    userId: ctx.actor.userId,
  }
}

async function pairRow(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.medicalPair.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        include: { unit: { select: { id: true, name: true, region: { select: { name: true } } } } },
      })
    : null
  if (!row) throw new NotFoundError()
  return row
}

const about = (row: Awaited<ReturnType<typeof pairRow>>) => ({
  id: row.id,
  supporter: row.supporterName,
  grade: row.supporterGrade as Grade,
  programme: row.programme as Programme,
  unit: { id: row.unit.id, name: row.unit.name, region: row.unit.region.name },
})
