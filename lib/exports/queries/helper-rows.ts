import 'server-only'
import { aboutNobody } from '@/lib/exports/queries/plain-row'
import type { SheetRow } from '@/lib/exports/schema'
import zh from '@/lib/i18n/zh-CN/support'
import type { Ctx } from '@/lib/platform/db'
import { getHelperLoads, HELPER_MOST } from '@/lib/support/queries/helpers'

const TOO_MANY = zh.helpers.tooMany.replace('{n, number}', String(HELPER_MOST))

/** Helpers of a region by their keys with what they carry, as their list tells of them. */
export async function readHelperRows(ctx: Ctx, regionCode: string, keys: readonly string[]): Promise<SheetRow[]> {
  return (await getHelperLoads(ctx, regionCode, keys)).map((row) =>
    aboutNobody(regionCode, {
      helperName: row.name,
      helperUnit: row.unit || null,
      helperVillages: row.villages,
      pairedHouseholds: row.households,
      helperStanding: row.isTooMany ? TOO_MANY : null,
      monitored: row.monitored,
      openMeasures: row.open,
      unvisited: row.unvisited,
    }),
  )
}
