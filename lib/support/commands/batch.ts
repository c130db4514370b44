import 'server-only'
import { supportCase } from '@/lib/monitoring/commands/support-case'
import { defineCommand } from '@/lib/platform/command'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { idSequence } from '@/lib/platform/ids'
import { startJournal, undoJournal } from '@/lib/platform/journal'
import { may } from '@/lib/platform/permissions'
import { commonRegion, countyOf, countyOfScope } from '@/lib/regions/rules'
import { typeOn } from '@/lib/support/commands/beneficiary'
import { refuseDelivery, rowOf } from '@/lib/support/commands/record'
import { planFor } from '@/lib/support/queries/batch-plan'
import { householdsInField, measuresInField } from '@/lib/support/queries/field'
import type { LeftOut } from '@/lib/support/rules/batch'
import { BatchInput, UndoBatchInput } from '@/lib/support/schema'
import { lockHouseholds } from '@/lib/support/sql/lock'

/**
 * One measure for many households, by one deed that can be taken back as a whole. Who has it already this year or left the register is left
 * out and named. Errors: NotFoundError when a household is beyond the scope, DomainError.
 */
export const recordBatch = defineCommand({
  name: 'support.batch',
  permission: 'support:batch',
  input: BatchInput,
  async run(ctx, input): Promise<{ batchId: string; given: number; left: { id: string; why: LeftOut }[] }> {
    const { id, households, deliveredOn, typeCode } = input
    const wanted = [...new Set(households)]
    const day = deliveredOn ?? input.plannedOn
    const type = await typeOn(ctx, typeCode, day)
    if (deliveredOn) refuseDelivery(ctx, { ...input, deliveredOn }, type.form)
    const countyCode = countyOf(ctx.actor.scope)
    if ((await lockHouseholds(ctx, countyCode, wanted)).length < wanted.length) throw new NotFoundError()
    const theirs = { countyCode, id: { in: wanted }, AND: await householdsInField(ctx) }
    if ((await ctx.db.household.count({ where: theirs })) < wanted.length) throw new NotFoundError()
    if (input.projectId) await assertProject(ctx, countyCode, input.projectId)
    const plan = await planFor(ctx, { countyCode, id: { in: wanted } }, { typeCode, day }, wanted.length)
    if (plan.given.length === 0) throw new DomainError('support.nobodyLeft', {}, 'households')
    const given = plan.rows.filter((row) => plan.given.includes(row.id))
    const regionCode = commonRegion(given.map((row) => row.regionCode))
    const title = input.title || type.nameZh
    await ctx.db.supportBatch.create({
      data: {
        countyCode,
        id,
        regionCode,
        typeCode,
        title,
        households: given.length,
        leftOut: plan.left.length,
        madeBy: ctx.actor.userId,
        madeByName: ctx.actor.name,
        madeAt: ctx.now,
      },
      select: { id: true },
    })
    await startJournal(ctx, { countyCode, id, regionCode, command: 'support.batch' })
    for (const { cases } of given) {
      for (const each of cases) if (each.status === 'MONITORED') await supportCase(ctx, { countyCode, caseId: each.id })
    }
    const nextId = idSequence(ctx.now)
    await ctx.db.supportMeasure.createMany({
      data: given.map((row) => {
        const caseId = row.cases[0]?.id ?? null
        const clueId = caseId ? null : (row.clues[0]?.id ?? null)
        const to = { countyCode, householdId: row.id, regionCode: row.regionCode, caseId, clueId }
        return { ...rowOf(ctx, to, input, type), id: nextId(), batchId: id }
      }),
    })
    return { batchId: id, given: given.length, left: plan.left }
  },
})

async function assertProject(ctx: Ctx, countyCode: string, id: string): Promise<void> {
  if (!(await ctx.db.supportProject.findFirst({ where: { countyCode, id }, select: { id: true } })))
    throw new DomainError('support.projectUnknown', {}, 'projectId')
}

/**
 * Takes a batch back as a whole: its measures are gone, and cases that had no other help are monitored as before. Errors: NotFoundError,
 * DomainError `journal.dependent` when somebody went on with one of its measures.
 */
export const undoBatch = defineCommand({
  name: 'support.undoBatch',
  permission: 'support:batch',
  input: UndoBatchInput,
  async run(ctx, { batchId }): Promise<{ batchId: string }> {
    const batch = await ctx.db.supportBatch.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: batchId, ...(await measuresInField(ctx)) },
      select: { countyCode: true, madeBy: true, undoneAt: true },
    })
    if (!batch) throw new NotFoundError()
    const { countyCode } = batch
    if (batch.undoneAt) throw new DomainError('journal.closed')
    if (batch.madeBy !== ctx.actor.userId && !may(ctx.actor.role, 'support:confirm'))
      throw new DomainError('support.notYours')
    const helped = await ctx.db.supportMeasure.findMany({
      where: { countyCode, batchId, caseId: { not: null } },
      select: { caseId: true },
      distinct: ['caseId'],
    })
    const measures = await ctx.db.supportMeasure.findMany({
      where: { countyCode, batchId },
      select: { householdId: true },
      distinct: ['householdId'],
    })
    await lockHouseholds(
      ctx,
      countyCode,
      measures.map(({ householdId }) => householdId),
    )
    await undoJournal(ctx, countyCode, batchId)
    await stillSupported(
      ctx,
      countyCode,
      helped.flatMap(({ caseId }) => caseId ?? []),
    )
    await ctx.db.supportBatch.updateMany({
      where: { countyCode, id: batchId },
      data: { undoneAt: ctx.now, undoneBy: ctx.actor.userId },
    })
    return { batchId }
  },
})

// Help that came since the batch keeps a case supported.
async function stillSupported(ctx: Ctx, countyCode: string, caseIds: readonly string[]): Promise<void> {
  const helped = await ctx.db.monitoringCase.findMany({
    where: {
      countyCode,
      id: { in: [...caseIds] },
      status: 'MONITORED',
      OR: [{ measures: { some: { status: { not: 'CANCELLED' } } } }, { plans: { some: {} } }],
    },
    select: { id: true },
  })
  for (const { id } of helped) await supportCase(ctx, { countyCode, caseId: id })
}
