import { fill } from '@/lib/i18n/fill'
import { digits } from '@/lib/i18n/format'
import zh from '@/lib/i18n/zh-CN/figures'
import { readFor } from '@/lib/indicators/queries/figures'
import type { FileRow } from '@/lib/indicators/rules/fact-file'
import { type Definition, type Figure, figureOf, regionOf } from '@/lib/indicators/rules/figure'
import { type Formula, namesIn, parseFormula } from '@/lib/indicators/rules/formula'
import { compare, fractionOf } from '@/lib/indicators/rules/fraction'
import type { Actor } from '@/lib/platform/actor'
import { withScope } from '@/lib/platform/db'
import type { Computed } from './files'

export type Verdict = { row: Computed; shown: string | null; behind: string; faults: string[] }

/** What a note demands of a figure beside its value: to equal or stay below another fact or number. */
const DEMANDS = /须(等于|低于|不高于|高于|不低于)\s*([a-z][a-z0-9_]*(?:@\d{12})?|\d+(?:\.\d+)?)/g
const HOLDS: Record<string, (way: number) => boolean> = {
  等于: (way) => way === 0,
  低于: (way) => way < 0,
  不高于: (way) => way <= 0,
  高于: (way) => way > 0,
  不低于: (way) => way >= 0,
}

/** The last day that an article's rows speak of: on that day all of them are known. */
function lastDays(rows: readonly FileRow[]): Map<string, string> {
  const days = new Map<string, string>()
  for (const { cells } of rows) {
    for (const day of [cells.as_of, cells.period_start, cells.period_end]) {
      if (day > (days.get(cells.article) ?? '')) days.set(cells.article, day)
    }
  }
  return days
}

/** Reads what definitions need as the accounts of the provinces see it, with the query of the page of indicators. */
async function readAll(
  reporters: ReadonlyMap<string, Actor>,
  region: string,
  asOf: string,
  source: string,
  definitions: readonly Definition[],
) {
  const regions = [
    region,
    ...definitions.flatMap(({ formula }) => namesIn(formula).flatMap(({ at }) => regionOf(at, region) ?? [])),
  ]
  const provinces = [...new Set(regions.map((code) => code.slice(0, 2)))]
  const parts: Awaited<ReturnType<typeof readFor>> = []
  for (const province of provinces) {
    const actor = reporters.get(province)
    if (actor) parts.push(...(await withScope(actor, (ctx) => readFor(ctx, { region, asOf, source }, definitions))))
  }
  return parts
}

/** A figure as the page of indicators shows it. */
export function shownText({ shown, hedges }: Pick<Figure, 'shown' | 'hedges'>): string | null {
  return shown === null ? null : hedges.map((hedge) => `${zh.hedges[hedge]} `).join('') + digits(shown)
}

/** Computes every figure of a file from what was entered, and says where it differs from what the file expects. */
export async function compareFigures(
  reporters: ReadonlyMap<string, Actor>,
  facts: readonly FileRow[],
  computed: readonly Computed[],
): Promise<Verdict[]> {
  const days = lastDays(facts)
  const groups = new Map<string, Computed[]>()
  for (const row of computed) {
    const key = `${row.article}\n${row.region}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const verdicts = new Map<Computed, Verdict>()
  for (const rows of groups.values()) {
    const [first] = rows
    if (!first) continue
    const demands = rows.flatMap(({ note }) => [...note.matchAll(DEMANDS)].map(([, , name = '']) => name))
    const definitions = rows.map(({ code, formula, decimals }) => ({ code, formula: parseFormula(formula), decimals }))
    const compared = demands.map((name) => ({ code: name, formula: parseFormula(name), decimals: 6 }))
    const readings = await readAll(reporters, first.region, days.get(first.article) ?? '9999-12-31', first.article, [
      ...definitions,
      ...compared,
    ])
    const exactly = (formula: Formula) => figureOf({ code: '', formula, decimals: 6 }, first.region, readings).exact
    for (const [index, row] of rows.entries()) {
      const figure = figureOf(definitions[index] as Definition, row.region, readings)
      verdicts.set(
        row,
        judge(row, figure, (name) => exactly(parseFormula(name))),
      )
    }
  }
  return computed.map((row) => verdicts.get(row) as Verdict)
}

function judge(row: Computed, figure: Figure, exactOf: (name: string) => Figure['exact']): Verdict {
  const faults: string[] = []
  const [got, wanted] = [figure.shown === null ? null : fractionOf(figure.shown), fractionOf(row.expected)]
  if (!got) faults.push(fill(zh.newspaper.missing, { names: figure.missing.join(', ') }))
  else if (!wanted || compare(got, wanted) !== 0) faults.push(zh.newspaper.differs)
  for (const [demand, how = '', name = ''] of row.note.matchAll(DEMANDS)) {
    const other = exactOf(name)
    if (!figure.exact || !other || !HOLDS[how]?.(compare(figure.exact, other))) faults.push(demand)
  }
  if (row.note.includes('界面须标“约”') && !figure.hedges.includes('about')) faults.push(zh.newspaper.notAbout)
  const behind = figure.below === null ? '' : `${digits(figure.above ?? '?')} / ${digits(figure.below)}`
  return { row, shown: shownText(figure), behind, faults }
}
