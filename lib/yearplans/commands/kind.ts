import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOf } from '@/lib/regions/rules'
import { AddKindInput, EndKindInput } from '@/lib/yearplans/schema'

const OWN_FROM = 1_000

/** Adds a task for the county's plans, or one in the place of a shipped one; its code is made here. Errors: DomainError, NotFoundError. */
export const addKind = defineCommand({
  name: 'yearTask.add',
  permission: 'yearTask:set',
  input: AddKindInput,
  async run(ctx, { nameZh, nameEn, replaces }): Promise<{ code: string }> {
    const appliesTo = countyOf(ctx.actor.scope)
    const twin = await ctx.db.yearTaskKind.findFirst({ where: { appliesTo, nameZh }, select: { code: true } })
    if (twin) throw new DomainError('yearplans.kindThere', {}, 'nameZh')
    const shipped = replaces ? await ctx.db.yearTaskKind.findFirst({ where: { code: replaces, appliesTo: '' } }) : null
    if (replaces && !shipped) throw new NotFoundError()
    const own = await ctx.db.yearTaskKind.count({ where: { appliesTo } })
    const code = `${appliesTo}-${String(own + 1).padStart(3, '0')}`
    await ctx.db.yearTaskKind.create({
      data: { code, appliesTo, nameZh, nameEn, replaces, sortNo: shipped?.sortNo ?? OWN_FROM + own },
      select: { code: true },
    })
    return { code }
  },
})

/** Ends a task that the county added: later plans are made without it. Errors: NotFoundError for shipped and foreign ones. */
export const endKind = defineCommand({
  name: 'yearTask.end',
  permission: 'yearTask:set',
  input: EndKindInput,
  async run(ctx, { code, endedOn }): Promise<{ code: string }> {
    const where = { code, appliesTo: countyOf(ctx.actor.scope) }
    const { count } = await ctx.db.yearTaskKind.updateMany({ where, data: { endedOn: dateOf(endedOn) } })
    if (count === 0) throw new NotFoundError()
    return { code }
  },
})
