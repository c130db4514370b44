import 'server-only'
import { applyStatus, type Procedure } from '@/lib/identification/commands/step'
import { keepCase, removeRisk } from '@/lib/monitoring/commands/case-steps'
import { decide } from '@/lib/monitoring/commands/decide-clue'
import { openCase, setMonitored } from '@/lib/monitoring/commands/identify'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'

/** The case that the county's decision opens, named on the procedure with the decision itself. */
export async function openedWith(ctx: Ctx, procedure: Procedure, on: string): Promise<{ caseId?: string }> {
  const { kind, clueId } = procedure
  return kind === 'MONITORING' && clueId ? { caseId: await openCase(ctx, { ...procedure, clueId }, on) } : {}
}

/** What a step changes in the household's file, from its day on. */
export async function takeEffect(
  ctx: Ctx,
  procedure: Procedure,
  step: 'approve' | 'announce' | 'register',
  on: string,
): Promise<void> {
  switch (`${procedure.kind} ${step}`) {
    case 'IDENTIFICATION register':
      return applyStatus(ctx, procedure, on, {
        povertyStatus: 'NOT_EXITED',
        householdType: procedure.wantedType ?? undefined,
        mainCause: procedure.wantedCause,
        otherCauses: procedure.wantedOtherCauses,
        identificationStandard: procedure.wantedStandard,
        identifiedOn: dateOf(on),
        exitYear: null,
      })
    case 'EXIT announce':
      return applyStatus(ctx, procedure, on, {
        povertyStatus: 'EXITED',
        exitYear: procedure.planYear,
        notExitedReason: null,
      })
    case 'RELAPSE approve':
      return applyStatus(ctx, procedure, on, { povertyStatus: 'RELAPSED', relapsedOn: dateOf(on) })
    case 'EXIT_REVOKED approve':
      return applyStatus(ctx, procedure, on, { povertyStatus: 'NOT_EXITED', exitYear: null })
    case 'IDENTIFICATION_REVOKED approve':
      return applyStatus(ctx, procedure, on, {
        povertyStatus: 'NEVER_POOR',
        householdType: 'GENERAL_RURAL',
        identifiedOn: null,
        exitYear: null,
        mainCause: null,
        otherCauses: [],
        identificationStandard: null,
        notExitedReason: null,
      })
    case 'MONITORING approve': {
      const { countyCode, clueId, caseId, monitoredType } = procedure
      await decide(ctx, { countyCode, id: clueId ?? '' }, { status: 'CONFIRMED', caseId, decisionNote: '' }, on)
      return setMonitored(ctx, procedure, monitoredType, on)
    }
    case 'RISK_REMOVAL approve':
      return removeRisk(ctx, { ...procedure, caseId: procedure.caseId ?? '' }, procedure.removalMode, on)
  }
}

/** What a rejection takes back. */
export async function undoEffect(ctx: Ctx, procedure: Procedure, on: string, note: string): Promise<void> {
  const { kind, wasStatus, countyCode, clueId, caseId } = procedure
  if (kind === 'EXIT') {
    await applyStatus(ctx, procedure, on, { povertyStatus: wasStatus === 'EXIT_PLANNED' ? 'NOT_EXITED' : wasStatus })
  } else if (kind === 'MONITORING' && clueId) {
    const end = { status: 'DISMISSED', dismissReason: 'REJECTED', decisionNote: note } as const
    await decide(ctx, { countyCode, id: clueId }, end, on)
  } else if (kind === 'RISK_REMOVAL' && caseId) {
    await keepCase(ctx, { countyCode, caseId }, on)
  }
}
