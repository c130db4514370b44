import 'server-only'
import * as z from 'zod'
import { logPrint } from '@/lib/audit/log-print'
import { isPosted, reasonClass, riskClass } from '@/lib/identification/rules/notice'
import { addDays, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

/** Kinds that are posted; corrections are not. */
export type NoticeKind = 'IDENTIFICATION' | 'EXIT' | 'MONITORING' | 'RISK_REMOVAL'

const Posting = z.object({ place: z.string(), phone: z.string(), days: z.number(), over: z.string() })

const shown = {
  id: true,
  kind: true,
  status: true,
  countyCode: true,
  regionCode: true,
  lastStepOn: true,
  planYear: true,
  wantedType: true,
  wantedCause: true,
  monitoredType: true,
  risks: true,
  case: { select: { monitoredType: true } },
  household: {
    select: {
      id: true,
      headName: true,
      memberCount: true,
      householdType: true,
      region: { select: { name: true, parent: { select: { name: true } } } },
    },
  },
  steps: { select: { record: true }, orderBy: { stepNo: 'desc' }, take: 1 },
} as const satisfies Prisma.StatusProcedureSelect

type Row = Prisma.StatusProcedureGetPayload<{ select: typeof shown }>
/** Of a posted procedure the latest step is its posting. */
const postingOf = ({ steps }: Row) => Posting.parse(steps[0]?.record)

export type Notice = Awaited<ReturnType<typeof getNotice>>

/**
 * The public notice (公示) that a procedure stands on, with all households of the village that were posted with it: same kind and round, same
 * day, place and phone. It holds a name, the number of people, a type and a class of reasons, and nothing else of a household; that it was
 * printed is written down for each of them. Errors: NotFoundError when nothing of it is posted now.
 */
export async function getNotice(ctx: Ctx, id: string) {
  const here = countyOfScope(ctx.actor.scope)
  const asked = isUuid(id) ? await ctx.db.statusProcedure.findFirst({ where: { ...here, id }, select: shown }) : null
  if (!asked || !isPosted(asked.status)) throw new NotFoundError()
  const { countyCode, regionCode, kind, status, lastStepOn, household } = asked
  const posting = postingOf(asked)
  const candidates = await ctx.db.statusProcedure.findMany({
    where: { countyCode, regionCode, kind, status, lastStepOn },
    orderBy: [{ household: { householdNo: 'asc' } }],
    select: shown,
  })
  const together = candidates.filter((row) => {
    const { place, phone, over } = postingOf(row)
    return place === posting.place && phone === posting.phone && over === posting.over
  })
  const print = (householdId: string) => logPrint(ctx, { householdId, regionCode, field: 'identification.notice' })
  const printed = await print(household.id)
  for (const row of together) if (row.id !== asked.id) await print(row.household.id)
  const postedOn = dayFrom(lastStepOn)
  return {
    procedureId: asked.id,
    kind: kind as NoticeKind,
    isSecond: status === 'PUBLISHED_2',
    village: household.region.name,
    township: household.region.parent?.name ?? '',
    postedOn,
    from: addDays(postedOn, 1),
    until: addDays(posting.over, -1),
    days: posting.days,
    place: posting.place,
    phone: posting.phone,
    rows: together.map((row) => ({
      headName: row.household.headName,
      members: row.household.memberCount,
      type: row.monitoredType ?? row.case?.monitoredType ?? row.wantedType ?? row.household.householdType,
      reason: row.wantedCause ? reasonClass(row.wantedCause) : row.risks[0] ? riskClass(row.risks[0]) : null,
      exitYear: row.planYear,
    })),
    printed,
  }
}
