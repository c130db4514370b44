import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import type { Ctx } from '@/lib/platform/db'
import { ConflictError, DomainError, NotFoundError } from '@/lib/platform/errors'
import { may } from '@/lib/platform/permissions'
import { countyOf } from '@/lib/regions/rules'
import { subjectOf } from '@/lib/tables/catalogue'
import { definitionOf, findSaved } from '@/lib/tables/queries/saved'
import {
  CopyTableInput,
  type Definition,
  EditTableInput,
  EndTableInput,
  SaveTableInput,
  type SharedWith,
} from '@/lib/tables/schema'

type Kept = { id: string; name: string; shared: SharedWith; definition: Definition }

async function keep(ctx: Ctx, { id, name, shared, definition }: Kept) {
  const { actor } = ctx
  if (!may(actor.role, subjectOf(definition.subject).needs)) throw new DomainError('tables.subjectNotYours')
  await ctx.db.savedTable.create({
    data: {
      countyCode: countyOf(actor.regionCode),
      id,
      regionCode: actor.regionCode,
      name,
      definition,
      shared,
      ownerId: actor.userId,
      ownerName: actor.name,
      ownerUnit: actor.unit,
      savedAt: ctx.now,
    },
    select: { id: true },
  })
  return { tableId: id }
}

/** Keeps a table under a name, for its owner or for others too: what it counts, not what it counted. Errors: DomainError `tables.subjectNotYours`. */
export const saveTable = defineCommand({
  name: 'table.save',
  permission: 'table:save',
  input: SaveTableInput,
  run: keep,
})

/** Puts a table that one may read beside one's own, under its name, shared with nobody. Errors: NotFoundError, DomainError `tables.subjectNotYours`. */
export const copyTable = defineCommand({
  name: 'table.copy',
  permission: 'table:save',
  input: CopyTableInput,
  async run(ctx, { id, tableId, name }) {
    const found = await findSaved(ctx, tableId)
    const definition = found && definitionOf(found.definition)
    if (!found || !definition) throw new NotFoundError()
    return keep(ctx, { id, name: name ?? found.name, shared: 'ME', definition })
  },
})

/** One's own table that has not ended. Errors: NotFoundError. */
async function ownTable(ctx: Ctx, id: string) {
  const found = await findSaved(ctx, id)
  if (!found || found.ownerId !== ctx.actor.userId) throw new NotFoundError()
  return found
}

type Change = { name: string; shared: SharedWith; definition: Definition } | { endedAt: Date }

async function change(ctx: Ctx, tableId: string, version: number, data: Change) {
  const { countyCode, version: present } = await ownTable(ctx, tableId)
  const { count } = await ctx.db.savedTable.updateMany({
    where: { countyCode, id: tableId, version },
    data: { ...data, savedAt: ctx.now, version: version + 1 },
  })
  if (count === 0) throw new ConflictError([], present)
  return { tableId }
}

/** Changes one's own table: its name, what it shows, with whom it is shared. Errors: NotFoundError, ConflictError, DomainError. */
export const editTable = defineCommand({
  name: 'table.edit',
  permission: 'table:save',
  input: EditTableInput,
  async run(ctx, { tableId, version, name, shared, definition }) {
    if (!may(ctx.actor.role, subjectOf(definition.subject).needs)) throw new DomainError('tables.subjectNotYours')
    return change(ctx, tableId, version, { name, shared, definition })
  },
})

/** Ends one's own table: nobody finds it any more, and it stays to be audited. Errors: NotFoundError, ConflictError. */
export const endTable = defineCommand({
  name: 'table.end',
  permission: 'table:save',
  input: EndTableInput,
  run: (ctx, { tableId, version }) => change(ctx, tableId, version, { endedAt: ctx.now }),
})
