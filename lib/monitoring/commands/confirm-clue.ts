import 'server-only'
import { withCalendar } from '@/lib/deadlines/queries/calendar'
import { clueToDecide, decide } from '@/lib/monitoring/commands/decide-clue'
import { findOpenCase } from '@/lib/monitoring/queries/open'
import { DEADLINE_PARAMETERS, planDeadline } from '@/lib/monitoring/rules/deadlines'
import { typesFor } from '@/lib/monitoring/rules/decisions'
import { ConfirmClueInput } from '@/lib/monitoring/schema'
import { listParameterRows } from '@/lib/parameters/queries'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { nextNumber } from '@/lib/platform/numbers'

/** Confirms a clue: the household becomes a monitored one, its case starts a new episode today and the plan falls due. */
export const confirmClue = defineCommand({
  name: 'clue.confirm',
  permission: 'clue:decide',
  input: ConfirmClueInput,
  async run(ctx, { clueId, version, monitoredType, risks, note }) {
    const clue = await clueToDecide(ctx, clueId, version)
    const { countyCode, householdId, regionCode } = clue
    if (!typesFor(clue.household.povertyStatus).includes(monitoredType)) {
      throw new DomainError('monitoring.typeNotAllowed', {}, 'monitoredType')
    }
    const open = await findOpenCase(ctx, { countyCode, id: householdId })
    if (open) throw new DomainError('monitoring.caseOpen', { caseNo: open.caseNo })
    const earlier = await ctx.db.monitoringCase.count({ where: { countyCode, householdId } })
    const rules = await withCalendar(ctx, await listParameterRows(ctx, DEADLINE_PARAMETERS), ctx.today)
    const monitored = await ctx.db.monitoringCase.create({
      data: {
        countyCode,
        id: newId(ctx.now),
        regionCode,
        householdId,
        caseNo: await nextNumber(ctx, countyCode, 'JC'),
        monitoredType,
        risks,
        channel: clue.source,
        episode: earlier + 1,
        identifiedOn: dateOf(ctx.today),
        planBy: dateOf(planDeadline(rules, regionCode, ctx.today)),
      },
      select: { id: true, caseNo: true },
    })
    await decide(ctx, clue, { status: 'CONFIRMED', caseId: monitored.id, decisionNote: note })
    await ctx.db.household.updateMany({
      where: { countyCode, id: householdId },
      data: { monitoredType, version: { increment: 1 }, updatedAt: ctx.now },
    })
    return { clueId, caseId: monitored.id, caseNo: monitored.caseNo }
  },
})
