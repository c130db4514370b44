import 'server-only'
import { AddUnitInput, CloseUnitInput, EditUnitInput } from '@/lib/partnerships/schema'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOf, countyOfScope, isWithin } from '@/lib/regions/rules'

/** Enters a medical unit with its region and grade. Errors: NotFoundError for a region beyond the scope, DomainError for a name that is there. */
export const addUnit = defineCommand({
  name: 'medicalUnit.add',
  permission: 'partnership:keep',
  input: AddUnitInput,
  async run(ctx, { id, regionCode, countsFrom, ...about }): Promise<{ unitId: string }> {
    const known =
      isWithin(regionCode, ctx.actor.scope) && (await ctx.db.region.findUnique({ where: { code: regionCode } }))
    if (!known) throw new NotFoundError()
    if (countsFrom > ctx.today) throw new DomainError('input.inTheFuture', {}, 'countsFrom')
    const countyCode = countyOf(regionCode)
    await refuseTwin(ctx, countyCode, about.name)
    await ctx.db.medicalUnit.create({
      data: { countyCode, id, regionCode, ...about, countsFrom: dateOf(countsFrom) },
      select: { id: true },
    })
    return { unitId: id }
  },
})

/** Names a unit anew, or writes its new grade. Errors: NotFoundError, DomainError. */
export const editUnit = defineCommand({
  name: 'medicalUnit.edit',
  permission: 'partnership:keep',
  input: EditUnitInput,
  async run(ctx, { unitId, version, name, grade }): Promise<{ unitId: string }> {
    const unit = await unitToChange(ctx, unitId, version)
    if (name !== unit.name) await refuseTwin(ctx, unit.countyCode, name)
    await change(ctx, unit, { name, grade })
    return { unitId }
  },
})

/** Closes a unit: from that day on it is no longer to be supported. Errors: NotFoundError, DomainError while a pair is active. */
export const closeUnit = defineCommand({
  name: 'medicalUnit.close',
  permission: 'partnership:keep',
  input: CloseUnitInput,
  async run(ctx, { unitId, version, on }): Promise<{ unitId: string }> {
    const unit = await unitToChange(ctx, unitId, version)
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    const from = dayFrom(unit.countsFrom)
    if (on < from) throw new DomainError('partnerships.beforeStart', { day: from }, 'on')
    const active = await ctx.db.medicalPair.count({
      where: { countyCode: unit.countyCode, unitId, OR: [{ toOn: null }, { toOn: { gt: dateOf(on) } }] },
    })
    if (active > 0) throw new DomainError('partnerships.pairsActive', { n: active })
    await change(ctx, unit, { closedOn: dateOf(on) })
    return { unitId }
  },
})

type Unit = Awaited<ReturnType<typeof findUnit>>

/** A unit within the scope. Errors: NotFoundError. */
export async function findUnit(ctx: Ctx, unitId: string) {
  const unit = await ctx.db.medicalUnit.findFirst({ where: { ...countyOfScope(ctx.actor.scope), id: unitId } })
  if (!unit) throw new NotFoundError()
  return unit
}

async function unitToChange(ctx: Ctx, unitId: string, version: number): Promise<Unit> {
  const unit = await findUnit(ctx, unitId)
  if (unit.closedOn) throw new DomainError('partnerships.unitClosed')
  if (unit.version !== version) throw new DomainError('partnerships.changed')
  return unit
}

async function refuseTwin(ctx: Ctx, countyCode: string, name: string): Promise<void> {
  const twin = await ctx.db.medicalUnit.findFirst({ where: { countyCode, name }, select: { id: true } })
  if (twin) throw new DomainError('partnerships.unitThere', {}, 'name')
}

async function change(
  ctx: Ctx,
  { countyCode, id, version }: Unit,
  data: { name?: string; grade?: string; closedOn?: Date },
): Promise<void> {
  const { count } = await ctx.db.medicalUnit.updateMany({
    where: { countyCode, id, version },
    data: { ...data, version: { increment: 1 } },
  })
  if (count !== 1) throw new DomainError('partnerships.changed')
}
