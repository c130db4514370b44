import 'server-only'
import { proofsNeeded } from '@/lib/findings/catalogue'
import { keepStep } from '@/lib/findings/commands/step'
import { listAspects } from '@/lib/findings/queries/aspects'
import { RegisterInput } from '@/lib/findings/schema'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { nextNumber } from '@/lib/platform/numbers'
import { countyOf, countyOfScope, isWithin, levelOf } from '@/lib/regions/rules'

export type Registered = { findingId: string; findingNo: string }

/** Writes a finding into the ledger, of a household or of a place. Errors: NotFoundError for either beyond the scope, DomainError. */
export const registerFinding = defineCommand({
  name: 'finding.register',
  permission: 'finding:register',
  input: RegisterInput,
  run: (ctx, input) => register(ctx, input),
})

/**
 * Registers within the caller's transaction. With `hiddenDigits` (how many digits the inspecting level's prefix has) the inspected do not see
 * the line until it is published (暗访). `asPlanned` are aspects that a campaign was planned with, ended since or not.
 */
export async function register(
  ctx: Ctx,
  input: RegisterInput,
  hiddenDigits?: number,
  asPlanned: readonly string[] = [],
): Promise<Registered> {
  const { id, householdId, regionCode, foundOn, ...said } = input
  if (foundOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'foundOn')
  const place = householdId ? await householdPlace(ctx, householdId) : await regionPlace(ctx, regionCode)
  const isKnown =
    asPlanned.includes(said.aspect) ||
    (await listAspects(ctx, place.countyCode)).some(({ code }) => code === said.aspect)
  if (!isKnown) throw new DomainError('findings.noAspect', {}, 'aspect')
  const findingNo = await nextNumber(ctx, place.countyCode, 'WT')
  const key = { ...place, householdId: householdId ?? null }
  await ctx.db.finding.create({
    data: {
      ...key,
      ...said,
      id,
      findingNo,
      needs: proofsNeeded(said.category, householdId !== undefined),
      foundOn: dateOf(foundOn),
      foundBy: ctx.actor.userId,
      foundByName: ctx.actor.name,
      foundUnit: ctx.actor.unit,
      hiddenDigits: hiddenDigits ?? null,
      lastStepOn: dateOf(foundOn),
    },
    select: { id: true },
  })
  await keepStep(ctx, { ...key, id }, 1, { name: 'register', to: 'REGISTERED', on: foundOn, record: {} })
  return { findingId: id, findingNo }
}

async function householdPlace(ctx: Ctx, householdId: string) {
  const household = await ctx.db.household.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: householdId, isActive: true },
    select: { countyCode: true, regionCode: true },
  })
  if (!household) throw new NotFoundError()
  return household
}

async function regionPlace(ctx: Ctx, code = ctx.actor.regionCode) {
  const known = isWithin(code, ctx.actor.scope) && (await ctx.db.region.findUnique({ where: { code } }))
  if (!known) throw new NotFoundError()
  if (['PROVINCE', 'CITY'].includes(levelOf(code))) throw new DomainError('findings.countyOrBelow', {}, 'regionCode')
  return { countyCode: countyOf(code), regionCode: code }
}
