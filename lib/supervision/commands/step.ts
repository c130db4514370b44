import 'server-only'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'
import { type Step, stepFrom } from '@/lib/supervision/lifecycle'
import type { ListedStatus, StepName } from '@/lib/supervision/schema'

type Wish = { placeId: string; version: number; on: string }
export type Place = Awaited<ReturnType<typeof placeToStep>>['place']

/**
 * The listed place, locked, as far as one of these steps may be taken now. Errors: NotFoundError, and DomainError for a changed place, a step
 * out of turn, a day to come or before the last step.
 */
export async function placeToStep(ctx: Ctx, { placeId, version, on }: Wish, names: readonly StepName[]) {
  const where = { ...countyOfScope(ctx.actor.scope), id: placeId }
  const found = await ctx.db.listedPlace.findFirst({ where, select: { countyCode: true } })
  if (!found) throw new NotFoundError()
  await ctx.db
    .$queryRaw`SELECT FROM listed_place WHERE county_code = ${found.countyCode} AND id = ${placeId}::uuid FOR UPDATE`
  const place = await ctx.db.listedPlace.findUniqueOrThrow({
    where: { countyCode_id: { countyCode: found.countyCode, id: placeId } },
    include: { works: true, _count: { select: { steps: true } } },
  })
  if (place.version !== version) throw new DomainError('supervision.changed')
  const step = names.map((name) => stepFrom(place.status, name)).find((each) => each !== undefined)
  if (!step) throw new DomainError('supervision.notNow')
  if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
  const last = dayFrom(place.lastStepOn)
  if (on < last) throw new DomainError('supervision.beforeLast', { day: last }, 'on')
  return { place, step }
}

type Taken = { on: string; note: string; data: Prisma.ListedPlaceUncheckedUpdateManyInput }

/** Moves the place where it is still as it was seen, and writes the step. */
export async function takeStep(ctx: Ctx, place: Place, { step, to }: Step, { on, note, data }: Taken): Promise<void> {
  const { countyCode, id, version } = place
  const { count } = await ctx.db.listedPlace.updateMany({
    where: { countyCode, id, version },
    data: { ...data, status: to, lastStepOn: dateOf(on), version: { increment: 1 } },
  })
  if (count !== 1) throw new DomainError('supervision.changed')
  await keepStep(ctx, place, place._count.steps + 1, { step, to, on, note })
}

type Kept = { step: StepName; to: ListedStatus; on: string; note: string }

/** Writes one line of the record of a listed place; it is never changed. */
export async function keepStep(
  ctx: Ctx,
  { countyCode, id, regionCode }: { countyCode: string; id: string; regionCode: string },
  stepNo: number,
  { step, to, on, note }: Kept,
): Promise<void> {
  await ctx.db.listedStep.create({
    data: {
      countyCode,
      placeId: id,
      stepNo,
      regionCode,
      step,
      toStatus: to,
      stepOn: dateOf(on),
      recordedAt: ctx.now,
      actorId: ctx.actor.userId,
      actorName: ctx.actor.name,
      note,
    },
    select: { stepNo: true },
  })
}
