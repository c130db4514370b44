import 'server-only'
import { namesOf } from '@/lib/indicators/queries/page'
import type { Qualifier } from '@/lib/indicators/schema/facts'
import { selectSources, selectSums } from '@/lib/indicators/sql/lists'
import { getPlace, type Place } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import { addDays, dateOf, dayFrom, isDay } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { isWithin } from '@/lib/regions/rules'

const PAGE = 50

export type AskedFacts = { region?: string; source?: string; input?: string; asOf?: string; after?: string }

type Row = Awaited<ReturnType<typeof rowsOf>>[number]

function rowsOf(
  ctx: Ctx,
  where: NonNullable<Parameters<Ctx['db']['reportedFact']['findMany']>[0]>['where'],
  take: number,
) {
  return ctx.db.reportedFact.findMany({
    where,
    orderBy: [{ factOn: 'desc' }, { id: 'desc' }],
    take,
    include: { region: { select: { name: true } } },
  })
}

const viewOf = (row: Row) => ({
  id: row.id,
  region: { code: row.regionCode, name: row.region.name },
  code: row.inputCode,
  value: row.value === null ? null : row.value.toFixed(),
  unit: row.unit,
  qualifiers: row.qualifiers as Qualifier[],
  asOf: row.asOf && dayFrom(row.asOf),
  from: row.periodStart && dayFrom(row.periodStart),
  to: row.periodEnd && dayFrom(row.periodEnd),
  day: dayFrom(row.factOn),
  source: row.source,
  ref: row.sourceRef,
  note: row.note,
  version: row.version,
  reason: row.reason,
  by: row.reportedByName,
  unitOfReporter: row.reportedUnit,
  at: row.recordedAt,
})
export type FactView = ReturnType<typeof viewOf>

/** Ids of these facts that another row stands in the place of. */
async function corrected(ctx: Ctx, rows: readonly { countyCode: string; id: string }[]): Promise<Set<string>> {
  const next = await ctx.db.reportedFact.findMany({
    where: { supersedes: { in: rows.map(({ id }) => id) } },
    select: { supersedes: true },
  })
  return new Set(next.flatMap(({ supersedes }) => supersedes ?? []))
}

/** Facts of a region, the latest first, narrowed by source, input and day, paged by key; corrected ones are marked. Errors: NotFoundError. */
export async function listFacts(ctx: Ctx, { region, source, input, asOf, after }: AskedFacts) {
  const place = await getPlace(ctx, region)
  const cursor = cursorFrom(after)
  const until = asOf && isDay(asOf) ? asOf : undefined
  const rows = await rowsOf(
    ctx,
    {
      ...factsOf(place, { source, input, asOf }),
      ...(cursor
        ? { OR: [{ factOn: { lt: dateOf(cursor.day) } }, { factOn: dateOf(cursor.day), id: { lt: cursor.id } }] }
        : {}),
    },
    PAGE + 1,
  )
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  const old = await corrected(ctx, shown)
  return {
    place,
    own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    facts: shown.map((row) => ({ ...viewOf(row), isCorrected: old.has(row.id) })),
    sums: after ? [] : await selectSums(ctx, place.code, until ?? ctx.today),
    names: await namesOf(ctx),
    sources: await selectSources(ctx, place.range.gte, place.range.lt),
    next: rows.length > PAGE && last ? cursorText({ rank: 0, day: dayFrom(last.factOn), id: last.id }) : null,
    mayReport: may(ctx.actor.role, 'fact:report'),
    today: ctx.today,
  }
}

function factsOf({ range }: Pick<Place, 'range'>, { source, input, asOf }: AskedFacts) {
  return {
    regionCode: range,
    ...(source ? { source } : {}),
    ...(input ? { inputCode: input } : {}),
    ...(asOf && isDay(asOf) ? { factOn: { lt: dateOf(addDays(asOf, 1)) } } : {}),
  }
}

/** The facts that a list shows over all its pages, in its order; at most `most`. Errors: NotFoundError. */
export async function listFactIds(ctx: Ctx, asked: AskedFacts, most: number): Promise<string[]> {
  const rows = await rowsOf(ctx, factsOf(await getPlace(ctx, asked.region), asked), most)
  return rows.map(({ id }) => id)
}

/** Facts by their ids, in the order of the ids, as the list tells of them. */
export async function readFacts(ctx: Ctx, ids: readonly string[]) {
  const rows = await rowsOf(ctx, { id: { in: [...ids] } }, ids.length)
  const old = await corrected(ctx, rows)
  const by = new Map(rows.map((row) => [row.id, { ...viewOf(row), isCorrected: old.has(row.id) }]))
  return ids.flatMap((id) => by.get(id) ?? [])
}

/** A fact with all rows that stood in its place, the first report first. Errors: NotFoundError. */
export async function getFact(ctx: Ctx, id: string) {
  const row = isUuid(id) ? await ctx.db.reportedFact.findFirst({ where: { id } }) : null
  if (!row) throw new NotFoundError()
  const { countyCode, regionCode, inputCode } = row
  const kin = await ctx.db.reportedFact.findMany({
    where: { countyCode, regionCode, inputCode },
    include: { region: { select: { name: true } } },
  })
  const chain = [kin.find((each) => each.id === id) as (typeof kin)[number]]
  for (let first = chain[0]; first?.supersedes; ) {
    const before: (typeof kin)[number] | undefined = kin.find((each) => each.id === first?.supersedes)
    if (before) chain.unshift(before)
    first = before
  }
  for (let last = chain.at(-1); last; ) {
    const after: (typeof kin)[number] | undefined = kin.find((each) => each.supersedes === last?.id)
    if (after) chain.push(after)
    last = after
  }
  const isLast = chain.at(-1)?.id === id
  return {
    fact: viewOf(chain.find((each) => each.id === id) as (typeof kin)[number]),
    chain: chain.map(viewOf),
    input: (await namesOf(ctx)).get(inputCode),
    mayCorrect:
      isLast && row.value !== null && may(ctx.actor.role, 'fact:report') && isWithin(regionCode, ctx.actor.scope),
    today: ctx.today,
  }
}

/** What the form of a fact or a target offers: the actor's own region and those below, and the inputs. */
export async function getFactForm(ctx: Ctx, asked: { region?: string }) {
  const place = await getPlace(ctx, asked.region)
  return {
    place,
    own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    inputs: [...(await namesOf(ctx)).values()],
    today: ctx.today,
  }
}

/** The catalogue of inputs, and whether the actor may add to it. */
export async function listInputs(ctx: Ctx) {
  return { inputs: [...(await namesOf(ctx)).values()], mayAdd: may(ctx.actor.role, 'factInput:add') }
}
