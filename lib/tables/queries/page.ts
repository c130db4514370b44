import 'server-only'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { may } from '@/lib/platform/permissions'
import { SUBJECT_CODES, subjectOf } from '@/lib/tables/catalogue'
import { definitionOf, findSaved, listSaved } from '@/lib/tables/queries/saved'
import { countTable } from '@/lib/tables/queries/table'
import { startOf } from '@/lib/tables/rules/address'
import type { Definition, SharedWith } from '@/lib/tables/schema'

/** What the actor may count. */
export const subjectsOf = ({ actor }: Ctx) => SUBJECT_CODES.filter((code) => may(actor.role, subjectOf(code).needs))

/** The tables to open, and what a new one may count. */
export async function getTables(ctx: Ctx) {
  return { subjects: subjectsOf(ctx), saved: await listSaved(ctx) }
}

/** A saved table as its reader may see and change it. Errors: NotFoundError. */
async function getSaved(ctx: Ctx, id: string) {
  const found = await findSaved(ctx, id)
  if (!found) throw new NotFoundError()
  const { name, shared, version, ownerId, ownerName, ownerUnit } = found
  return {
    id,
    name,
    shared: shared as SharedWith,
    version,
    isOwn: ownerId === ctx.actor.userId,
    owner: [ownerUnit, ownerName].filter(Boolean).join(' '),
    definition: definitionOf(found.definition),
  }
}

/**
 * A table by its definition, counted for the actor; `of` names the saved one that is being changed. Without a definition that can be read
 * nothing is counted. Errors: NotFoundError for a place or a saved table that is not his.
 */
export async function getView(ctx: Ctx, definition: Definition | null, region: string | undefined, of?: string) {
  const saved = of === undefined ? null : await getSaved(ctx, of)
  const subjects = subjectsOf(ctx)
  const isOther = definition !== null && !subjects.includes(definition.subject) && saved === null
  const asked = isOther && subjects[0] ? startOf(subjects[0]) : definition
  return { role: ctx.actor.role, subjects, saved, table: asked && (await countTable(ctx, asked, region)) }
}

/** A saved table, counted for the actor in a place of his. Errors: NotFoundError. */
export async function getSavedTable(ctx: Ctx, id: string, region: string | undefined) {
  const saved = await getSaved(ctx, id)
  return { role: ctx.actor.role, saved, table: saved.definition && (await countTable(ctx, saved.definition, region)) }
}
