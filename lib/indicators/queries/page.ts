import 'server-only'
import { formulaOf } from '@/lib/indicators/catalogue/indicator'
import { REPORTED, REPORTED_DEFINITIONS, type ReportedCode, type Theme } from '@/lib/indicators/catalogue/reported'
import { countForInputs } from '@/lib/indicators/queries/counted'
import { listFigures } from '@/lib/indicators/queries/figures'
import { differenceOf, type Figure, figureOf } from '@/lib/indicators/rules/figure'
import { selectSources } from '@/lib/indicators/sql/lists'
import { getPlace } from '@/lib/monitoring/queries/places'
import { isDay } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { levelOf } from '@/lib/regions/rules'

export type AskedPage = { region?: string; asOf?: string; source?: string; from?: string }

/** Names and units of inputs by their code. */
export async function namesOf(ctx: Ctx) {
  const rows = await ctx.db.factInput.findMany({ orderBy: [{ sortNo: 'asc' }, { code: 'asc' }] })
  return new Map(rows.map((row) => [row.code, row]))
}

export type FigureLine = {
  code: ReportedCode
  theme: Theme
  formula: string
  reported: Figure
  counted: Figure | null
  difference: string | null
}

/** The page of indicators: every figure of a region on a day as reported, beside what the records of the system come to. `since`: as of getWallOn. Errors: NotFoundError. */
export async function getIndicatorPage(ctx: Ctx, asked: AskedPage, since?: string) {
  const place = await getPlace(ctx, asked.region)
  const asOf = asked.asOf && isDay(asked.asOf) ? asked.asOf : ctx.today
  const from = asked.from && isDay(asked.from) && asked.from <= asOf ? asked.from : `${asOf.slice(0, 4)}-01-01`
  const figures = await listFigures(ctx, { region: place.code, asOf, source: asked.source }, REPORTED_DEFINITIONS)
  const { reads, wall, isBusy, uncounted } = await countForInputs(ctx, { region: place.code, from, asOf, since })
  const level = levelOf(place.code)
  const lines = REPORTED.flatMap((indicator, index): FigureLine[] => {
    const [definition, reported] = [REPORTED_DEFINITIONS[index], figures[index]]
    if (!definition || !reported || (indicator.levels && !indicator.levels.includes(level))) return []
    const own = figureOf(definition, place.code, reads)
    const counted = own.shown === null ? null : own
    const difference = differenceOf(own.exact, reported.exact, definition.decimals)
    return [
      { code: indicator.code, theme: indicator.theme, formula: formulaOf(indicator), reported, counted, difference },
    ]
  })
  return {
    place,
    asOf,
    from,
    source: asked.source,
    sources: await selectSources(ctx, place.range.gte, place.range.lt),
    lines: lines.filter(({ reported, counted }) => reported.shown !== null || counted !== null),
    without: lines.filter(({ reported, counted }) => reported.shown === null && counted === null),
    names: await namesOf(ctx),
    wall,
    isBusy,
    uncounted,
    today: ctx.today,
  }
}
export type IndicatorPage = Awaited<ReturnType<typeof getIndicatorPage>>
