import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOf } from '@/lib/regions/rules'
import { AddWorkKindInput, EndWorkKindInput } from '@/lib/worklogs/schema'

const OWN_FROM = 1_000

/** Adds a kind of work that logs of the county can tick; its code is made here. Errors: DomainError. */
export const addWorkKind = defineCommand({
  name: 'workKind.add',
  permission: 'workKind:set',
  input: AddWorkKindInput,
  async run(ctx, { nameZh, nameEn }): Promise<{ code: string }> {
    const appliesTo = countyOf(ctx.actor.scope)
    const twin = await ctx.db.workKind.findFirst({
      where: { appliesTo: { in: ['', appliesTo] }, nameZh },
      select: { code: true },
    })
    if (twin) throw new DomainError('worklogs.kindThere', {}, 'nameZh')
    const own = await ctx.db.workKind.count({ where: { appliesTo } })
    const code = `${appliesTo}-${String(own + 1).padStart(3, '0')}`
    await ctx.db.workKind.create({
      data: { code, appliesTo, nameZh, nameEn, sortNo: OWN_FROM + own },
      select: { code: true },
    })
    return { code }
  },
})

/** Ends a kind that the county added: from that day no log ticks it. Errors: NotFoundError for shipped and foreign ones. */
export const endWorkKind = defineCommand({
  name: 'workKind.end',
  permission: 'workKind:set',
  input: EndWorkKindInput,
  async run(ctx, { code, endedOn }): Promise<{ code: string }> {
    const where = { code, appliesTo: countyOf(ctx.actor.scope) }
    const { count } = await ctx.db.workKind.updateMany({ where, data: { endedOn: dateOf(endedOn) } })
    if (count === 0) throw new NotFoundError()
    return { code }
  },
})
