import 'server-only'
import { HOUSEHOLD_FIELDS, type HouseholdField } from '@/lib/households/catalogue/record-fields'
import { refuseContradictions } from '@/lib/households/commands/refuse'
import { changesOf, outcomeOf, settle } from '@/lib/households/commands/settle'
import { getHouseholdFacts } from '@/lib/households/queries/facts'
import { isCauseTwice } from '@/lib/households/rules/causes'
import { namesOf } from '@/lib/households/rules/record-fields'
import { EditHouseholdInput } from '@/lib/households/schema'
import { findHouseholdPlace } from '@/lib/households/sql/edit'
import { defineCommand } from '@/lib/platform/command'
import { InputError, NotFoundError } from '@/lib/platform/errors'

export type Edited = { householdId: string; version: number; saved: HouseholdField[]; merged: HouseholdField[] }

/** Fields that members and conditions can contradict. */
const CHECKED: ReadonlySet<HouseholdField> = new Set(['householdType', 'mainCause', 'otherCauses', 'housingGrade'])

/**
 * Changes a household's file. What one side alone changed is kept; what two people changed differently is refused with base, mine and
 * theirs, and nothing is written. Errors: NotFoundError, ConflictError, InputError.
 */
export const editHousehold = defineCommand({
  name: 'household.edit',
  permission: 'household:edit',
  input: EditHouseholdInput,
  async run(ctx, input): Promise<Edited> {
    const held = await findHouseholdPlace(ctx, input.householdId, true)
    if (!held) throw new NotFoundError()
    const { countyCode, id, version } = held
    const place = { table: 'household', id, actor: ctx.actor } as const
    const row = await ctx.db.household.findUniqueOrThrow({ where: { countyCode_id: { countyCode, id } } })
    const settled = await settle(
      ctx,
      HOUSEHOLD_FIELDS,
      input,
      { row, version, table: 'household', rowId: `${countyCode}/${id}` },
      place,
    )
    const { mine, theirs } = settled
    if (mine.length === 0) return { householdId: id, version, saved: [], merged: theirs }
    const after = outcomeOf(settled)
    if (isCauseTwice(after.mainCause || null, after.otherCauses.split(','))) {
      throw new InputError({ otherCauses: { code: 'register.causeTwice' } })
    }
    const isChecked = mine.some((field) => CHECKED.has(field))
    const [facts] = isChecked ? await getHouseholdFacts(ctx, { ids: [id] }) : []
    if (facts) {
      const next = {
        ...facts,
        householdType: after.householdType,
        mainCause: after.mainCause || null,
        otherCauses: after.otherCauses === '' ? [] : after.otherCauses.split(','),
        housingGrade: after.housingGrade || null,
      }
      await refuseContradictions(ctx, facts, next, { fields: namesOf(HOUSEHOLD_FIELDS), changed: mine })
    }
    await ctx.db.household.update({
      where: { countyCode_id: { countyCode, id }, version },
      data: { ...changesOf(HOUSEHOLD_FIELDS, mine, input, place), version: version + 1, updatedAt: ctx.now },
      select: { id: true },
    })
    return { householdId: id, version: version + 1, saved: mine, merged: theirs }
  },
})
