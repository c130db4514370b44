import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { subjectOf } from '@/lib/tables/catalogue'
import { Definition, type SharedWith } from '@/lib/tables/schema'

const MOST = 200

const SHOWN = {
  countyCode: true,
  id: true,
  name: true,
  definition: true,
  shared: true,
  ownerId: true,
  ownerName: true,
  ownerUnit: true,
  savedAt: true,
  version: true,
  region: { select: { name: true } },
} as const

/** What is shared with an office is for those of the same unit; the database already keeps it within the region. */
const withMe = (ctx: Ctx) => ({
  endedAt: null,
  OR: [{ ownerId: ctx.actor.userId }, { shared: 'BELOW' }, { shared: 'OFFICE', ownerUnit: ctx.actor.unit }],
})

/** A definition as it was kept; null where the catalogue knows a name of it no longer. */
export function definitionOf(kept: unknown): Definition | null {
  const read = Definition.safeParse(kept)
  return read.success ? read.data : null
}

/** A saved table that the actor may read; null where there is none. */
export async function findSaved(ctx: Ctx, id: string) {
  return ctx.db.savedTable.findFirst({ where: { id, ...withMe(ctx) }, select: SHOWN })
}

export type SavedRow = {
  id: string
  name: string
  definition: Definition | null
  shared: SharedWith
  isOwn: boolean
  owner: string
  region: string
  savedAt: Date
}

/** The tables that the actor kept and those shared with him, of what he may count; the newest first. */
export async function listSaved(ctx: Ctx): Promise<SavedRow[]> {
  const rows = await ctx.db.savedTable.findMany({
    where: withMe(ctx),
    orderBy: [{ savedAt: 'desc' }, { id: 'desc' }],
    take: MOST,
    select: SHOWN,
  })
  return rows.flatMap(({ definition: kept, ownerId, ownerName, ownerUnit, region, shared, id, name, savedAt }) => {
    const definition = definitionOf(kept)
    const isOwn = ownerId === ctx.actor.userId
    if (!isOwn && (!definition || !may(ctx.actor.role, subjectOf(definition.subject).needs))) return []
    const owner = [ownerUnit, ownerName].filter(Boolean).join(' ')
    return [{ id, name, definition, shared: shared as SharedWith, isOwn, owner, region: region.name, savedAt }]
  })
}
