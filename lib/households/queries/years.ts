import 'server-only'
import {
  INCOME_FIELDS,
  type IncomeField,
  LIVING_FIELDS,
  type LivingField,
} from '@/lib/households/catalogue/record-fields'
import { getHouseholdPlace } from '@/lib/households/queries/edit'
import { incomeRow } from '@/lib/households/queries/income-row'
import { textsOf } from '@/lib/households/queries/texts'
import type { Texts } from '@/lib/households/rules/edit'
import { lastPovertyYear, povertyYear } from '@/lib/households/rules/income'
import type { HouseholdPlace } from '@/lib/households/sql/edit'
import { listParameterRows } from '@/lib/parameters/queries'
import { type WarningLine, warningLine } from '@/lib/parameters/rules'
import type { Ctx } from '@/lib/platform/db'

const FIRST_YEAR = 2013

export type YearForm<F extends string> = {
  place: HouseholdPlace
  year: number
  /** Years that can be recorded, newest first. */
  years: number[]
  version: number
  /** What was read; all empty where the year is not recorded. */
  texts: Texts<F>
  /** Values of the newest earlier year, where this one is not recorded. */
  prefill: { year: number; texts: Texts<F> } | null
}

/** A year as asked for in an address; the newest possible one when it is none. */
function chosen(asked: unknown, newest: number): number {
  const year = typeof asked === 'string' && /^\d{4}$/.test(asked) ? Number(asked) : newest
  return year < FIRST_YEAR || year > newest ? newest : year
}

const yearsFrom = (newest: number, recorded: readonly { year: number }[]) =>
  [...new Set([newest, newest - 1, newest - 2, ...recorded.map(({ year }) => year)])].sort((a, b) => b - a)

type Row = { year: number; version: number | null }

/** `isWhole`: whether a row holds what the form asks; a year known otherwise only starts from an earlier whole one. */
function yearForm<F extends string, R extends Row>(
  place: HouseholdPlace,
  year: number,
  newest: number,
  rows: readonly R[],
  read: (row: R | null) => Texts<F>,
  isWhole: (row: R) => boolean = () => true,
): YearForm<F> {
  const row = rows.find((each) => each.year === year) ?? null
  const earlier = row && isWhole(row) ? undefined : rows.find((each) => each.year < year && isWhole(each))
  return {
    place,
    year,
    years: yearsFrom(newest, rows),
    version: row?.version ?? 0,
    texts: read(row),
    prefill: earlier ? { year: earlier.year, texts: read(earlier) } : null,
  }
}

/** What the form of the living conditions of a year starts from. Errors: NotFoundError. */
export async function getLivingForm(ctx: Ctx, id: string, asked: unknown): Promise<YearForm<LivingField>> {
  const place = await getHouseholdPlace(ctx, id)
  const newest = Number(ctx.today.slice(0, 4))
  const year = chosen(asked, newest)
  const rows = await ctx.db.livingCondition.findMany({
    where: { countyCode: place.countyCode, householdId: place.id },
    orderBy: { year: 'desc' },
  })
  const read = (row: (typeof rows)[number] | null) =>
    textsOf(LIVING_FIELDS, row, { table: 'household', id: place.id, actor: ctx.actor })
  return yearForm(place, year, newest, rows, read)
}

export type IncomeForm = YearForm<IncomeField> & { line: WarningLine | null; lineYear: number }

/** What the form of a poverty year's income starts from, with the line that the year is measured by. Errors: NotFoundError. */
export async function getIncomeForm(ctx: Ctx, id: string, asked: unknown): Promise<IncomeForm> {
  const place = await getHouseholdPlace(ctx, id)
  const newest = povertyYear(ctx.today)
  const year = chosen(asked ?? String(lastPovertyYear(ctx.today)), newest)
  const rows = await ctx.db.householdIncome.findMany({
    where: { countyCode: place.countyCode, householdId: place.id },
    orderBy: { year: 'desc' },
  })
  const parameters = await listParameterRows(ctx, ['povertyLine.exit', 'warningLine.factor', 'monitoringLine'])
  const read = (row: (typeof rows)[number] | null) =>
    textsOf(INCOME_FIELDS, row && incomeRow(row), { table: 'household', id: place.id, actor: ctx.actor })
  const lineYear = year + 1
  return {
    ...yearForm(place, year, newest, rows, read, ({ items }) => items !== null),
    line: warningLine(parameters, place.regionCode, `${lineYear}-12-31`),
    lineYear,
  }
}
