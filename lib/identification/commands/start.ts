import 'server-only'
import { lockHousehold } from '@/lib/households/queries/lock'
import { beginProcedure, findOpenProcedure, type Wanted } from '@/lib/identification/commands/begin'
import { applyStatus } from '@/lib/identification/commands/step'
import { STARTS_FROM } from '@/lib/identification/rules/starts'
import { PlanInput, StartInput, type StatusKind } from '@/lib/identification/schema'
import { defineCommand } from '@/lib/platform/command'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

type Start = { id: string; householdId: string; kind: StatusKind; on: string; wanted: Wanted; note: string }

/** Begins an identification, an exit or a correction of one. A household has one open procedure at a time. */
export const startProcedure = defineCommand({
  name: 'identification.start',
  permission: 'identification:start',
  input: StartInput,
  async run(ctx, { id, householdId, kind, startedOn, note, ...input }) {
    if (startedOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'startedOn')
    const { wantedType, wantedCause, wantedOtherCauses, wantedStandard, planYear, basis, basisText } = input
    const wanted: Wanted =
      kind === 'IDENTIFICATION'
        ? { wantedType: wantedType as Wanted['wantedType'], wantedCause, wantedOtherCauses, wantedStandard }
        : kind === 'EXIT'
          ? { planYear }
          : { basis, basisText }
    const started = await begin(ctx, { id, householdId, kind, on: startedOn, wanted, note })
    if ('refused' in started) throw started.refused
    return { procedureId: id, procedureNo: started.procedureNo }
  },
})

/** Puts households on a year's exit list, each with a procedure of its own; those that cannot go on it are named with the reason. */
export const planExits = defineCommand({
  name: 'identification.plan',
  permission: 'identification:plan',
  input: PlanInput,
  async run(ctx, { planYear, households }) {
    const left: { id: string; code: string }[] = []
    for (const { id, procedureId } of [...households].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const start: Start = {
        id: procedureId,
        householdId: id,
        kind: 'EXIT',
        on: ctx.today,
        wanted: { planYear },
        note: '',
      }
      const begun = await begin(ctx, start)
      if ('refused' in begun) left.push({ id, code: begun.refused.code })
    }
    return { planned: households.length - left.length, left }
  },
})

async function begin(
  ctx: Ctx,
  { id, householdId, kind, on, wanted, note }: Start,
): Promise<{ procedureNo: string } | { refused: DomainError }> {
  const household = await ctx.db.household.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: householdId, isActive: true },
    select: { countyCode: true, regionCode: true },
  })
  if (!household || !(await lockHousehold(ctx, household.countyCode, householdId))) throw new NotFoundError()
  const { countyCode, regionCode } = household
  const { povertyStatus } = await ctx.db.household.findUniqueOrThrow({
    where: { countyCode_id: { countyCode, id: householdId } },
    select: { povertyStatus: true },
  })
  const place = { countyCode, regionCode, householdId }
  const open = await findOpenProcedure(ctx, place, 'status')
  if (open) return { refused: new DomainError('identification.openAlready', { no: open.procedureNo }) }
  if (!STARTS_FROM[kind].includes(povertyStatus)) return { refused: new DomainError('identification.otherStatus') }
  const record = { note, ...(kind === 'IDENTIFICATION' ? { consent: true } : {}) }
  const procedureNo = await beginProcedure(ctx, { place, id, kind, on, wasStatus: povertyStatus, wanted, record })
  if (kind === 'EXIT') await applyStatus(ctx, place, on, { povertyStatus: 'EXIT_PLANNED' })
  return { procedureNo }
}
