import 'server-only'
import { checkTargets, refuseWrong } from '@/lib/indicators/commands/check'
import { keepTargets, setBy } from '@/lib/indicators/commands/rows'
import {
  CascadeInput,
  ChangeTargetInput,
  SetManyInput,
  TargetInput,
  type TargetKind,
} from '@/lib/indicators/schema/facts'
import { defineCommand } from '@/lib/platform/command'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { isWithin, levelBelow, levelOf, ownPrefix, rangeOf } from '@/lib/regions/rules'

/** Sets one target (domain.md 5.4). Errors: NotFoundError, InputError. */
export const setTarget = defineCommand({
  name: 'target.set',
  permission: 'target:set',
  input: TargetInput,
  async run(ctx, target) {
    const checked = await checkTargets(ctx, [target])
    refuseWrong(checked, (_, field) => field)
    await keepTargets(ctx, [target], checked.units)
    return { targetId: target.id, regionCode: target.regionCode }
  },
})

/** Sets many targets, all or none; faults are named by the place of the row. Errors: NotFoundError, InputError. */
export const setTargets = defineCommand({
  name: 'target.setMany',
  permission: 'target:set',
  input: SetManyInput,
  async run(ctx, { targets }) {
    const checked = await checkTargets(ctx, targets)
    refuseWrong(checked, (index, field) => `targets[${index}].${field}`)
    await keepTargets(ctx, targets, checked.units)
    return { kept: targets.length }
  },
})

/** The last row of a target within the actor's own region; those of places above are only read. Errors: NotFoundError, DomainError. */
async function targetToChange(ctx: Ctx, id: string) {
  const { lo, hi } = rangeOf(ctx.actor.scope)
  const last = await ctx.db.regionTarget.findFirst({ where: { regionCode: { gte: lo, lt: hi }, id } })
  if (!last) throw new NotFoundError()
  const next = await ctx.db.regionTarget.findFirst({
    where: { countyCode: last.countyCode, supersedes: id },
    select: { id: true },
  })
  if (next) throw new DomainError('indicators.changedAlready')
  if (last.value === null) throw new DomainError('indicators.withdrawnAlready')
  return last
}

/** Puts another value or person in the place of a target; without a value it is withdrawn. What was set stays to be read. Errors: NotFoundError, DomainError. */
export const changeTarget = defineCommand({
  name: 'target.change',
  permission: 'target:set',
  input: ChangeTargetInput,
  async run(ctx, { id, targetId, value, responsible, source, reason }) {
    const { milestones, ...last } = await targetToChange(ctx, targetId)
    if (last.kind === 'ZERO' && value !== undefined && Number(value) !== 0)
      throw new DomainError('indicators.notZero', {}, 'value')
    await ctx.db.regionTarget.create({
      data: {
        ...last,
        milestones: milestones as never,
        id,
        value: value ?? null,
        responsible,
        source,
        supersedes: targetId,
        version: last.version + 1,
        reason,
        ...setBy(ctx),
      },
      select: { id: true },
    })
    return { targetId: id, regionCode: last.regionCode }
  },
})

/**
 * Splits a target to places one level below, or to villages, under the same document and period. Shares that do not add up are kept: the
 * difference is shown, not refused (domain.md 5.4). Errors: NotFoundError, InputError, DomainError.
 */
export const cascadeTarget = defineCommand({
  name: 'target.cascade',
  permission: 'target:set',
  input: CascadeInput,
  async run(ctx, { targetId, shares }) {
    const whole = await targetToChange(ctx, targetId)
    if (!whole.periodStart || !whole.periodEnd || whole.kind === 'VALUE')
      throw new DomainError('indicators.outsideTarget')
    if (whole.schedule !== 'LINEAR') throw new DomainError('indicators.milestoneTarget')
    const below = levelBelow(levelOf(whole.regionCode))
    const prefix = ownPrefix(whole.regionCode)
    for (const { regionCode } of shares) {
      const level = levelOf(regionCode)
      if (!isWithin(regionCode, prefix) || regionCode === whole.regionCode || (level !== below && level !== 'VILLAGE'))
        throw new DomainError('indicators.notBelow', {}, 'shares')
    }
    const targets = shares.map((share) =>
      TargetInput.parse({
        id: share.id,
        regionCode: share.regionCode,
        measure: whole.measure,
        kind: whole.kind as TargetKind,
        value: share.value,
        baseline: share.baseline,
        unit: whole.unit,
        periodStart: dayFrom(whole.periodStart as Date),
        periodEnd: dayFrom(whole.periodEnd as Date),
        source: whole.source,
        sourceRef: whole.sourceRef,
        responsible: share.responsible,
      }),
    )
    const checked = await checkTargets(ctx, targets)
    refuseWrong(checked, (index) => `shares[${index}].value`)
    await keepTargets(ctx, targets, checked.units)
    return { targetId, kept: targets.length }
  },
})
