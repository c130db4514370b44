import 'server-only'
import { getHouseholdPlace } from '@/lib/households/queries/edit'
import { maskPhone } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import type { HouseholdPlace } from '@/lib/households/sql/edit'
import {
  type HelperChoice,
  type HelperPast,
  selectHelperChoices,
  selectHelperHistory,
} from '@/lib/households/sql/helpers'
import type { Ctx } from '@/lib/platform/db'
import { open } from '@/lib/platform/fields'
import { may } from '@/lib/platform/permissions'

export type ShownHelper = Omit<HelperPast, 'phone'> & { phone: string | null }

export type HelpersOf = { place: HouseholdPlace; helpers: ShownHelper[]; choices: HelperChoice[]; mayAssign: boolean }

/** Who helps a household and who did, and whom one may choose. Errors: NotFoundError. */
export async function getHelpers(ctx: Ctx, id: string): Promise<HelpersOf> {
  const place = await getHouseholdPlace(ctx, id)
  const mayAssign = may(ctx.actor.role, 'helper:assign')
  return {
    place,
    mayAssign,
    helpers: await listHelpersOf(ctx, place),
    choices: mayAssign ? await selectHelperChoices(ctx, place.countyCode) : [],
  }
}

/** Who helps a household and who did, as far as the reader sees it; phones masked. */
export async function listHelpersOf(
  ctx: Ctx,
  { countyCode, id }: Pick<HouseholdPlace, 'countyCode' | 'id'>,
): Promise<ShownHelper[]> {
  const helpers = await selectHelperHistory(ctx, countyCode, id)
  const { phone: style, health } = viewOf(ctx.actor.role)
  return helpers.map(({ phone, ...helper }) => ({
    ...helper,
    // What is handed over tells of the household's illness and trouble.
    handoverNote: health ? helper.handoverNote : null,
    phone: phone && maskPhone(phoneOf(helper.id, phone), style),
  }))
}

function phoneOf(id: string, sealed: Uint8Array): string {
  try {
    return open('household_helper', 'phone_enc', id, sealed)
  } catch {
    return ''
  }
}
