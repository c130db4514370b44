import 'server-only'
import { drawOutlines } from '@/lib/outlines/rules/draw'
import { readGeoJson } from '@/lib/outlines/rules/geojson'
import { matchFeatures } from '@/lib/outlines/rules/match'
import { counts } from '@/lib/outlines/rules/standing'
import { ImportOutlineInput, WithdrawOutlineInput } from '@/lib/outlines/schema'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, type ErrorCode, InputError, NotFoundError, type Params } from '@/lib/platform/errors'
import { countyOf, countyOfScope, isWithin, levelOf } from '@/lib/regions/rules'

const MOST_NAMED = 10
const BETWEEN = ' / '

const named = (names: readonly string[]) => names.slice(0, MOST_NAMED).join(BETWEEN)
const beside = (field: string, code: ErrorCode, params: Params = {}) => new InputError({ [field]: { code, params } })

/** The regions one level below that have to be drawn. Errors: NotFoundError outside the actor's region, DomainError for a village. */
async function regionsBelow(ctx: Ctx, regionCode: string) {
  if (!isWithin(regionCode, ctx.actor.scope)) throw new NotFoundError()
  const region = await ctx.db.region.findUnique({ where: { code: regionCode }, select: { code: true } })
  if (!region) throw new NotFoundError()
  if (levelOf(regionCode) === 'VILLAGE') throw new DomainError('outlines.nothingBelow')
  return ctx.db.region.findMany({
    where: { parentCode: regionCode },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, name: true },
  })
}

/**
 * Imports outlines of the regions below one from a GeoJSON file, in use from a day in place of the former. Every feature fits one region and
 * every region has one. The file is read as a whole, drawn and simplified here; nothing of it is fetched or kept but the drawing.
 * Errors: NotFoundError, DomainError `outlines.*`, InputError beside the field that has to be mended.
 */
export const importOutline = defineCommand({
  name: 'outline.import',
  permission: 'outline:import',
  input: ImportOutlineInput,
  async run(ctx, { id, regionCode, file, matchBy, approvalNo, source, drawnOn, validFrom }) {
    const regions = await regionsBelow(ctx, regionCode)
    if (drawnOn > ctx.today) throw beside('drawnOn', 'outlines.drawnAhead')
    const read = readGeoJson(typeof file === 'string' ? file : await file.text())
    if (read.fault) {
      const { code, ...params } = read.fault
      throw beside('file', `outlines.${code}`, params)
    }
    const { byRegion, unmatched, twice, missing, properties } = matchFeatures(read.features, regions, matchBy)
    const known = named(properties)
    if (matchBy && !properties.includes(matchBy))
      throw beside('matchBy', 'outlines.noProperty', { property: matchBy, properties: known })
    if (unmatched.length > 0)
      throw beside('matchBy', 'outlines.unmatched', { names: named(unmatched), properties: known })
    if (twice.length > 0) throw beside('file', 'outlines.twice', { names: named(twice) })
    if (missing.length > 0) throw beside('file', 'outlines.missing', { names: named(missing) })
    const rows = await ctx.db.regionOutline.findMany({
      where: { countyCode: countyOf(regionCode), regionCode, validFrom: { gt: dateOf(validFrom) } },
      select: { validFrom: true, withdrawals: { select: { withdrawnOn: true } } },
    })
    if (rows.some(counts)) throw beside('validFrom', 'outlines.notAgain')
    await ctx.db.regionOutline.create({
      data: {
        countyCode: countyOf(regionCode),
        id,
        regionCode,
        validFrom: dateOf(validFrom),
        approvalNo,
        source,
        drawnOn: dateOf(drawnOn),
        drawing: drawOutlines(byRegion),
        importedBy: ctx.actor.userId,
        importedByName: ctx.actor.name,
        recordedAt: ctx.now,
      },
      select: { id: true },
    })
    return { regionCode }
  },
})

/**
 * Takes outlines out of use. Those that came into use before in their place do not come back: the region shows tiles until others are imported.
 * Outlines that had not begun yet are as if never imported. Errors: NotFoundError outside the actor's region, `outlines.withdrawnAlready`.
 */
export const withdrawOutline = defineCommand({
  name: 'outline.withdraw',
  permission: 'outline:withdraw',
  input: WithdrawOutlineInput,
  async run(ctx, { outlineId, reason }) {
    const outline = await ctx.db.regionOutline.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: outlineId },
      select: { countyCode: true, regionCode: true },
    })
    if (!outline) throw new NotFoundError()
    const { countyCode, regionCode } = outline
    const { count } = await ctx.db.outlineWithdrawal.createMany({
      data: {
        countyCode,
        outlineId,
        regionCode,
        reason,
        withdrawnOn: dateOf(ctx.today),
        withdrawnBy: ctx.actor.userId,
        withdrawnByName: ctx.actor.name,
        recordedAt: ctx.now,
      },
      skipDuplicates: true,
    })
    if (count === 0) throw new DomainError('outlines.withdrawnAlready')
    return { regionCode }
  },
})
