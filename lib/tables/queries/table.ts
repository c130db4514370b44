import 'server-only'
import { viewOf } from '@/lib/households/rules/views'
import { getPlace, type Place } from '@/lib/monitoring/queries/places'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { levelBelow, levelOf, ownPrefix, prefixOf } from '@/lib/regions/rules'
import { fieldOf } from '@/lib/support/queries/field'
import { subjectOf } from '@/lib/tables/catalogue'
import { recordsBehind } from '@/lib/tables/rules/behind'
import type { Names } from '@/lib/tables/rules/labels'
import { isCovering, type Laid, lay } from '@/lib/tables/rules/lay'
import type { Definition } from '@/lib/tables/schema'
import { selectGroups } from '@/lib/tables/sql/groups'

const TIMEOUT_MS = 5_000
const MOST_GROUPS = 20_000
const SMALL = 'figures.smallCell'

/** Where a table is counted, and whom it is counted for. */
type Frame = {
  definition: Definition
  place: Place
  own: { code: string; name: string }
  below: { code: string; name: string; nameEn: string | null }[]
  asOf: Date
}

export type Table = Frame & {
  problem: null
  laid: Laid
  names: Names
  records: (row: string, column: string) => string | null
}
/** TOO_LARGE: given up after its time; a place below is smaller. */
export type NoTable = Frame & { problem: 'NOT_YOURS' | 'TOO_LARGE' | 'TOO_MANY' }

/**
 * Counts a table for whoever asks, in a place of his: live, as the records are now. The same definition is another table for another reader.
 * Errors: NotFoundError for a place that is not his.
 */
export async function countTable(
  ctx: Ctx,
  definition: Definition,
  region: string | undefined,
  timeoutMs = TIMEOUT_MS,
): Promise<Table | NoTable> {
  const { role, regionCode, regionName } = ctx.actor
  const place = await getPlace(ctx, region)
  const below = await ctx.db.region.findMany({
    where: { parentCode: place.code },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, name: true, nameEn: true },
  })
  const frame = { definition, place, own: { code: regionCode, name: regionName }, below, asOf: ctx.now }
  if (!may(role, subjectOf(definition.subject).needs)) return { ...frame, problem: 'NOT_YOURS' }
  const prefix = ownPrefix(place.code)
  const level = levelBelow(levelOf(place.code))
  const groups = await selectGroups(ctx, {
    definition,
    prefix,
    placeDigits: level ? prefixOf(place.code, level).length : prefix.length,
    field: definition.subject === 'measures' ? await fieldOf(ctx) : null,
    timeoutMs,
    most: MOST_GROUPS + 1,
  })
  if (groups === null) return { ...frame, problem: 'TOO_LARGE' }
  if (groups.length > MOST_GROUPS) return { ...frame, problem: 'TOO_MANY' }
  const names = {
    places: Object.fromEntries(
      [{ ...place, nameEn: null }, ...below].map(({ code, name, nameEn }) => [code, { zh: name, en: nameEn ?? name }]),
    ),
    aspects: [definition.rows, definition.columns].includes('aspect') ? await aspectNames(ctx) : {},
  }
  const covers = isCovering(definition, { names: viewOf(role).name === 'FULL', health: may(role, 'health:read') })
  const laid = lay(
    definition,
    groups,
    {
      places: below.length > 0 ? below.map(({ code }) => code) : [place.code],
      aspects: Object.keys(names.aspects),
    },
    covers ? await smallCell(ctx, place.code) : null,
  )
  return { ...frame, problem: null, laid, names, records: recordsFor(ctx, definition, place.code) }
}

/** The records behind a cell open for whoever may see the names on them. */
function recordsFor({ actor }: Ctx, definition: Definition, region: string) {
  const isOpen = viewOf(actor.role).name === 'FULL'
  return (row: string, column: string) => (isOpen ? recordsBehind(definition, region, row, column) : null)
}

async function aspectNames(ctx: Ctx): Promise<Names['aspects']> {
  const rows = await ctx.db.findingAspect.findMany({
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, nameZh: true, nameEn: true },
  })
  return Object.fromEntries(rows.map(({ code, nameZh, nameEn }) => [code, { zh: nameZh, en: nameEn }]))
}

/** Figures of persons below this are covered (policy value); without one everything small is. */
async function smallCell(ctx: Ctx, regionCode: string): Promise<number> {
  const rows = await listParameterRows(ctx, [SMALL])
  return resolveParameter(rows, SMALL, regionCode, ctx.today)?.value ?? Number.POSITIVE_INFINITY
}
