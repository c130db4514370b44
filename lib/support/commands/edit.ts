import 'server-only'
import { mergeEdits, type Texts } from '@/lib/households/rules/edit'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { ConflictError, DomainError } from '@/lib/platform/errors'
import { seesOwnOnly } from '@/lib/platform/permissions'
import { checkLinks, typeOn } from '@/lib/support/commands/beneficiary'
import { findLocked, type Measure } from '@/lib/support/commands/step'
import { editedTexts } from '@/lib/support/rules/edited'
import { EDITED, type EditedField, EditMeasureInput } from '@/lib/support/schema'

/**
 * Changes a plan before anything was given. What one side alone changed is kept; what two people changed differently is refused with base,
 * mine and theirs, and nothing is written. Errors: NotFoundError, DomainError, ConflictError.
 */
export const editMeasure = defineCommand({
  name: 'support.edit',
  permission: 'support:record',
  input: EditMeasureInput,
  async run(ctx, { measureId, version, base, ...input }) {
    const measure = await findLocked(ctx, measureId)
    if (measure.status !== 'PLANNED') throw new DomainError('support.onlyPlans')
    if (seesOwnOnly(ctx.actor.role) && measure.recordedBy !== ctx.actor.userId)
      throw new DomainError('support.notYours')
    const typed = editedTexts({ ...input, amountFen: input.amount })
    const after = measure.version === version ? typed : merged(measure, base, typed)
    const type = await typeOn(ctx, after.typeCode, after.plannedOn)
    await checkLinks(
      ctx,
      { ...measure },
      { personId: after.personId || undefined, projectId: after.projectId || undefined, day: ctx.today },
    )
    const { count } = await ctx.db.supportMeasure.updateMany({
      where: { countyCode: measure.countyCode, id: measureId, version: measure.version },
      data: {
        typeCode: type.code,
        form: type.form,
        title: after.title || type.nameZh,
        scale: after.scale,
        unit: after.unit,
        responsible: after.responsible,
        plannedOn: dateOf(after.plannedOn),
        finishBy: dateOf(after.finishBy || after.plannedOn),
        countsOn: dateOf(after.plannedOn),
        amountFen: BigInt(Math.round(Number(after.amount || '0') * 100)),
        fundSource: after.fundSource || null,
        personId: after.personId || null,
        projectId: after.projectId || null,
        version: { increment: 1 },
      },
    })
    if (count !== 1) throw new DomainError('support.changed')
    return { measureId, householdId: measure.householdId }
  },
})

function merged(measure: Measure, base: Texts<EditedField>, typed: Texts<EditedField>): Texts<EditedField> {
  const now = editedTexts(measure)
  const { mine, conflicts } = mergeEdits(EDITED, base, typed, now)
  if (conflicts.length > 0) throw new ConflictError(conflicts, measure.version, null)
  return { ...now, ...Object.fromEntries(mine.map((field) => [field, typed[field]])) }
}
