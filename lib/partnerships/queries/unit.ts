import 'server-only'
import { beforeAndAfter, isActive } from '@/lib/partnerships/rules/standing'
import type { Grade, Programme, UnitKind } from '@/lib/partnerships/schema'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid, newId } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'

export type UnitView = Awaited<ReturnType<typeof getUnit>>

/**
 * A medical unit with its pairs and its referral parts by year; the rate before and after is computed from the last year before its first
 * pair and the newest since. Errors: NotFoundError.
 */
export async function getUnit(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.medicalUnit.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        include: {
          region: { select: { code: true, name: true } },
          pairs: { orderBy: [{ fromOn: 'desc' }, { id: 'desc' }] },
          referrals: {
            orderBy: [{ year: 'asc' }, { recordedAt: 'asc' }],
            include: { later: { select: { id: true } } },
          },
        },
      })
    : null
  if (!row) throw new NotFoundError()
  const referrals = row.referrals
    .filter(({ later }) => !later)
    .map(({ id: referralId, year, treated, referred, source, reason, recordedByName: by }) => ({
      id: referralId,
      year,
      treated,
      referred,
      source,
      reason,
      by,
    }))
  const first = row.pairs.at(-1)
  const since = first ? Number(dayFrom(first.fromOn).slice(0, 4)) : null
  const mayKeep = may(ctx.actor.role, 'partnership:keep') && row.closedOn === null
  return {
    id,
    name: row.name,
    kind: row.kind as UnitKind,
    grade: row.grade as Grade,
    region: row.region,
    countsFrom: dayFrom(row.countsFrom),
    closedOn: row.closedOn && dayFrom(row.closedOn),
    version: row.version,
    pairs: row.pairs.map((pair) => {
      const days = { fromOn: dayFrom(pair.fromOn), toOn: pair.toOn && dayFrom(pair.toOn) }
      return {
        id: pair.id,
        supporter: pair.supporterName,
        grade: pair.supporterGrade as Grade,
        programme: pair.programme as Programme,
        staff: pair.staff,
        ...days,
        isActive: isActive(days, ctx.today),
      }
    }),
    referrals,
    change: beforeAndAfter(referrals, since),
    newId: newId(ctx.now),
    today: ctx.today,
    mayKeep,
    mayReport: may(ctx.actor.role, 'partnership:report'),
  }
}
