import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOf } from '@/lib/regions/rules'
import { AddWorkInput, EndWorkInput } from '@/lib/supervision/schema'

const OWN_FROM = 1_000

/** Adds a key work for the county; its code is made here. Errors: DomainError when the catalogue has that name. */
export const addWork = defineCommand({
  name: 'keyWork.add',
  permission: 'supervision:propose',
  input: AddWorkInput,
  async run(ctx, input): Promise<{ code: string }> {
    const appliesTo = countyOf(ctx.actor.scope)
    const twin = await ctx.db.keyWork.findFirst({
      where: { nameZh: input.nameZh, endedOn: null },
      select: { code: true },
    })
    if (twin) throw new DomainError('supervision.workThere', {}, 'nameZh')
    const own = await ctx.db.keyWork.count({ where: { appliesTo } })
    const code = `${appliesTo}-${String(own + 1).padStart(3, '0')}`
    await ctx.db.keyWork.create({
      data: { ...input, code, appliesTo, sortNo: OWN_FROM + own },
      select: { code: true },
    })
    return { code }
  },
})

/** Ends a key work that the county added; places that have it keep it. Errors: NotFoundError for shipped and foreign ones. */
export const endWork = defineCommand({
  name: 'keyWork.end',
  permission: 'supervision:propose',
  input: EndWorkInput,
  async run(ctx, { code, endedOn }): Promise<{ code: string }> {
    const where = { code, appliesTo: countyOf(ctx.actor.scope) }
    const { count } = await ctx.db.keyWork.updateMany({ where, data: { endedOn: dateOf(endedOn) } })
    if (count === 0) throw new NotFoundError()
    return { code }
  },
})
