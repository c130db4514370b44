import 'server-only'
import { indicatorUnit } from '@/lib/indicators/catalogue/reported'
import { fitsUnit } from '@/lib/indicators/rules/units'
import type { FactInput, TargetInput } from '@/lib/indicators/schema/facts'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { type ErrorCode, type FieldErrors, InputError, NotFoundError } from '@/lib/platform/errors'
import { isWithin } from '@/lib/regions/rules'

export const dayOrNull = (day: string | undefined) => (day ? dateOf(day) : null)

/** A fault of one row of many: its place in the sending, and its field. */
export type Wrong = { index: number; field: string; code: ErrorCode }
type Days = { asOf?: string; periodStart?: string; periodEnd?: string }
type Row = Days & { regionCode: string; code: string; unit: string; source: string }
type Kept = { regionCode: string; code: string; source: string } & Record<keyof Days, Date | null>

const keyOf = ({ regionCode, code, source, asOf, periodStart, periodEnd }: Row) =>
  [regionCode, code, source, asOf ?? '', periodStart ?? '', periodEnd ?? ''].join('\n')
const text = (day: Date | null) => (day ? dayFrom(day) : undefined)
const keyOfKept = ({ asOf, periodStart, periodEnd, ...row }: Kept) =>
  keyOf({ ...row, unit: '', asOf: text(asOf), periodStart: text(periodStart), periodEnd: text(periodEnd) })

/** Regions of a sending that are there and the actor's own; what lies outside is the same as none. */
async function regionsOf(ctx: Ctx, codes: readonly string[]): Promise<Set<string>> {
  const own = [...new Set(codes)].filter((code) => isWithin(code, ctx.actor.scope))
  const rows = await ctx.db.region.findMany({ where: { code: { in: own } }, select: { code: true } })
  return new Set(rows.map(({ code }) => code))
}

async function unitsOf(ctx: Ctx, codes: readonly string[]): Promise<Map<string, string>> {
  const asked = [...new Set(codes)]
  const rows = await ctx.db.factInput.findMany({
    where: { code: { in: asked } },
    select: { code: true, unit: true },
  })
  return new Map(rows.map(({ code, unit }) => [code, unit]))
}

/** Rows with the unit of their input where they name none, and what is wrong with them; `outside` lie in no region of the actor's. */
async function check(ctx: Ctx, rows: readonly Row[], field: string, kept: readonly Kept[]) {
  const regions = await regionsOf(
    ctx,
    rows.map(({ regionCode }) => regionCode),
  )
  const units = await unitsOf(
    ctx,
    rows.map(({ code }) => code),
  )
  const told = new Set(kept.map(keyOfKept))
  const wrong: Wrong[] = []
  const outside: number[] = []
  for (const [index, row] of rows.entries()) {
    const unit = units.get(row.code) ?? (field === 'measure' ? indicatorUnit(row.code) : undefined)
    if (!regions.has(row.regionCode)) outside.push(index)
    else if (unit === undefined) wrong.push({ index, field, code: 'indicators.unknownInput' })
    else if (row.unit !== '' && !fitsUnit(row.unit, unit))
      wrong.push({ index, field: 'unit', code: 'indicators.otherUnit' })
    else if (told.has(keyOf(row))) wrong.push({ index, field, code: 'indicators.toldAlready' })
    told.add(keyOf(row))
    if (unit !== undefined) units.set(row.code, unit)
  }
  return { wrong, outside, units }
}

const distinct = (all: readonly string[]) => ({ in: [...new Set(all)] })
const KEPT = { regionCode: true, source: true, asOf: true, periodStart: true, periodEnd: true } as const

export async function checkFacts(ctx: Ctx, facts: readonly FactInput[]) {
  const kept = await ctx.db.reportedFact.findMany({
    where: {
      regionCode: distinct(facts.map(({ regionCode }) => regionCode)),
      inputCode: distinct(facts.map(({ inputCode }) => inputCode)),
      supersedes: null,
    },
    select: { ...KEPT, inputCode: true },
  })
  const rows = facts.map((fact) => ({ ...fact, code: fact.inputCode }))
  return check(
    ctx,
    rows,
    'inputCode',
    kept.map((row) => ({ ...row, code: row.inputCode })),
  )
}

export async function checkTargets(ctx: Ctx, targets: readonly TargetInput[]) {
  const kept = await ctx.db.regionTarget.findMany({
    where: {
      regionCode: distinct(targets.map(({ regionCode }) => regionCode)),
      measure: distinct(targets.map(({ measure }) => measure)),
      supersedes: null,
    },
    select: { ...KEPT, measure: true },
  })
  const rows = targets.map((target) => ({ ...target, code: target.measure }))
  return check(
    ctx,
    rows,
    'measure',
    kept.map((row) => ({ ...row, code: row.measure })),
  )
}

type Checked = Awaited<ReturnType<typeof check>>

/** Refuses a sending as a whole: a region that is not the actor's is not there, anything else is named by row and field. */
export function refuseWrong({ wrong, outside }: Checked, pathOf: (index: number, field: string) => string): void {
  if (outside.length > 0) throw new NotFoundError()
  if (wrong.length === 0) return
  const errors: FieldErrors = {}
  for (const { index, field, code } of wrong) errors[pathOf(index, field)] ??= { code }
  throw new InputError(errors)
}
