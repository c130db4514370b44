import 'server-only'
import { dayOrNull } from '@/lib/indicators/commands/check'
import type { FactInput, TargetInput } from '@/lib/indicators/schema/facts'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'

type Days = { asOf?: string; periodStart?: string; periodEnd?: string }
const daysOf = ({ asOf, periodStart, periodEnd }: Days) => ({
  asOf: dayOrNull(asOf),
  periodStart: dayOrNull(periodStart),
  periodEnd: dayOrNull(periodEnd),
})
const dayNeeded = (day: string | undefined) => {
  if (!day) throw new NotFoundError()
  return dateOf(day)
}

/** Writes facts that were checked; the day they speak of is that of the count, else the end of their period. */
export async function keepFacts(ctx: Ctx, facts: readonly FactInput[], units: ReadonlyMap<string, string>) {
  await ctx.db.reportedFact.createMany({
    data: facts.map((fact) => ({
      countyCode: fact.regionCode.slice(0, 6),
      id: fact.id,
      regionCode: fact.regionCode,
      inputCode: fact.inputCode,
      value: fact.value,
      unit: fact.unit || (units.get(fact.inputCode) ?? ''),
      qualifiers: [...fact.qualifiers],
      ...daysOf(fact),
      factOn: dayNeeded(fact.asOf ?? fact.periodEnd),
      source: fact.source,
      sourceRef: fact.sourceRef,
      note: fact.note,
      ...reportedBy(ctx),
    })),
  })
}

export const reportedBy = ({ actor, now }: Ctx) => ({
  reportedBy: actor.userId,
  reportedByName: actor.name,
  reportedUnit: actor.unit.slice(0, 60),
  recordedAt: now,
})
export const setBy = ({ actor, now }: Ctx) => ({ setBy: actor.userId, setByName: actor.name, recordedAt: now })

/** Writes targets that were checked. */
export async function keepTargets(ctx: Ctx, targets: readonly TargetInput[], units: ReadonlyMap<string, string>) {
  await ctx.db.regionTarget.createMany({
    data: targets.map((target) => ({
      countyCode: target.regionCode.slice(0, 6),
      id: target.id,
      regionCode: target.regionCode,
      measure: target.measure,
      kind: target.kind,
      value: target.value,
      baseline: target.baseline ?? null,
      unit: target.unit || (units.get(target.measure) ?? ''),
      qualifiers: [...target.qualifiers],
      ...daysOf(target),
      startsOn: dayNeeded(target.periodStart ?? target.asOf),
      schedule: target.schedule,
      milestones: target.milestones,
      source: target.source,
      sourceRef: target.sourceRef,
      responsible: target.responsible,
      note: target.note,
      ...setBy(ctx),
    })),
  })
}
