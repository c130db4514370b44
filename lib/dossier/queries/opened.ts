import 'server-only'
import { gallery } from '@/lib/evidence/queries/list'
import { householdFindings } from '@/lib/findings/queries/household'
import { householdFacts } from '@/lib/households/queries/facts'
import { householdRecord } from '@/lib/households/queries/record'
import { wholeHousehold, yearlyOf } from '@/lib/households/queries/whole'
import { statusHistory } from '@/lib/identification/queries/history'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { may } from '@/lib/platform/permissions'
import { allOf, nothing, together } from '@/lib/platform/together'
import { householdQuality, qualityOf } from '@/lib/quality/queries/household'
import { householdRelief } from '@/lib/relief/queries/household'
import { householdSupport } from '@/lib/support/queries/household'

const TILES = 4

/** `id` is what was asked for; `place` the household, which may be the one into whose record it was merged. */
export type Opened = {
  id: string
  place: { countyCode: string; id: string; regionCode: string }
  /** Where the timeline goes on, with only what does not stand on the page before; '' for its beginning. */
  from: string
  /** What the timeline is narrowed to. */
  only: unknown
}

/**
 * All that the page of a household shows, in one statement; in more only where its village was changed since it was checked for quality.
 * Errors: NotFoundError.
 */
export async function getOpenedHousehold(ctx: Ctx, { id, place, from, only }: Opened) {
  const { countyCode, id: householdId } = place
  const yearly = yearlyOf(ctx, householdId)
  const { record, latest, ...shown } = await together(ctx, {
    record: householdRecord(ctx, id, from, only),
    whole: wholeHousehold(ctx, countyCode, householdId, yearly),
    evidence: gallery(ctx, { householdId: id, take: TILES }),
    history: statusHistory(ctx, id),
    relief: householdRelief(ctx, householdId),
    latest: from
      ? nothing
      : allOf({
          facts: householdFacts(ctx, householdId, yearly),
          found: householdQuality(ctx, place),
          support: householdSupport(ctx, householdId),
        }),
    findings:
      from || !may(ctx.actor.role, 'finding:read') ? nothing : householdFindings(ctx, { countyCode, householdId }),
  })
  if (!record) throw new NotFoundError()
  return {
    ...shown,
    record,
    quality: latest && (await qualityOf(ctx, latest.facts, latest.found)),
    support: latest?.support ?? null,
  }
}
