import 'server-only'
import { listAspects } from '@/lib/findings/queries/aspects'
import { inForce } from '@/lib/findings/rules/aspects'
import { AddItemInput, EndItemInput, RenameItemInput } from '@/lib/inspections/schema'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
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
    if (!(await listAspects(ctx, county)).some(({ code }) => code === input.aspect))
      throw new DomainError('inspections.noAspect', {}, 'aspect')
    const { items, next: code } = await checklist(ctx)
    if (items.some(({ nameZh }) => nameZh === input.nameZh))
      throw new DomainError('inspections.itemThere', {}, 'nameZh')
    const before = await ctx.db.inspectionItem.findFirst({
      where: { appliesTo: { in: ['', county] }, place: input.place },
      orderBy: { sortNo: 'desc' },
      select: { sortNo: true },
    })
    await ctx.db.inspectionItem.create({
      data: { ...input, code, appliesTo: county, sortNo: (before?.sortNo ?? 0) + 1 },
      select: { code: true },
    })
    return { code }
  },
})

/**
 * Gives an item other words in one's own county: a new version that campaigns planned from now on ask; those under way keep the old one. Errors:
 * NotFoundError for an item that is not in force there, DomainError.
 */
export const renameItem = defineCommand({
  name: 'inspectionItem.rename',
  permission: 'inspection:item',
  input: RenameItemInput,
  async run(ctx, { code: old, nameZh, nameEn }): Promise<{ code: string }> {
    const { county, items, next } = await checklist(ctx)
    const item = items.find(({ code }) => code === old)
    if (!item) throw new NotFoundError()
    if (items.some((each) => each.nameZh === nameZh && each.code !== old))
      throw new DomainError('inspections.itemThere', {}, 'nameZh')
    const code = next
    await ctx.db.inspectionItem.create({
      data: { ...item, code, appliesTo: county, replaces: old, nameZh, nameEn },
      select: { code: true },
    })
    return { code }
  },
})

/**
 * Ends an item in one's own county, one of its own or a shipped one; campaigns under way still ask for it. Errors: NotFoundError for an item that is
 * not in force there.
 */
export const endItem = defineCommand({
  name: 'inspectionItem.end',
  permission: 'inspection:item',
  input: EndItemInput,
  async run(ctx, { code, endedOn }): Promise<{ code: string }> {
    const { county, items, next } = await checklist(ctx)
    const item = items.find((each) => each.code === code)
    if (!item) throw new NotFoundError()
    if (item.appliesTo === county) {
      const where = { code, appliesTo: county, endedOn: null }
      const { count } = await ctx.db.inspectionItem.updateMany({ where, data: { endedOn: dateOf(endedOn) } })
      if (count !== 1) throw new NotFoundError()
      return { code }
    }
    const data = { ...item, code: next, appliesTo: county, replaces: code, endedOn: dateOf(endedOn) }
    await ctx.db.inspectionItem.create({ data, select: { code: true } })
    return { code }
  },
})

/** All items that a county has or had, and those in force there; `next` is the code of one more. */
async function checklist(ctx: Ctx) {
  const county = countyOf(ctx.actor.regionCode)
  const rows = await ctx.db.inspectionItem.findMany({ where: { appliesTo: { in: ['', county] } } })
  const own = rows.filter(({ appliesTo }) => appliesTo === county).length
  const next = `${county}-${String(own + 1).padStart(CODE_DIGITS, '0')}`
  return { county, rows, items: inForce(rows, county), next }
}
