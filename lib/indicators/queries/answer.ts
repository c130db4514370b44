import 'server-only'
import { createHash } from 'node:crypto'
import enWall from '@/lib/i18n/en/indicators'
import en from '@/lib/i18n/en/measures'
import zhWall from '@/lib/i18n/zh-CN/indicators'
import zh from '@/lib/i18n/zh-CN/measures'
import { indicatorOf, isIndicatorCode, TALLIES, type Tally } from '@/lib/indicators/catalogue'
import { REPORTED } from '@/lib/indicators/catalogue/reported'
import { type AskedPage, type FigureLine, getIndicatorPage, type IndicatorPage } from '@/lib/indicators/queries/page'
import { countsOf } from '@/lib/indicators/queries/wall'
import { namesIn, parseFormula } from '@/lib/indicators/rules/formula'
import { shownOf } from '@/lib/indicators/rules/shown'
import { isDay } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, InputError } from '@/lib/platform/errors'
import { UNIT_WORDS } from '@/prisma/catalogue/fact-file'

const both = (code: string, zhWords: Readonly<Record<string, string>>, enWords: Readonly<Record<string, string>>) =>
  code in zhWords ? { 'zh-CN': zhWords[code] ?? '', en: enWords[code] ?? '' } : null

function lineOf(
  { code, theme, formula, reported, counted, difference }: FigureLine,
  { names, from, asOf }: IndicatorPage,
) {
  const indicator = REPORTED.find((each) => each.code === code)
  const unit = indicator?.unit ?? 'PIECES'
  return {
    code,
    theme,
    names: both(code, zh.names, en.names),
    unit: { code: unit, word: UNIT_WORDS[unit] },
    direction: indicator?.direction ?? 'INFO',
    version: indicator?.version ?? 1,
    definition: {
      formula,
      inputs: namesIn(parseFormula(formula)).map(({ name, at }) => ({
        code: name,
        at: at || null,
        names: { 'zh-CN': names.get(name)?.nameZh ?? name, en: names.get(name)?.nameEn ?? name },
        unit: names.get(name)?.unit ?? null,
      })),
      notes: both(code, zh.notes, en.notes),
    },
    reported:
      reported.shown === null
        ? null
        : {
            value: reported.shown,
            hedges: reported.hedges,
            numerator: reported.above,
            denominator: reported.below,
            days: reported.days,
            sources: reported.readings.map((read) => ({
              kind: read.kind,
              id: read.id,
              regionCode: read.regionCode,
              input: read.code,
              value: read.value,
              unit: read.unit,
              qualifiers: read.qualifiers,
              day: read.day,
              source: read.source,
              ref: read.sourceRef || null,
            })),
          },
    missing: reported.missing,
    counted: counted && { value: counted.shown, numerator: counted.above, denominator: counted.below, from, to: asOf },
    difference,
  }
}

/**
 * A figure that is counted in the register: households and persons of it and of its base; an average of days is of all its households.
 * `reported` names the indicators of this answer whose numerator is what it counts. Null counts for a day to come.
 */
function tallyOf(tally: Tally, { wall, asOf }: IndicatorPage) {
  const { code, definitionVersion, sum, inputs = {}, isOfYear } = tally
  const isIndicator = isIndicatorCode(code)
  const counts = wall && countsOf(wall, code)
  const told = [inputs.numerator, inputs.numeratorPersons]
  return {
    code,
    names: both(code, zhWall.names, enWall.names),
    definition: both(code, zhWall.means, enWall.means),
    unit: sum ? 'DAYS' : 'HOUSEHOLDS',
    direction: isIndicator ? indicatorOf(code).direction : 'DEADLINE',
    version: definitionVersion,
    from: isOfYear ? `${asOf.slice(0, 4)}-01-01` : null,
    to: asOf,
    counted: counts && {
      value: isIndicator ? shownOf(code, counts, asOf) : counts.numerator,
      households: sum ? counts.denominator : counts.numerator,
      persons: counts.numeratorPersons,
      base: { households: counts.denominator, persons: counts.denominatorPersons },
    },
    reported: REPORTED.filter(({ numerator }) => told.includes(numerator)).map((each) => each.code),
  }
}

export type IndicatorAnswer = Awaited<ReturnType<typeof answerIndicators>>

/**
 * What the page of indicators shows of a region on a day, for another program: every indicator defined at that level, those without a figure
 * with null; and every figure that the register counts. Values are decimal texts, days YYYY-MM-DD; no person stands in it. `etag` is of the content alone. Errors: NotFoundError,
 * InputError for a day that is none, DomainError `indicators.stillCounting` while counties of a city are counted again.
 */
export async function answerIndicators(ctx: Ctx, asked: AskedPage) {
  const wrong = (['asOf', 'from'] as const).filter((name) => asked[name] !== undefined && !isDay(asked[name] ?? ''))
  if (wrong.length > 0) throw new InputError(Object.fromEntries(wrong.map((name) => [name, { code: 'input.notADay' }])))
  const page = await getIndicatorPage(ctx, asked)
  if (page.isBusy) throw new DomainError('indicators.stillCounting')
  const lines = [...page.lines, ...page.without]
  const body = {
    region: { code: page.place.code, name: page.place.name },
    asOf: page.asOf,
    from: page.from,
    source: page.source ?? null,
    indicators: REPORTED.flatMap(({ code }) => lines.filter((line) => line.code === code)).map((line) =>
      lineOf(line, page),
    ),
    tallies: TALLIES.map((tally) => tallyOf(tally, page)),
  }
  return { body, etag: `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}"` }
}
