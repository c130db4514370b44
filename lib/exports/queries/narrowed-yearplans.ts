import 'server-only'
import { addressOf, misunderstood, type Read } from '@/lib/exports/queries/asked'
import type { Ctx } from '@/lib/platform/db'
import { listSpecialIds, listSupplyIds, listTaskIds, listVillageCodes } from '@/lib/yearplans/queries/ledgers'
import { readYear, type YearAsked } from '@/lib/yearplans/queries/list'

const ofYear =
  (list: (ctx: Ctx, asked: YearAsked, most: number) => Promise<string[]>): Read =>
  ({ params, regionCode: region }) => {
    const year = readYear(params.year)
    if (params.year && year === null) throw misunderstood()
    return {
      query: addressOf(region, { year: year ?? undefined }),
      ids: (ctx, most) => list(ctx, { region, year }, most),
    }
  }

export const villagePlans = ofYear(listVillageCodes)
export const yearTasks = ofYear(listTaskIds)
export const labour = ofYear(listVillageCodes)
export const supplies = ofYear(listSupplyIds)
export const specialGroups = ofYear(listSpecialIds)
