import 'server-only'
import { createHash } from 'node:crypto'
import { RULES_VERSION } from '@/lib/households/catalogue/consistency/all'
import { checkDay } from '@/lib/households/catalogue/consistency/rule'
import type { HouseholdFacts } from '@/lib/households/facts'
import { getHouseholdFacts } from '@/lib/households/queries/facts'
import { completenessOf } from '@/lib/households/rules/completeness'
import {
  CONSISTENCY_PARAMETERS,
  checkConsistency,
  checkVillage,
  type Finding,
} from '@/lib/households/rules/consistency'
import { listParameterRows } from '@/lib/parameters/queries'
import type { ParameterRow } from '@/lib/parameters/schema'
import type { Ctx } from '@/lib/platform/db'
import { seesOwnOnly } from '@/lib/platform/permissions'
import { allOf, mapped, type Part } from '@/lib/platform/together'
import { countyOf, isWithin, isWithinCounty } from '@/lib/regions/rules'
import { countyFacts } from '../rules/beyond'
import { householdStaleOn, parametersStaleOn } from '../rules/stale'
import { selectCountyFacts, selectVillageIncomes } from '../sql/beyond'
import { freshnessOf, lockChecks, type StaleVillage, selectStale, selectToCheck, takeMarks } from '../sql/stale'
import { type CheckedHousehold, type FoundIssue, writeHouseholds, writeIssues, writeVillages } from '../sql/write'
import { readBeyond } from './beyond'

/** So many households are checked in one transaction; more are committed in parts. */
export const HOUSEHOLDS_AT_ONCE = 2_000

/**
 * Brings what is found in a region of one county up to date. Answers how many villages are still to be checked: ask again in a new
 * transaction. Above the county and for a paired helper nothing is checked; what is stored is shown.
 */
export async function refreshQuality(ctx: Ctx, prefix: string): Promise<number> {
  if (!mayCheck(ctx, prefix)) return 0
  const county = countyOf(prefix)
  const rows = await listParameterRows(ctx, CONSISTENCY_PARAMETERS)
  const checkedBy = fingerprint(rows)
  if ((await selectStale(ctx, county, prefix, checkedBy)).length === 0) return 0
  await lockChecks(ctx, county)
  const stale = await selectStale(ctx, county, prefix, checkedBy)
  const part = firstPart(stale)
  if (part.length > 0) await checkVillages(ctx, county, part, rows, checkedBy)
  return stale.length - part.length
}

function mayCheck({ actor }: Ctx, prefix: string): boolean {
  return isWithinCounty(prefix) && !seesOwnOnly(actor.role) && isWithin(prefix, actor.scope)
}

/**
 * Whether what was found in a village may no longer hold, to be read with other parts: then `refreshQuality` brings it up to date. `parameters`
 * are rows of all the values that the rules ask for, and maybe of others.
 */
export function isStale(ctx: Ctx, village: string, parameters: Part<ParameterRow[]>): Part<boolean> {
  if (!mayCheck(ctx, village)) return { statements: [], read: () => false }
  const parts = allOf({ rows: parameters, villages: freshnessOf(countyOf(village), village) })
  return mapped(parts, ({ rows, villages }) => {
    const checkedBy = fingerprint(rows.filter(({ code }) => CONSISTENCY_PARAMETERS.includes(code)))
    return villages.some(
      (last) => last.isMarked || last.checkedBy !== checkedBy || (last.staleOn !== null && last.staleOn <= ctx.today),
    )
  })
}

function fingerprint(rows: readonly ParameterRow[]): string {
  const values = rows.map(({ code, appliesTo, validFrom, validTo, value }) =>
    [code, appliesTo, validFrom, validTo, value].join('|'),
  )
  return `${RULES_VERSION}:${createHash('sha256').update(values.sort().join('\n')).digest('hex').slice(0, 32)}`
}

function firstPart(stale: readonly StaleVillage[]): StaleVillage[] {
  let households = 0
  return stale.filter((village, at) => {
    households += village.isWhole ? village.households : 0
    return at === 0 || households <= HOUSEHOLDS_AT_ONCE
  })
}

async function checkVillages(
  ctx: Ctx,
  county: string,
  part: readonly StaleVillage[],
  rows: ParameterRow[],
  checkedBy: string,
) {
  const villages = part.map(({ code }) => code)
  const codes = (isWhole: boolean) => part.filter((village) => village.isWhole === isWhole).map(({ code }) => code)
  await takeMarks(ctx, county, villages)
  const ids = await selectToCheck(ctx, county, codes(true), codes(false))
  const { found, households } = await checkHouseholds(ctx, county, villages, ids, rows)
  const incomes = Map.groupBy(await selectVillageIncomes(ctx, county, villages), ({ regionCode }) => regionCode)
  for (const regionCode of villages) {
    const village = { regionCode, incomes: incomes.get(regionCode) ?? [] }
    for (const finding of checkVillage(village, { today: ctx.today, parameters: rows }))
      found.push(issueOf(finding, regionCode, null))
  }
  const checked = { county, villages, ids, found, households }
  await writeIssues(ctx, checked)
  await writeHouseholds(ctx, checked)
  await writeVillages(ctx, checked, checkedBy, parametersStaleOn(rows, ctx.today))
}

async function checkHouseholds(
  ctx: Ctx,
  county: string,
  villages: readonly string[],
  ids: readonly string[],
  rows: ParameterRow[],
) {
  const found: FoundIssue[] = []
  const households: CheckedHousehold[] = []
  if (ids.length === 0) return { found, households }
  const all = await getHouseholdFacts(ctx, { ids }, { open: 'FOR_RULES' })
  const counts = countyFacts(await selectCountyFacts(ctx, county, villages))
  const { around, memberships, of } = await readBeyond(ctx, county, all, counts)
  for (const facts of all) {
    // The row stands where the household's row stands, also on a day on which a move is written but not yet in force.
    const region = around.get(facts.id)?.regionCode ?? facts.regionCode
    const own = memberships.get(facts.id) ?? []
    for (const finding of checkConsistency(facts, {
      today: ctx.today,
      parameters: rows,
      region: facts.regionCode,
      beyond: of(facts),
    })) {
      found.push(issueOf(finding, region, facts.id))
    }
    if (!facts.isActive) continue
    const dates = [
      parametersStaleOn(rows, ctx.today),
      ...own.flatMap(({ from, to }) => [from, to]),
      ...facts.helpers.map(({ id }) => counts.loads.get(id)?.nextOn ?? null),
    ]
    households.push({ ...checkedHousehold(ctx, facts, rows, dates), region })
  }
  return { found, households }
}

function checkedHousehold(
  ctx: Ctx,
  facts: HouseholdFacts,
  rows: ParameterRow[],
  dates: (string | null)[],
): CheckedHousehold {
  const { filled, expected, empty } = completenessOf(facts, ctx.today)
  const on = checkDay(ctx.today, rows, facts.regionCode)
  return {
    id: facts.id,
    region: facts.regionCode,
    filled,
    expected,
    empty: [...new Set(empty.map(({ field }) => field))],
    stale_on: householdStaleOn(facts, on, dates),
  }
}

/** The same thing found again is the same row. */
function issueOf(
  { ruleId, severity, personId, figures }: Finding,
  region: string,
  household: string | null,
): FoundIssue {
  const hex = createHash('sha256')
    .update(`${household ?? region}|${ruleId}|${personId ?? ''}`)
    .digest('hex')
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  return { id, region, household, person: personId ?? null, rule: ruleId, severity, figures }
}
