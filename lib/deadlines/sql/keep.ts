import 'server-only'
import * as z from 'zod'
import type { Term } from '@/lib/deadlines/rules/terms'
import type { DeadlineKind, DeadlineLevel, DeadlinePlace, DeadlineSubject } from '@/lib/deadlines/schema'
import type { Ctx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'

type NewDeadline = {
  place: DeadlinePlace
  kind: DeadlineKind
  subject: DeadlineSubject
  from: string
  level: DeadlineLevel
  term: Term
}

const Due = z.array(z.object({ dueOn: z.string() }))

/** Puts an open deadline where none is open of this kind and subject; answers its last day, or null where one was open. */
export async function insertDeadline(ctx: Ctx, { place, kind, subject, from, level, term }: NewDeadline) {
  const rows = await ctx.db.$queryRaw`
    INSERT INTO deadline (county_code, id, region_code, household_id, kind, subject_kind, subject_id, starts_on, due_on, amber_on, clock, days, level)
    VALUES (${place.countyCode}, ${newId(ctx.now)}::uuid, ${place.regionCode}, ${place.householdId}::uuid, ${kind}::"DeadlineKind",
      ${subject.kind}, ${subject.id}::uuid, ${from}::date, ${term.dueOn}::date, ${term.amberOn}::date, ${term.clock}::"DeadlineClock",
      ${term.days}, ${level}::"DeadlineLevel")
    ON CONFLICT (county_code, subject_id, kind) WHERE status = 'OPEN' DO NOTHING
    RETURNING due_on::text AS "dueOn"`
  return Due.parse(rows)[0]?.dueOn ?? null
}

/** The last day of an open deadline, or null. */
export async function selectOpenDue(ctx: Ctx, countyCode: string, kind: DeadlineKind, subjectId: string) {
  const rows = await ctx.db.$queryRaw`
    SELECT due_on::text AS "dueOn" FROM deadline
    WHERE county_code = ${countyCode} AND subject_id = ${subjectId}::uuid AND kind = ${kind}::"DeadlineKind" AND status = 'OPEN'`
  return Due.parse(rows)[0]?.dueOn ?? null
}
