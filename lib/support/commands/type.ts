import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOf } from '@/lib/regions/rules'
import { AddTypeInput, EndTypeInput } from '@/lib/support/schema'

/** Adds a type of measure for the county. Its code is made here. Errors: DomainError when the county or the catalogue has that name. */
export const addType = defineCommand({
  name: 'measureType.add',
  permission: 'support:type',
  input: AddTypeInput,
  async run(ctx, { validFrom, validTo, ...input }): Promise<{ code: string }> {
    const county = countyOf(ctx.actor.scope)
    const twin = await ctx.db.measureType.findFirst({ where: { nameZh: input.nameZh }, select: { code: true } })
    if (twin) throw new DomainError('support.typeThere', {}, 'nameZh')
    const own = await ctx.db.measureType.count({ where: { appliesTo: county } })
    const code = `${county}-${String(own + 1).padStart(3, '0')}`
    await ctx.db.measureType.create({
      data: {
        ...input,
        code,
        appliesTo: county,
        validFrom: dateOf(validFrom),
        validTo: validTo ? dateOf(validTo) : null,
        sortNo: 1_000 + own,
      },
      select: { code: true },
    })
    return { code }
  },
})

/** The last day of a type that the county added; measures of it stay. Errors: NotFoundError for shipped and foreign ones. */
export const endType = defineCommand({
  name: 'measureType.end',
  permission: 'support:type',
  input: EndTypeInput,
  async run(ctx, { code, validTo }): Promise<{ code: string }> {
    const appliesTo = countyOf(ctx.actor.scope)
    const type = await ctx.db.measureType.findFirst({ where: { code, appliesTo }, select: { validFrom: true } })
    if (!type) throw new NotFoundError()
    if (dateOf(validTo) < type.validFrom) throw new DomainError('support.endBeforeStart', {}, 'validTo')
    await ctx.db.measureType.updateMany({ where: { code, appliesTo }, data: { validTo: dateOf(validTo) } })
    return { code }
  },
})
