import 'server-only'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import type { Application } from '@/lib/relief/commands/step'
import { recordMeasure } from '@/lib/support/commands/record'
import { cancelMeasure } from '@/lib/support/commands/step'
import type { FundSource } from '@/lib/support/schema'

/**
 * The measure of the household that a payout becomes, recorded as delivered. Somebody may have recorded it already: then it is that one.
 * Null where nothing can be recorded, since no type is in force or the household left the register: that never stops a payout.
 */
export async function measureOfPayout(
  ctx: Ctx,
  application: Application,
  fen: number,
  on: string,
): Promise<string | null> {
  const { countyCode, householdId, goods, postTitle } = application
  const type = await typeOfPayout(ctx, application, fen, on)
  const here = { countyCode, id: householdId, isActive: true }
  if (!type || !(await ctx.db.household.findFirst({ where: here, select: { id: true } }))) return null
  const recorded = await recordedAlready(ctx, { countyCode, householdId, typeCode: type.typeCode, fen, on })
  if (recorded) return recorded
  const id = newId(ctx.now)
  const { unit, regionName, name } = ctx.actor
  await recordMeasure.run(ctx, {
    id,
    householdId,
    typeCode: type.typeCode,
    title: '',
    scale: (goods || postTitle).slice(0, 60),
    unit: (unit || regionName).slice(0, 60),
    responsible: name.slice(0, 40),
    plannedOn: on,
    deliveredOn: on,
    amount: fen,
    fundSource: type.fundSource as FundSource,
    effect: '',
    acknowledged: true,
  })
  return id
}

/** The first type in force that the catalogue names for the line and manner; one of money only where money is paid. */
async function typeOfPayout(ctx: Ctx, { line, manner }: Application, fen: number, on: string) {
  const day = dateOf(on)
  const inForce = { validFrom: { lte: day }, OR: [{ validTo: null }, { validTo: { gte: day } }] }
  return ctx.db.reliefMeasureType.findFirst({
    where: { line, manner, type: { ...inForce, ...(fen === 0 ? { form: { not: 'CASH' } } : {}) } },
    orderBy: { rank: 'asc' },
    select: { typeCode: true, fundSource: true },
  })
}

type Given = { countyCode: string; householdId: string; typeCode: string; fen: number; on: string }

/** The same help as somebody recorded it by hand, which no other payout is. */
async function recordedAlready(ctx: Ctx, { fen, on, ...given }: Given): Promise<string | null> {
  const found = await ctx.db.supportMeasure.findFirst({
    where: {
      ...given,
      amountFen: fen,
      deliveredOn: dateOf(on),
      status: { not: 'CANCELLED' },
      batchId: null,
      payout: null,
    },
    orderBy: { recordedAt: 'asc' },
    select: { id: true },
  })
  return found?.id ?? null
}

export type MeasureEnd = 'CANCELLED' | 'KEPT'

/**
 * What becomes of the measure when its payout is taken back: it is cancelled where everything was recovered. Where the household keeps a part,
 * or signed for the measure, it stays and the application says what was recovered. Null where there is none, or it ended before.
 */
export async function takeMeasureBack(
  ctx: Ctx,
  { countyCode, measureId, grantedFen }: Application,
  { on, reason, recovered }: { on: string; reason: string; recovered: number },
): Promise<MeasureEnd | null> {
  if (!measureId) return null
  const { status, version, deliveredOn } = await ctx.db.supportMeasure.findUniqueOrThrow({
    where: { countyCode_id: { countyCode, id: measureId } },
    select: { status: true, version: true, deliveredOn: true },
  })
  if (status === 'CANCELLED') return null
  const isSigned = status === 'CONFIRMED_BY_HOUSEHOLD'
  if (isSigned || recovered < Number(grantedFen) || (deliveredOn && on < dayFrom(deliveredOn))) return 'KEPT'
  await cancelMeasure.run(ctx, { measureId, version, on, reason: 'OTHER', note: reason })
  return 'CANCELLED'
}
