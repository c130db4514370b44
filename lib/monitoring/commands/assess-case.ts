import 'server-only'
import { meetDeadline, openDeadline } from '@/lib/deadlines/commands/keep'
import { lockHousehold } from '@/lib/households/queries/lock'
import { quarterOf } from '@/lib/monitoring/rules/quarters'
import { AssessCaseInput } from '@/lib/monitoring/schema'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

/** Looks at a case again, once a quarter: how risky, the income now, what is not met. A quarter's record is written once. */
export const assessCase = defineCommand({
  name: 'case.assess',
  permission: 'case:assess',
  input: AssessCaseInput,
  async run(ctx, { caseId, assessedOn, riskLevel, incomePerHead, failing, opinion }) {
    if (assessedOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'assessedOn')
    const found = await ctx.db.monitoringCase.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: caseId },
      select: { countyCode: true, householdId: true },
    })
    if (!found || !(await lockHousehold(ctx, found.countyCode, found.householdId))) throw new NotFoundError()
    const { countyCode, householdId } = found
    const monitored = await ctx.db.monitoringCase.findUniqueOrThrow({
      where: { countyCode_id: { countyCode, id: caseId } },
      select: { regionCode: true, status: true, identifiedOn: true },
    })
    if (monitored.status === 'RISK_REMOVED') throw new DomainError('monitoring.removedAlready')
    const since = dayFrom(monitored.identifiedOn)
    if (assessedOn < since) throw new DomainError('monitoring.beforeIdentified', { day: since }, 'assessedOn')
    const quarter = quarterOf(assessedOn)
    const before = await ctx.db.caseAssessment.findUnique({
      where: { countyCode_caseId_quarter: { countyCode, caseId, quarter } },
      select: { assessedByName: true, assessedOn: true },
    })
    if (before) {
      const told = { by: before.assessedByName, day: dayFrom(before.assessedOn) }
      throw new DomainError('monitoring.assessedAlready', told)
    }
    await ctx.db.caseAssessment.create({
      data: {
        countyCode,
        caseId,
        quarter,
        regionCode: monitored.regionCode,
        householdId,
        riskLevel,
        perCapitaFen: incomePerHead ?? null,
        failing,
        opinion,
        assessedOn: dateOf(assessedOn),
        assessedBy: ctx.actor.userId,
        assessedByName: ctx.actor.name,
        recordedAt: ctx.now,
      },
      select: { quarter: true },
    })
    const later = { countyCode, caseId, assessedOn: { gt: dateOf(assessedOn) } }
    if ((await ctx.db.caseAssessment.count({ where: later })) === 0) {
      const place = { countyCode, regionCode: monitored.regionCode, householdId }
      await meetDeadline(ctx, { countyCode, kind: 'REASSESSMENT', subjectId: caseId, on: assessedOn })
      const subject = { kind: 'CASE', id: caseId }
      await openDeadline(ctx, { place, kind: 'REASSESSMENT', subject, from: assessedOn })
    }
    return { caseId, quarter }
  },
})
