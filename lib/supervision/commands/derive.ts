import 'server-only'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError } from '@/lib/platform/errors'
import { countyOf, pad } from '@/lib/regions/rules'
import { isAbove } from '@/lib/supervision/rules/places'
import { DeriveInput } from '@/lib/supervision/schema'
import { countRemainingPoor } from '@/lib/supervision/sql'

const THRESHOLDS = ['supervise.countyPersons', 'supervise.villagePersons'] as const

/**
 * Counts the remaining poor persons of the county and its villages on a day and keeps the list of places with the thresholds in force that
 * day (挂牌督战名单). Errors: DomainError for a day to come and where no threshold is in force.
 */
export const derive = defineCommand({
  name: 'supervision.derive',
  permission: 'supervision:propose',
  input: DeriveInput,
  async run(ctx, { id, snapshotOn, note }): Promise<{ runId: string }> {
    if (snapshotOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'snapshotOn')
    const countyCode = countyOf(ctx.actor.scope)
    const regionCode = pad(countyCode)
    const rows = await listParameterRows(ctx, THRESHOLDS)
    const [countyThreshold, villageThreshold] = THRESHOLDS.map(
      (code) => resolveParameter(rows, code, regionCode, snapshotOn)?.value ?? null,
    )
    if (countyThreshold == null || villageThreshold == null)
      throw new DomainError('supervision.noThreshold', { day: snapshotOn }, 'snapshotOn')
    await ctx.db.derivationRun.create({
      data: {
        countyCode,
        id,
        regionCode,
        snapshotOn: dateOf(snapshotOn),
        countyThreshold,
        villageThreshold,
        note,
        madeBy: ctx.actor.userId,
        madeByName: ctx.actor.name,
        madeAt: ctx.now,
      },
      select: { id: true },
    })
    const places = await countRemainingPoor(ctx, countyCode, snapshotOn)
    await ctx.db.derivationLine.createMany({
      data: places.map(({ level, ...place }) => {
        const threshold = level === 'COUNTY' ? countyThreshold : villageThreshold
        return { ...place, countyCode, runId: id, threshold, isMatched: isAbove(place.persons, threshold) }
      }),
    })
    return { runId: id }
  },
})
