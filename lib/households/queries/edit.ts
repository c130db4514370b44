import 'server-only'
import { HOUSEHOLD_FIELDS, type HouseholdField } from '@/lib/households/catalogue/record-fields'
import { textsOf } from '@/lib/households/queries/texts'
import type { Texts } from '@/lib/households/rules/edit'
import { findHouseholdPlace, type HouseholdPlace } from '@/lib/households/sql/edit'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'

const NO_ID = '00000000-0000-0000-0000-000000000000'

/** A household that may be changed. Errors: NotFoundError for missing, foreign, left and malformed ids alike. */
export async function getHouseholdPlace(ctx: Ctx, id: string): Promise<HouseholdPlace> {
  const place = await findHouseholdPlace(ctx, isUuid(id) ? id : NO_ID, false)
  if (!place) throw new NotFoundError()
  return place
}

export type EditForm = {
  id: string
  regionCode: string
  headName: string
  village: string
  version: number
  texts: Texts<HouseholdField>
  readAt: string
}

/** What the edit form starts from. Errors: NotFoundError. */
export async function getEditForm(ctx: Ctx, id: string): Promise<EditForm> {
  const place = await getHouseholdPlace(ctx, id)
  const row = await ctx.db.household.findUnique({
    where: { countyCode_id: { countyCode: place.countyCode, id: place.id } },
  })
  if (!row) throw new NotFoundError()
  return {
    id: place.id,
    regionCode: place.regionCode,
    headName: place.headName,
    village: place.village,
    version: row.version,
    texts: textsOf(HOUSEHOLD_FIELDS, row, { table: 'household', id: place.id, actor: ctx.actor }),
    readAt: ctx.now.toISOString(),
  }
}
