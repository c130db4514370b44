import 'server-only'
import { changesOf } from '@/lib/households/commands/settle'
import { AssignHelperInput, EndHelperInput, HELPER_FIELDS } from '@/lib/households/schema/register'
import { findHouseholdPlace } from '@/lib/households/sql/edit'
import { findHelper, findHelperDoubt, selectHelperChoices, selectHelperHistory } from '@/lib/households/sql/helpers'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { blindIndex } from '@/lib/platform/fields'

export type HelperChanged = { householdId: string; helperId: string }

/**
 * Pairs a helper (帮扶责任人) with a household from a day on: an account of the county, or somebody from outside with his unit. Somebody who
 * seems to belong to the household, or to a registered poor one, is paired only when that was acknowledged.
 * Errors: NotFoundError, DomainError `register.helper…`.
 */
export const assignHelper = defineCommand({
  name: 'helper.assign',
  permission: 'helper:assign',
  input: AssignHelperInput,
  async run(ctx, input): Promise<HelperChanged> {
    const held = await findHouseholdPlace(ctx, input.householdId, true)
    if (!held) throw new NotFoundError()
    const { countyCode, regionCode, id: householdId } = held
    const name = input.userId === '' ? input.name : await accountName(ctx, countyCode, input.userId)
    const present = await selectHelperHistory(ctx, countyCode, householdId)
    const isSame = (helper: (typeof present)[number]) =>
      input.userId === ''
        ? helper.userId === null && helper.name === name && helper.unit === input.unit
        : helper.userId === input.userId
    const overlaps = (helper: (typeof present)[number]) => helper.to === null || helper.to >= input.validFrom
    if (present.some((helper) => isSame(helper) && overlaps(helper))) {
      throw new DomainError('register.helperAlready', { name }, input.userId === '' ? 'name' : 'userId')
    }
    if (!input.acknowledge) {
      const phone = input.phone === '' ? null : blindIndex('phone', input.phone)
      const doubt = await findHelperDoubt(ctx, held, name, phone)
      if (doubt) {
        const code = doubt === 'MEMBER' ? 'register.helperIsMember' : 'register.helperIsPoor'
        throw new DomainError(code, { name }, 'acknowledge')
      }
    }
    const fields = Object.keys(HELPER_FIELDS) as (keyof typeof HELPER_FIELDS)[]
    const outside = changesOf(HELPER_FIELDS, fields, input, { table: 'household_helper', id: input.id })
    await ctx.db.householdHelper.create({
      data: {
        countyCode,
        id: input.id,
        regionCode,
        householdId,
        userId: input.userId || null,
        validFrom: dateOf(input.validFrom),
        ...(input.userId === '' ? outside : { affiliation: input.affiliation || null }),
      },
      select: { id: true },
    })
    return { householdId, helperId: input.id }
  },
})

async function accountName(ctx: Ctx, countyCode: string, userId: string): Promise<string> {
  const choices = await selectHelperChoices(ctx, countyCode)
  const chosen = choices.find(({ id }) => id === userId)
  if (!chosen) throw new DomainError('register.helperUnknown', {}, 'userId')
  return chosen.name
}

/** Ends a pairing on a day (that day included), with a note for whoever takes over. Errors: NotFoundError, DomainError. */
export const endHelper = defineCommand({
  name: 'helper.end',
  permission: 'helper:assign',
  input: EndHelperInput,
  async run(ctx, input): Promise<HelperChanged> {
    const helper = await findHelper(ctx, input.helperId)
    if (!helper) throw new NotFoundError()
    if (helper.to !== null) throw new DomainError('register.helperEnded', { name: helper.name, on: helper.to })
    if (input.endOn < helper.from) throw new DomainError('register.endBeforeStart', { on: helper.from }, 'endOn')
    await ctx.db.householdHelper.update({
      where: { countyCode_id: { countyCode: helper.countyCode, id: helper.id }, validTo: null },
      data: { validTo: dateOf(input.endOn), endReason: input.endReason, handoverNote: input.handoverNote || null },
      select: { id: true },
    })
    return { householdId: helper.householdId, helperId: helper.id }
  },
})
