import 'server-only'
import { textsOf, typedSealed } from '@/lib/households/queries/edit'
import { EDIT_FIELDS, type EditField, type EditTexts, mergeEdits } from '@/lib/households/rules/edit'
import { EditHouseholdInput } from '@/lib/households/schema'
import { type Editable, findEditable, findLastEditor } from '@/lib/households/sql/edit'
import type { Actor } from '@/lib/platform/actor'
import { defineCommand } from '@/lib/platform/command'
import { ConflictError, NotFoundError } from '@/lib/platform/errors'
import { blindIndex, seal } from '@/lib/platform/fields'
import type { Prisma } from '@/lib/platform/prisma/client'

export type Edited = { householdId: string; version: number; saved: EditField[]; merged: EditField[] }

/**
 * Changes a household's file. What one side alone changed is kept; what two people changed differently is refused with base, mine and
 * theirs, and nothing is written. Errors: NotFoundError, ConflictError.
 */
export const editHousehold = defineCommand({
  name: 'household.edit',
  permission: 'household:edit',
  input: EditHouseholdInput,
  async run(ctx, input): Promise<Edited> {
    const held = await findEditable(ctx, input.householdId, true)
    if (!held) throw new NotFoundError()
    const { mine, theirs, conflicts } = mergeEdits(input.base, typed(ctx.actor, input), textsOf(ctx.actor, held))
    if (conflicts.length > 0) {
      const fields = conflicts.map((conflict) => conflict.field)
      throw new ConflictError(conflicts, held.version, await findLastEditor(ctx, held, fields))
    }
    if (mine.length === 0) return { householdId: held.id, version: held.version, saved: [], merged: theirs }
    await ctx.db.household.update({
      where: { countyCode_id: { countyCode: held.countyCode, id: held.id }, version: held.version },
      data: { ...changes(held, input, mine), version: held.version + 1, updatedAt: ctx.now },
      select: { id: true },
    })
    return { householdId: held.id, version: held.version + 1, saved: mine, merged: theirs }
  },
})

function typed(actor: Actor, input: EditHouseholdInput): EditTexts {
  const sealed = (field: 'phone' | 'bankAccount', clear: boolean) => {
    if (input[field] !== '') return typedSealed(actor, field, input.householdId, input[field])
    return clear ? '' : input.base[field]
  }
  const texts: EditTexts = {
    groupName: input.groupName,
    address: input.address,
    phone: sealed('phone', input.clearPhone),
    bankName: input.bankName,
    bankAccount: sealed('bankAccount', input.clearBankAccount),
    householdType: input.householdType,
    mainCause: input.mainCause,
    housingGrade: input.housingGrade,
    nationalHouseholdNo: input.nationalHouseholdNo,
  }
  for (const field of EDIT_FIELDS) if (input.choose[field] === 'theirs') texts[field] = input.base[field]
  return texts
}

function changes(held: Editable, input: EditHouseholdInput, fields: readonly EditField[]): Prisma.HouseholdUpdateInput {
  const all: Record<EditField, Prisma.HouseholdUpdateInput> = {
    groupName: { groupName: input.groupName },
    address: { address: input.address },
    phone: sealedChange(held.id, 'phone', 'phone_enc', input.phone),
    bankName: { bankName: input.bankName || null },
    bankAccount: sealedChange(held.id, 'bankAccount', 'bank_account_enc', input.bankAccount),
    householdType: { householdType: input.householdType },
    mainCause: { mainCause: input.mainCause || null },
    housingGrade: { housingGrade: input.housingGrade || null },
    nationalHouseholdNo: { nationalHouseholdNo: input.nationalHouseholdNo || null },
  }
  return Object.assign({}, ...fields.map((field) => all[field]))
}

function sealedChange(
  id: string,
  field: 'phone' | 'bankAccount',
  column: string,
  value: string,
): Prisma.HouseholdUpdateInput {
  return {
    [`${field}Enc`]: value ? seal('household', column, id, value) : null,
    [`${field}Bidx`]: value ? blindIndex(field, value) : null,
  }
}
