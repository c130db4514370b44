import 'server-only'
import { turnOf } from '@/lib/outlines/rules/standing'
import { Drawing, type Shape } from '@/lib/outlines/schema'
import { selectTurn } from '@/lib/outlines/sql'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { countyOf, isWithin, levelOf } from '@/lib/regions/rules'

/** Outlines in use, and under which number, by whom and when the map was made. */
export type Outline = {
  width: number
  height: number
  shapes: Readonly<Record<string, Shape>>
  approvalNo: string
  source: string
  drawnOn: string
}

const NEWEST = [{ validFrom: 'desc' }, { recordedAt: 'desc' }] as const

/**
 * The outlines of a region in use today; null where there are none, where they were withdrawn, or where one of `codes` has none: tiles are
 * shown then. Outlines that were replaced do not come back, and what was withdrawn before its day never was in use.
 */
export async function findOutline(ctx: Ctx, regionCode: string, codes: readonly string[]): Promise<Outline | null> {
  if (codes.length === 0) return null
  const row = await selectTurn(ctx, regionCode)
  if (!row || row.isWithdrawn) return null
  const { width, height, shapes: drawn } = Drawing.parse(row.drawing)
  const shapes = Object.fromEntries(drawn.map((shape) => [shape.code, shape]))
  if (codes.some((code) => !shapes[code])) return null
  return { width, height, shapes, approvalNo: row.approvalNo, source: row.source, drawnOn: dayFrom(row.drawnOn) }
}

/** A region with all outlines ever imported for it, the newest first. Errors: NotFoundError outside the actor's region and for a village. */
export async function getOutlines(ctx: Ctx, regionCode: string) {
  const isOwn = /^\d{12}$/.test(regionCode) && isWithin(regionCode, ctx.actor.scope)
  if (!isOwn || levelOf(regionCode) === 'VILLAGE') throw new NotFoundError()
  const region = await ctx.db.region.findUnique({ where: { code: regionCode }, select: { code: true, name: true } })
  if (!region) throw new NotFoundError()
  const rows = await ctx.db.regionOutline.findMany({
    where: { countyCode: countyOf(regionCode), regionCode },
    orderBy: [...NEWEST],
    select: {
      id: true,
      validFrom: true,
      approvalNo: true,
      source: true,
      drawnOn: true,
      importedByName: true,
      recordedAt: true,
      withdrawals: { select: { withdrawnOn: true, withdrawnByName: true, reason: true } },
    },
  })
  const now = turnOf(rows, dateOf(ctx.today))
  const children = await ctx.db.region.findMany({
    where: { parentCode: regionCode },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, name: true },
  })
  return {
    region,
    children,
    today: ctx.today,
    outline: await findOutline(
      ctx,
      regionCode,
      children.map(({ code }) => code),
    ),
    history: rows.map(({ withdrawals: [withdrawal], ...row }) => ({
      ...row,
      validFrom: dayFrom(row.validFrom),
      drawnOn: dayFrom(row.drawnOn),
      /** In use, or to come: replaced ones are over. */
      isStanding: !withdrawal && (row.id === now?.id || row.validFrom > dateOf(ctx.today)),
      withdrawal: withdrawal ? { ...withdrawal, withdrawnOn: dayFrom(withdrawal.withdrawnOn) } : null,
    })),
  }
}
