import 'server-only'
import { AddItemInput, EndItemInput } from '@/lib/inspections/schema'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOf } from '@/lib/regions/rules'

const CODE_DIGITS = 3

/** Adds a checklist item for one's own county; campaigns planned from now on ask for it. Errors: DomainError. */
export const addItem = defineCommand({
  name: 'inspectionItem.add',
  permission: 'inspection:item',
  input: AddItemInput,
  async run(ctx, input): Promise<{ code: string }> {
    const county = countyOf(ctx.actor.regionCode)
    const aspect = await ctx.db.findingAspect.findUnique({ where: { code: input.aspect }, select: { endedOn: true } })
    if (!aspect || aspect.endedOn) throw new DomainError('inspections.noAspect', {}, 'aspect')
    const twin = await ctx.db.inspectionItem.findFirst({
      where: { appliesTo: { in: ['', county] }, nameZh: input.nameZh },
      select: { code: true },
    })
    if (twin) throw new DomainError('inspections.itemThere', {}, 'nameZh')
    const own = await ctx.db.inspectionItem.count({ where: { appliesTo: county } })
    const before = await ctx.db.inspectionItem.findFirst({
      where: { appliesTo: { in: ['', county] }, place: input.place },
      orderBy: { sortNo: 'desc' },
      select: { sortNo: true },
    })
    const code = `${county}-${String(own + 1).padStart(CODE_DIGITS, '0')}`
    await ctx.db.inspectionItem.create({
      data: { ...input, code, appliesTo: county, sortNo: (before?.sortNo ?? 0) + 1 },
      select: { code: true },
    })
    return { code }
  },
})

/** Ends an item that one's own county added; campaigns under way still ask for it. Errors: NotFoundError. */
export const endItem = defineCommand({
  name: 'inspectionItem.end',
  permission: 'inspection:item',
  input: EndItemInput,
  async run(ctx, { code, endedOn }): Promise<{ code: string }> {
    const { count } = await ctx.db.inspectionItem.updateMany({
      where: { code, appliesTo: countyOf(ctx.actor.regionCode), endedOn: null },
      data: { endedOn: dateOf(endedOn) },
    })
    if (count !== 1) throw new NotFoundError()
    return { code }
  },
})
