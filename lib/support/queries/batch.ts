import 'server-only'
import { shownName } from '@/lib/monitoring/queries/names'
import { getPlace } from '@/lib/monitoring/queries/places'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'
import { planFor } from '@/lib/support/queries/batch-plan'
import { householdsInField, measuresInField } from '@/lib/support/queries/field'
import { projectsToLink } from '@/lib/support/queries/form'
import { TYPE_SHOWN } from '@/lib/support/queries/shown'
import { typesToday } from '@/lib/support/queries/types'
import { BATCH_MOST } from '@/lib/support/schema'

export const GROUPS = ['REGISTERED', 'MONITORED', 'NOT_EXITED', 'ALL'] as const
export type Group = (typeof GROUPS)[number]

const OF_GROUP: Record<Group, Prisma.HouseholdWhereInput> = {
  REGISTERED: { povertyStatus: { not: 'NEVER_POOR' } },
  MONITORED: { cases: { some: { status: { not: 'RISK_REMOVED' } } } },
  NOT_EXITED: { povertyStatus: { in: ['NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED'] } },
  ALL: {},
}

type Asked = { region?: string; group: Group; typeCode?: string; day?: string }

/** Whom one measure would reach: households of a region and group, who would get it, and who is left out and why. At most five hundred. */
export async function getBatchPreview(ctx: Ctx, { region, group, typeCode, day }: Asked) {
  const place = await getPlace(ctx, region)
  const types = await typesToday(ctx)
  const type = types.find(({ code }) => code === typeCode)
  const where = {
    ...countyOfScope(ctx.actor.scope),
    regionCode: place.range,
    isActive: true,
    AND: [OF_GROUP[group], await householdsInField(ctx)],
  }
  const plan = type ? await planFor(ctx, where, { typeCode: type.code, day: day ?? ctx.today }, BATCH_MOST + 1) : null
  return {
    place,
    types,
    type: type ?? null,
    projects: await projectsToLink(ctx),
    tooMany: (plan?.rows.length ?? 0) > BATCH_MOST,
    households: (plan?.rows ?? []).slice(0, BATCH_MOST).map((row) => ({
      id: row.id,
      headName: shownName(ctx, row.headName),
      village: row.region.name,
      members: row.memberCount,
      monitored: row.cases.length > 0,
      left: plan?.left.find(({ id }) => id === row.id)?.why ?? null,
    })),
    usual: { unit: ctx.actor.unit, responsible: ctx.actor.name },
    today: ctx.today,
  }
}

/** A batch with its measures as far as they are still there. Errors: NotFoundError. */
export async function getBatch(ctx: Ctx, id: string) {
  const batch = isUuid(id)
    ? await ctx.db.supportBatch.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id, ...(await measuresInField(ctx)) },
        include: {
          type: { select: TYPE_SHOWN },
          measures: {
            orderBy: { id: 'asc' },
            select: {
              id: true,
              status: true,
              household: { select: { headName: true, region: { select: { name: true } } } },
            },
          },
        },
      })
    : null
  if (!batch) throw new NotFoundError()
  return {
    id: batch.id,
    title: batch.title,
    type: batch.type,
    households: batch.households,
    leftOut: batch.leftOut,
    madeAt: batch.madeAt,
    madeByName: batch.madeByName,
    undoneAt: batch.undoneAt,
    measures: batch.measures.map(({ household, ...measure }) => ({
      ...measure,
      headName: shownName(ctx, household.headName),
      village: household.region.name,
    })),
    mayUndo:
      batch.undoneAt === null &&
      may(ctx.actor.role, 'support:batch') &&
      (batch.madeBy === ctx.actor.userId || may(ctx.actor.role, 'support:confirm')),
  }
}
