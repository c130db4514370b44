import 'server-only'
import { meetDeadline } from '@/lib/deadlines/commands/keep'
import { beginProcedure, findOpenProcedure } from '@/lib/identification/commands/begin'
import { procedureToStep, takeStep } from '@/lib/identification/commands/step'
import { listAssignees } from '@/lib/identification/queries/assignees'
import { getIncomeBlock } from '@/lib/identification/queries/income'
import {
  CompareInput,
  DismissMonitoringInput,
  StartMonitoringInput,
  troublesIn,
  VerifyMonitoringInput,
} from '@/lib/identification/schema/monitoring'
import { clueToTakeUp } from '@/lib/monitoring/commands/clue-taken'
import { decide } from '@/lib/monitoring/commands/decide-clue'
import { speaksAgainst } from '@/lib/monitoring/queries/against'
import { typesFor } from '@/lib/monitoring/rules/decisions'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError } from '@/lib/platform/errors'

/** Takes a clue up and sends somebody to the home check. In an emergency help may come first (先帮后录), with the reason. */
export const startMonitoring = defineCommand({
  name: 'monitoring.start',
  permission: 'identification:start',
  input: StartMonitoringInput,
  async run(ctx, { id, clueId, version, startedOn, assigneeId, green, greenReason, note }) {
    if (startedOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'startedOn')
    const clue = await clueToTakeUp(ctx, clueId, version)
    if (startedOn < clue.openedOn)
      throw new DomainError('identification.beforeLast', { day: clue.openedOn }, 'startedOn')
    const { countyCode, regionCode, householdId } = clue
    const open = await findOpenProcedure(ctx, clue, 'monitoring')
    if (open) throw new DomainError('identification.openAlready', { no: open.procedureNo })
    const goes =
      assigneeId === undefined || assigneeId === ctx.actor.userId
        ? { id: ctx.actor.userId, name: ctx.actor.name }
        : (await listAssignees(ctx, regionCode)).find((each) => each.id === assigneeId)
    if (!goes) throw new DomainError('input.wrong', {}, 'assigneeId')
    const procedureNo = await beginProcedure(ctx, {
      place: { countyCode, regionCode, householdId },
      id,
      kind: 'MONITORING',
      on: startedOn,
      wasStatus: clue.povertyStatus,
      wanted: {
        clueId,
        earlierCaseId: clue.earlierCaseId,
        openedBy: clue.openedBy,
        assigneeId: goes.id,
        assigneeName: goes.name,
        greenReason: green ? greenReason : null,
        identifyBy: dateOf(clue.identifyBy),
      },
      record: { assignee: goes.name, ...(green ? { green: greenReason } : {}), note },
    })
    await meetDeadline(ctx, { countyCode, kind: 'CLUE_ASSIGN', subjectId: clueId, on: startedOn })
    return { procedureId: id, procedureNo }
  },
})

/** The home check by two or more with the authorisation letter (授权书) and the information sheet. */
export const verifyMonitoring = defineCommand({
  name: 'monitoring.verify',
  permission: 'identification:verify',
  input: VerifyMonitoringInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'verify')
    if (procedure.kind !== 'MONITORING') throw new DomainError('identification.notNow')
    const { on, officers, monitoredType, risks, noLabour, note } = input
    const { povertyStatus } = await ctx.db.household.findUniqueOrThrow({
      where: { countyCode_id: { countyCode: procedure.countyCode, id: procedure.householdId } },
      select: { povertyStatus: true },
    })
    if (!typesFor(povertyStatus).includes(monitoredType))
      throw new DomainError('monitoring.typeNotAllowed', {}, 'monitoredType')
    const income = await getIncomeBlock(ctx, procedure, on)
    if (!income && !input.incomePerHead) throw new DomainError('identification.incomeNeeded', {}, 'incomePerHead')
    await takeStep(ctx, procedure, step, {
      on,
      record: {
        officers,
        authorised: true,
        monitoredType,
        risks,
        noLabour,
        income,
        nowFen: input.incomePerHead ?? null,
        troubles: troublesIn(input),
        note,
      },
      data: { verifiedBy: ctx.actor.userId, monitoredType, risks, noLabour },
    })
    return { procedureId: procedure.id }
  },
})

/** The home check finds no reason for monitoring: the procedure ends and the clue is dismissed with the reason. */
export const dismissMonitoring = defineCommand({
  name: 'monitoring.dismiss',
  permission: 'clue:decide',
  input: DismissMonitoringInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'dismiss')
    const { on, officers, reason, note, acknowledged } = input
    const { countyCode, clueId } = procedure
    if (!clueId) throw new DomainError('identification.notNow')
    if (!acknowledged && (await speaksAgainst(ctx, { countyCode, id: clueId })))
      throw new DomainError('monitoring.acknowledge', {}, 'acknowledged')
    await takeStep(ctx, procedure, step, {
      on,
      record: { officers, reason, note },
      data: { rejectReason: reason, rejectNote: note },
    })
    const end = { status: 'DISMISSED', dismissReason: reason, decisionNote: note } as const
    await decide(ctx, { countyCode, id: clueId }, end, on)
    return { procedureId: procedure.id }
  },
})

/** The departments compare their files; a difference is explained or leads back by a return. */
export const compareMonitoring = defineCommand({
  name: 'monitoring.compare',
  permission: 'identification:compare',
  input: CompareInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'compare')
    const { on, departments, result, explanation, document } = input
    await takeStep(ctx, procedure, step, {
      on,
      record: { departments, result, explanation, document },
    })
    return { procedureId: procedure.id }
  },
})
