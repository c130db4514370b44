import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { seal } from '@/lib/platform/fields'
import { countyOf, isWithin, levelOf } from '@/lib/regions/rules'
import { change, enterpriseToChange } from '@/lib/resumption/commands/held'
import { AddEnterpriseInput, EditEnterpriseInput, EndEnterpriseInput } from '@/lib/resumption/schema'

type About = { name: string; type: string; creditCode: string; parentId?: string }

/** Enters an enterprise, not resumed. Errors: NotFoundError for a region beyond the scope, DomainError. */
export const addEnterprise = defineCommand({
  name: 'enterprise.add',
  permission: 'enterprise:keep',
  input: AddEnterpriseInput,
  async run(ctx, { id, regionCode, activeFrom, phone, ...about }): Promise<{ enterpriseId: string }> {
    if (activeFrom > ctx.today) throw new DomainError('input.inTheFuture', {}, 'activeFrom')
    const known =
      isWithin(regionCode, ctx.actor.scope) && (await ctx.db.region.findUnique({ where: { code: regionCode } }))
    if (!known) throw new NotFoundError()
    if (['PROVINCE', 'CITY'].includes(levelOf(regionCode)))
      throw new DomainError('resumption.countyOrBelow', {}, 'regionCode')
    const countyCode = countyOf(regionCode)
    await refuseTwin(ctx, countyCode, about)
    await knownParent(ctx, countyCode, about)
    await ctx.db.enterprise.create({
      data: {
        countyCode,
        regionCode,
        id,
        ...said(about),
        phoneEnc: phone === '' ? null : seal('enterprise', 'phone_enc', id, phone),
        activeFrom: dateOf(activeFrom),
        lastStepOn: dateOf(activeFrom),
      },
      select: { id: true },
    })
    return { enterpriseId: id }
  },
})

/** Changes what is said of an enterprise; its region and its first day stay. Errors: NotFoundError, DomainError. */
export const editEnterprise = defineCommand({
  name: 'enterprise.edit',
  permission: 'enterprise:keep',
  input: EditEnterpriseInput,
  async run(ctx, { enterpriseId, version, phone, ...about }): Promise<{ enterpriseId: string }> {
    const held = await enterpriseToChange(ctx, enterpriseId, version)
    await refuseTwin(ctx, held.countyCode, about, enterpriseId)
    await knownParent(ctx, held.countyCode, about, enterpriseId)
    await change(ctx, held, {
      ...said(about),
      ...(phone === '' ? {} : { phoneEnc: seal('enterprise', 'phone_enc', enterpriseId, phone) }),
    })
    return { enterpriseId }
  },
})

/** The enterprise is no more from that day on: it counts until the day before. Errors: NotFoundError, DomainError. */
export const endEnterprise = defineCommand({
  name: 'enterprise.end',
  permission: 'enterprise:keep',
  input: EndEnterpriseInput,
  async run(ctx, { enterpriseId, version, on, reason }): Promise<{ enterpriseId: string }> {
    const held = await enterpriseToChange(ctx, enterpriseId, version)
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    const last = dayFrom(held.lastStepOn)
    if (on < last) throw new DomainError('resumption.beforeLast', { day: last }, 'on')
    await change(ctx, held, { activeUntil: dateOf(on), endReason: reason })
    return { enterpriseId }
  },
})

const said = <T extends About>({ creditCode, parentId, ...about }: T) => ({
  ...about,
  creditCode: creditCode || null,
  parentId: parentId ?? null,
})

async function refuseTwin(ctx: Ctx, countyCode: string, { name, creditCode }: About, but?: string): Promise<void> {
  const others = { countyCode, activeUntil: null, ...(but ? { id: { not: but } } : {}) }
  const named = await ctx.db.enterprise.findFirst({
    where: { ...others, name: { equals: name, mode: 'insensitive' } },
    select: { id: true },
  })
  if (named) throw new DomainError('resumption.nameThere', {}, 'name')
  if (creditCode === '') return
  const coded = await ctx.db.enterprise.findFirst({ where: { ...others, creditCode }, select: { id: true } })
  if (coded) throw new DomainError('resumption.codeThere', {}, 'creditCode')
}

/** A workshop belongs to a firm of the county that is no workshop itself. */
async function knownParent(ctx: Ctx, countyCode: string, { type, parentId }: About, self?: string): Promise<void> {
  if (!parentId) return
  if (type !== 'WORKSHOP') throw new DomainError('resumption.onlyWorkshops', {}, 'parentId')
  const parent = await ctx.db.enterprise.findFirst({
    where: { countyCode, id: parentId, activeUntil: null, type: { not: 'WORKSHOP' } },
    select: { id: true },
  })
  if (!parent || parentId === self) throw new DomainError('resumption.noSuchFirm', {}, 'parentId')
}
