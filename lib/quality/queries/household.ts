import 'server-only'
import type { HouseholdFacts } from '@/lib/households/facts'
import { getHouseholdFacts } from '@/lib/households/queries/facts'
import { completenessOf } from '@/lib/households/rules/completeness'
import { CONSISTENCY_PARAMETERS } from '@/lib/households/rules/consistency'
import { parameterRows } from '@/lib/parameters/queries'
import type { ParameterRow } from '@/lib/parameters/schema'
import { type Ctx, planForValues } from '@/lib/platform/db'
import { allOf, alone, type Part } from '@/lib/platform/together'
import { countyOf } from '@/lib/regions/rules'
import type { IssueRow } from '../schema'
import { issuesOf, selectIssues } from '../sql/list'
import { shownIssues } from './names'
import { isStale, refreshQuality } from './refresh'
import { EXPLAINING, explainingBy } from './region'

type Found = { regionCode: string; isStale: boolean; issues: IssueRow[]; parameters: ParameterRow[] }

/** What does not fit in one household, up to date, and which of its key fields are empty. Null beyond the scope and for one that is gone. */
export async function getHouseholdQuality(ctx: Ctx, householdId: string) {
  const [facts] = await getHouseholdFacts(ctx, { ids: [householdId] })
  if (!facts) return null
  return qualityOf(ctx, facts, await alone(ctx, householdQuality(ctx, facts)))
}

/** What was last found in a household of a village, and whether that still holds; to be read with other parts and given to `qualityOf`. */
export function householdQuality(ctx: Ctx, { id, regionCode }: { id: string; regionCode: string }): Part<Found> {
  const parameters = parameterRows([...CONSISTENCY_PARAMETERS, ...EXPLAINING])
  return allOf({
    regionCode: { statements: [], read: () => regionCode },
    isStale: isStale(ctx, regionCode, parameters),
    issues: issuesOf(ctx, { county: countyOf(regionCode), householdId: id }),
    parameters,
  })
}

/** The same of a household whose facts and findings are read; where these no longer hold, it is checked anew first. */
export async function qualityOf(ctx: Ctx, facts: HouseholdFacts | null, found: Found) {
  if (!facts?.isActive) return null
  const { id, regionCode } = facts
  // A move that is written but not yet in force: the facts stand in another village than the row.
  const isElsewhere = regionCode !== found.regionCode
  const isOld = found.isStale || isElsewhere
  if (isOld) await planForValues(ctx)
  if (isOld) await refreshQuality(ctx, regionCode)
  const issues = isOld ? await selectIssues(ctx, { county: countyOf(regionCode), householdId: id }) : found.issues
  const names = new Map(facts.members.map((member) => [member.id, member.name]))
  const { empty, ...filled } = completenessOf(facts, ctx.today)
  return {
    householdId: id,
    issues: shownIssues(ctx, issues),
    completeness: {
      ...filled,
      empty: empty.map(({ field, personId }) => ({
        field,
        personId,
        name: personId ? (names.get(personId) ?? null) : null,
      })),
    },
    ...explainingBy(ctx, regionCode, found.parameters),
  }
}
