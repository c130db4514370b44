import 'server-only'
import { getHouseholdFacts } from '@/lib/households/queries/facts'
import { completenessOf } from '@/lib/households/rules/completeness'
import type { Ctx } from '@/lib/platform/db'
import { countyOf } from '@/lib/regions/rules'
import { selectIssues } from '../sql/list'
import { shownIssues } from './names'
import { refreshQuality } from './refresh'
import { explaining } from './region'

/** What does not fit in one household, up to date, and which of its key fields are empty. Null beyond the scope and for one that is gone. */
export async function getHouseholdQuality(ctx: Ctx, householdId: string) {
  const [facts] = await getHouseholdFacts(ctx, { ids: [householdId] })
  if (!facts?.isActive) return null
  await refreshQuality(ctx, facts.regionCode)
  const issues = await selectIssues(ctx, { county: countyOf(facts.regionCode), householdId })
  const names = new Map(facts.members.map(({ id, name }) => [id, name]))
  const { empty, ...filled } = completenessOf(facts, ctx.today)
  return {
    householdId,
    issues: shownIssues(ctx, issues),
    completeness: {
      ...filled,
      empty: empty.map(({ field, personId }) => ({
        field,
        personId,
        name: personId ? (names.get(personId) ?? null) : null,
      })),
    },
    ...(await explaining(ctx, facts.regionCode)),
  }
}
