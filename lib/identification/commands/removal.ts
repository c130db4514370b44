import 'server-only'
import { lockHousehold } from '@/lib/households/queries/lock'
import { beginProcedure, findOpenProcedure } from '@/lib/identification/commands/begin'
import { procedureToStep, takeStep } from '@/lib/identification/commands/step'
import { getConditions } from '@/lib/identification/queries/conditions'
import { getIncomeBlock } from '@/lib/identification/queries/income'
import { verdictOf } from '@/lib/identification/rules/conditions'
import { REMOVAL_PARAMETERS, removalLine, risksLeft } from '@/lib/identification/rules/removal'
import { StartRemovalInput, troublesIn, VerifyRemovalInput } from '@/lib/identification/schema/monitoring'
import { nameContact, proposeRemoval } from '@/lib/monitoring/commands/case-steps'
import { listParameterRows } from '@/lib/parameters/queries'
import { defineCommand } from '@/lib/platform/command'
import { dayFrom } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

/** Proposes that a supported household's risk is removed. A household without labour is kept under the safety net. */
export const startRemoval = defineCommand({
  name: 'removal.start',
  permission: 'identification:start',
  input: StartRemovalInput,
  async run(ctx, { id, caseId, startedOn, mode, note }) {
    if (startedOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'startedOn')
    const found = await ctx.db.monitoringCase.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: caseId },
      select: { countyCode: true, householdId: true },
    })
    if (!found || !(await lockHousehold(ctx, found.countyCode, found.householdId))) throw new NotFoundError()
    const { countyCode, householdId } = found
    const monitored = await ctx.db.monitoringCase.findUniqueOrThrow({
      where: { countyCode_id: { countyCode, id: caseId } },
      include: { household: { select: { povertyStatus: true } } },
    })
    if (monitored.status === 'RISK_REMOVED') throw new DomainError('monitoring.removedAlready')
    if (monitored.noLabour) throw new DomainError('identification.noLabourStays')
    const open = await findOpenProcedure(ctx, found, 'monitoring')
    if (open) throw new DomainError('identification.openAlready', { no: open.procedureNo })
    if (monitored.status !== 'SUPPORTED') throw new DomainError('monitoring.notSupported')
    const since = dayFrom(monitored.identifiedOn)
    if (startedOn < since) throw new DomainError('identification.beforeLast', { day: since }, 'startedOn')
    await proposeRemoval(ctx, { countyCode, caseId }, startedOn)
    const procedureNo = await beginProcedure(ctx, {
      place: { countyCode, regionCode: monitored.regionCode, householdId },
      id,
      kind: 'RISK_REMOVAL',
      on: startedOn,
      wasStatus: monitored.household.povertyStatus,
      wanted: { caseId, removalMode: mode },
      record: { mode, note },
    })
    return { procedureId: id, procedureNo }
  },
})

/**
 * The home check of a removal: every condition the register knows must hold, no trouble, the income now at or above the line, every recorded
 * risk said to be gone, stably or naturally; and who watches the household from now on.
 */
export const verifyRemoval = defineCommand({
  name: 'removal.verify',
  permission: 'identification:verify',
  input: VerifyRemovalInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'verify')
    const { countyCode, regionCode, householdId, caseId, kind } = procedure
    if (kind !== 'RISK_REMOVAL' || !caseId) throw new DomainError('identification.notNow')
    const { on, officers, goneStably, goneNaturally, note, contactName } = input
    const { risks } = await ctx.db.monitoringCase.findUniqueOrThrow({
      where: { countyCode_id: { countyCode, id: caseId } },
      select: { risks: true },
    })
    if (risksLeft(risks, goneStably, goneNaturally).length > 0)
      throw new DomainError('identification.risksStay', {}, 'goneStably')
    const troubles = troublesIn(input)
    if (troubles.length > 0) throw new DomainError('identification.troubleStays')
    const conditions = await getConditions(ctx, procedure, on)
    const verdict = verdictOf(kind, conditions)
    if (verdict === 'NO') throw new DomainError('identification.conditionsUnmet')
    const line = removalLine(await listParameterRows(ctx, REMOVAL_PARAMETERS), regionCode, on)
    const nowFen = input.incomePerHead ?? 0
    if (line !== null && nowFen < line)
      throw new DomainError('identification.incomeBelowLine', { line: line / 100 }, 'incomePerHead')
    if (verdict === 'ASK' && !input.acknowledged)
      throw new DomainError('identification.acknowledge', {}, 'acknowledged')
    await takeStep(ctx, procedure, step, {
      on,
      record: {
        officers,
        goneStably,
        goneNaturally,
        income: await getIncomeBlock(ctx, procedure, on),
        nowFen,
        troubles,
        conditions: JSON.parse(JSON.stringify(conditions)),
        contactName,
        note,
      },
      data: { verifiedBy: ctx.actor.userId },
    })
    const place = { countyCode, regionCode, householdId, caseId }
    await nameContact(ctx, place, { name: contactName, phone: input.contactPhone, on })
    return { procedureId: procedure.id }
  },
})
