import 'server-only'
import { keepStep } from '@/lib/identification/commands/step'
import { ENDED, FIRST_STATUS } from '@/lib/identification/lifecycle'
import type { ProcedureKind } from '@/lib/identification/schema'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { nextNumber } from '@/lib/platform/numbers'
import type { PovertyStatus, Prisma } from '@/lib/platform/prisma/client'

export type Wanted = Omit<
  Prisma.StatusProcedureUncheckedCreateInput,
  | 'countyCode'
  | 'id'
  | 'regionCode'
  | 'householdId'
  | 'procedureNo'
  | 'kind'
  | 'status'
  | 'wasStatus'
  | 'startedOn'
  | 'startedBy'
  | 'lastStepOn'
>

type Begin = {
  place: { countyCode: string; regionCode: string; householdId: string }
  id: string
  kind: ProcedureKind
  on: string
  wasStatus: PovertyStatus
  wanted: Wanted
  record: Record<string, Prisma.InputJsonValue | null>
}

/** Of the two ways that a household can be on, status and monitoring, the open procedure of the same one. */
export function findOpenProcedure(
  ctx: Ctx,
  { countyCode, householdId }: { countyCode: string; householdId: string },
  way: 'status' | 'monitoring',
) {
  return ctx.db.statusProcedure.findFirst({
    where: {
      countyCode,
      householdId,
      status: { notIn: ENDED },
      ...(way === 'status'
        ? { clueId: null, caseId: null }
        : { OR: [{ clueId: { not: null } }, { caseId: { not: null } }] }),
    },
    select: { id: true, procedureNo: true },
  })
}

/** Writes a procedure with its number and its first line. The household is locked and has no open one of this way. */
export async function beginProcedure(
  ctx: Ctx,
  { place, id, kind, on, wasStatus, wanted, record }: Begin,
): Promise<string> {
  const procedureNo = await nextNumber(ctx, place.countyCode, 'SB')
  const status = FIRST_STATUS[kind]
  await ctx.db.statusProcedure.create({
    data: {
      ...place,
      id,
      procedureNo,
      kind,
      status,
      wasStatus,
      ...wanted,
      startedOn: dateOf(on),
      startedBy: ctx.actor.userId,
      lastStepOn: dateOf(on),
    },
    select: { id: true },
  })
  await keepStep(ctx, { ...place, procedureId: id }, 1, { on, name: 'start', to: status, record })
  return procedureNo
}
