import 'server-only'
import { KINDS, type Status, type Tab } from '@/lib/duplicates/schema'
import { PAGE_SIZE, type ReviewRow, selectAcross, selectReviews } from '@/lib/duplicates/sql/lists'
import { maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { may } from '@/lib/platform/permissions'
import { isWithin, ownPrefix, rangeOf } from '@/lib/regions/rules'

const STATUSES_OF: Record<Tab, readonly Status[]> = {
  open: ['OPEN'],
  same: ['SAME'],
  decided: ['MERGED', 'DIFFERENT', 'DONE'],
}

type Asked = { tab: Tab; region: string | undefined; kind: string | undefined; page: number }

/** A page of reviews of a region, with the counts of what waits; names as the reader may see them. */
export async function listReviews(ctx: Ctx, { tab, region, kind, page }: Asked) {
  const { lo, hi } = rangeIn(ctx, region)
  const asked = KINDS.find((each) => each === kind) ?? ''
  const after = (page - 1) * PAGE_SIZE
  const found = await selectReviews(ctx, { lo, hi, statuses: STATUSES_OF[tab], kind: asked, after })
  const { name } = viewOf(ctx.actor.role)
  const shown = (row: ReviewRow): ReviewRow => ({
    ...row,
    left: maskName(row.left, name),
    right: row.right && maskName(row.right, name),
  })
  return {
    rows: found.rows.slice(0, PAGE_SIZE).map(shown),
    counts: found.counts,
    hasMore: found.rows.length > PAGE_SIZE,
    across: may(ctx.actor.role, 'duplicate:decideAcross') ? await listAcross(ctx) : [],
    may: { merge: may(ctx.actor.role, 'duplicate:merge'), check: may(ctx.actor.role, 'duplicate:check') },
  }
}

function rangeIn(ctx: Ctx, region: string | undefined) {
  const code = region ?? ctx.actor.regionCode
  if (!/^\d{12}$/.test(code) || !isWithin(code, ctx.actor.scope)) throw new NotFoundError()
  return rangeOf(ownPrefix(code))
}

/** All reviews that a list shows over all its pages, in its order; at most `most`, with names as they stand in the register. Errors: NotFoundError. */
export async function listAllReviews(ctx: Ctx, { tab, region }: Pick<Asked, 'tab' | 'region'>, most: number) {
  const asked = { ...rangeIn(ctx, region), statuses: STATUSES_OF[tab], kind: '', after: 0, most }
  return (await selectReviews(ctx, asked)).rows
}

/** Pairs across counties that the reader decides, as their list shows them, names as he may see them. */
export async function listAcross(ctx: Ctx) {
  return (await selectAcross(ctx)).map((row) => ({ ...row, name: maskName(row.name, viewOf(ctx.actor.role).name) }))
}
