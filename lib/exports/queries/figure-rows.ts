import 'server-only'
import type { List } from '@/lib/exports/queries/lists'
import { aboutNobody, dayCell } from '@/lib/exports/queries/plain-row'
import type { SheetRow } from '@/lib/exports/schema'
import zh from '@/lib/i18n/zh-CN/figures'
import measures from '@/lib/i18n/zh-CN/measures'
import { REPORTED } from '@/lib/indicators/catalogue/reported'
import { readFacts } from '@/lib/indicators/queries/facts'
import { getIndicatorPage, namesOf } from '@/lib/indicators/queries/page'
import { readTargets } from '@/lib/indicators/queries/targets'
import type { Ctx } from '@/lib/platform/db'

const names: Readonly<Record<string, string>> = measures.names
const notes: Readonly<Record<string, string>> = measures.notes

const qualified = (qualifiers: readonly string[]) =>
  qualifiers.map((each) => zh.qualifiers[each as 'ABOUT']).join(zh.file.join) || null

/** Reported facts by their ids, as their list tells of them. Values are written whole, as texts: no program rounds them. */
export async function readFactRows(ctx: Ctx, ids: readonly string[]): Promise<SheetRow[]> {
  const inputs = await namesOf(ctx)
  return (await readFacts(ctx, ids)).map((fact) =>
    aboutNobody(fact.region.code, {
      regionCode: fact.region.code,
      regionName: fact.region.name,
      measureName: inputs.get(fact.code)?.nameZh ?? fact.code,
      measureCode: fact.code,
      figure: fact.value,
      workUnit: fact.unit,
      qualifiers: qualified(fact.qualifiers),
      factFrom: dayCell(fact.from),
      factOn: dayCell(fact.day),
      source: fact.source,
      sourceRef: fact.ref || null,
      factVersion: fact.version,
      factState: fact.value === null ? zh.facts.withdrawn : fact.isCorrected ? zh.facts.corrected : null,
      reason: fact.reason || null,
      reportedBy: fact.by,
      remark: fact.note || null,
    }),
  )
}

/** Targets by their ids with where each stands on the day of the file. */
export async function readTargetRows(ctx: Ctx, ids: readonly string[]): Promise<SheetRow[]> {
  const inputs = await namesOf(ctx)
  return (await readTargets(ctx, ids)).map((target) =>
    aboutNobody(target.region.code, {
      regionCode: target.region.code,
      regionName: target.region.name,
      measureName: inputs.get(target.measure)?.nameZh ?? names[target.measure] ?? target.measure,
      measureCode: target.measure,
      targetKind: zh.targets.kinds[target.kind],
      targetFigure: target.value,
      workUnit: target.unit,
      baseFigure: target.baseline,
      currentFigure: target.current,
      expectedFigure: target.expected,
      targetStanding: zh.targets.standings[target.standing],
      periodFrom: dayCell(target.from),
      periodTo: dayCell(target.to ?? target.asOf),
      responsiblePerson: target.responsible || null,
      source: target.source,
      sourceRef: target.ref || null,
      factVersion: target.version,
    }),
  )
}

/** Lines of the page of indicators by their codes: as reported with its parts and sources, as counted, and the difference. */
export async function readIndicatorRows(ctx: Ctx, list: List, codes: readonly string[]): Promise<SheetRow[]> {
  const { asOf, from, source } = Object.fromEntries(new URLSearchParams(list.query))
  const page = await getIndicatorPage(ctx, { region: list.regionCode, asOf, from, source })
  const lines = new Map(page.lines.map((line) => [line.code as string, line]))
  return codes.flatMap((code) => {
    const line = lines.get(code)
    const indicator = REPORTED.find((each) => each.code === code)
    if (!line || !indicator) return []
    const { reported, counted } = line
    return aboutNobody(page.place.code, {
      regionCode: page.place.code,
      regionName: page.place.name,
      measureTheme: zh.themes[line.theme],
      measureName: names[code] ?? code,
      measureCode: code,
      reportedFigure: reported.shown,
      workUnit: zh.units[indicator.unit],
      hedges: reported.hedges.map((hedge) => zh.hedges[hedge]).join(zh.file.join) || null,
      partAbove: reported.above,
      partBelow: reported.below,
      countedFigure: counted?.shown ?? null,
      figureDifference: line.difference,
      factFrom: dayCell(reported.days?.first ?? null),
      factOn: dayCell(reported.days?.last ?? null),
      countedFrom: dayCell(page.from),
      countedOn: dayCell(page.asOf),
      sources: [...new Set(reported.readings.map((read) => read.source))].join(zh.file.join) || null,
      measureFormula: line.formula,
      measureNote: notes[code] ?? null,
      factVersion: indicator.version,
    })
  })
}
