import 'server-only'
import { addressOf, oneOf, type Read, someOf } from '@/lib/exports/queries/asked'
import { allOf } from '@/lib/exports/queries/paged'
import { listCampaigns, listLetters, seesCampaigns } from '@/lib/inspections/queries/list'
import { listUnits } from '@/lib/partnerships/queries/list'
import type { Ctx } from '@/lib/platform/db'
import { listListed } from '@/lib/supervision/queries/list'
import { PLACE_TABS, TARGET_TYPES } from '@/lib/supervision/schema'

const LETTERS = 'letters'
const idsOf = (lines: readonly { id: string }[]) => lines.map(({ id }) => id)

/** The medical units of a region. */
export const unitsOf = (ctx: Ctx, region: string, most?: number) =>
  allOf(async (after) => {
    const { units: lines, next } = await listUnits(ctx, region, after)
    return { lines, next }
  }, most)

export const medicalUnits: Read = ({ regionCode: region }) => ({
  query: addressOf(region, {}),
  ids: async (ctx, most) => idsOf(await unitsOf(ctx, region, most)),
})

type Asked = Readonly<Record<string, string | undefined>>
/** Which listed places an address asks for. Errors: DomainError `exports.notUnderstood`. */
export const placesAsked = ({ tab, type }: Asked) => ({
  tab: oneOf(PLACE_TABS, tab, 'open'),
  type: someOf(TARGET_TYPES, type),
})

/** The listed places of a region that are asked for. */
export const placesOf = (ctx: Ctx, region: string, told: ReturnType<typeof placesAsked>, most?: number) =>
  allOf(async (after) => {
    const { places: lines, next } = await listListed(ctx, { region, ...told, after })
    return { lines, next }
  }, most)

export const listedPlaces: Read = ({ params, regionCode: region }) => {
  const told = placesAsked(params)
  return {
    query: addressOf(region, told),
    ids: async (ctx, most) => idsOf(await placesOf(ctx, region, told, most)),
  }
}

/** The campaigns of a region, for whoever sees more than their letters. */
export const campaignsOf = (ctx: Ctx, region: string, most?: number) =>
  allOf(async (after) => {
    if (!seesCampaigns(ctx)) return { lines: [], next: null }
    const { campaigns: lines, next } = await listCampaigns(ctx, { region, after })
    return { lines, next }
  }, most)

export const campaigns: Read = ({ regionCode: region }) => ({
  query: addressOf(region, {}),
  ids: async (ctx, most) => idsOf(await campaignsOf(ctx, region, most)),
})

/** The feedback letters to the villages of a region. */
export const lettersOf = (ctx: Ctx, region: string, most?: number) =>
  allOf(async (after) => {
    const { letters: lines, next } = await listLetters(ctx, { region, after })
    return { lines, next }
  }, most)

export const letters: Read = ({ regionCode: region }) => ({
  query: addressOf(region, { part: LETTERS }),
  ids: async (ctx, most) => idsOf(await lettersOf(ctx, region, most)),
})
