import 'server-only'
import { logAccess } from '@/lib/audit/log-access'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, type FieldError } from '@/lib/platform/errors'
import { defineReading } from '@/lib/platform/form-reading'
import { countyOf } from '@/lib/regions/rules'
import { fieldOf } from '@/lib/support/queries/field'
import { matchesOf } from '@/lib/support/queries/matches'
import { type Brought, pastedNumbers, readNumbers } from '@/lib/support/rules/id-list'
import { type ListHead, MOST_NUMBERS, PasteInput, PREVIEWS_A_DAY } from '@/lib/support/schema/lists'
import { sealList } from '@/lib/support/sealed-list'

const DAY_MS = 24 * 3_600_000
const FIELD = 'departmentPreview'

export type ListPreview = {
  id: string
  rows: number
  columns: readonly string[]
  column: string | null
  wrong: number
  twice: number
  faults: readonly FieldError[]
  /** How many of the numbers belong to people of the county's register. */
  known: number
  /** The list, sealed, to be brought back with the word that it is right; null while something in it is wrong. */
  carried: string | null
}

/**
 * Reads a list of ID numbers without keeping anything of it: how many rows it has, which rows are wrong, and how many of them the county's
 * register knows, as a number only. That somebody asked is written down. Errors: DomainError `support.notYourField`, `support.listEmpty`,
 * `support.tooManyPreviews`.
 */
export async function previewList(
  ctx: Ctx,
  { id, category, purpose }: ListHead,
  { columns, column, listed }: Brought,
  field: 'numbers' | 'file',
): Promise<ListPreview> {
  const own = await fieldOf(ctx)
  if (!own?.includes(category)) throw new DomainError('support.notYourField', {}, 'category')
  if (listed.length === 0 || listed.length > MOST_NUMBERS)
    throw new DomainError('support.listEmpty', { most: MOST_NUMBERS }, field)
  const countyCode = countyOf(ctx.actor.regionCode)
  const since = new Date(ctx.now.getTime() - DAY_MS)
  const mine = { countyCode, actorId: ctx.actor.userId, field: FIELD, at: { gt: since } }
  if ((await ctx.db.accessLog.count({ where: mine })) >= PREVIEWS_A_DAY)
    throw new DomainError('support.tooManyPreviews', { n: PREVIEWS_A_DAY })
  const { numbers, faults, wrong, twice } = readNumbers(listed, ctx.today)
  const known = (await matchesOf(ctx, countyCode, numbers)).length
  const reason = `${listed.length} ${known} ${purpose}`
  await logAccess(ctx, { kind: 'SEARCH_ID', field: FIELD, purpose: category, reason })
  return {
    id,
    rows: listed.length,
    columns,
    column,
    wrong,
    twice,
    faults: Object.values(faults),
    known,
    carried: wrong + twice > 0 ? null : sealList(id, { category, purpose, listed, at: ctx.now.toISOString() }),
  }
}

/** Looks at numbers that a department pasted, one to a line. Errors: as `previewList`. */
export const previewNumbers = defineReading({
  name: 'match.preview',
  permission: 'match:list',
  input: PasteInput,
  read: (ctx, { numbers, ...head }) =>
    previewList(ctx, head, { columns: [], column: null, listed: pastedNumbers(numbers) }, 'numbers'),
})
