import 'server-only'
import type { List } from '@/lib/exports/queries/lists'
import { campaignsOf, lettersOf, placesAsked, placesOf, unitsOf } from '@/lib/exports/queries/narrowed-oversight'
import { aboutNobody, dayCell } from '@/lib/exports/queries/plain-row'
import type { SheetRow } from '@/lib/exports/schema'
import zhInspections from '@/lib/i18n/zh-CN/inspections'
import zhPartnerships from '@/lib/i18n/zh-CN/partnerships'
import zh from '@/lib/i18n/zh-CN/supervision'
import type { Ctx } from '@/lib/platform/db'

/** Of the lines of a list those with some of its ids, in its order. */
const among = <T extends { id: string }>(ids: readonly string[], lines: readonly T[]) => {
  const wanted = new Set(ids)
  return lines.filter(({ id }) => wanted.has(id))
}

/** Medical units by their ids, as their list tells of them. */
export async function readUnitRows(ctx: Ctx, { regionCode }: List, ids: readonly string[]): Promise<SheetRow[]> {
  return among(ids, await unitsOf(ctx, regionCode)).map((unit) =>
    aboutNobody(regionCode, {
      unitName: unit.name,
      regionName: unit.region,
      unitKind: zhPartnerships.kinds[unit.kind],
      unitGrade: zhPartnerships.grades[unit.grade],
      activePairs: unit.pairs,
      unitClosedOn: dayCell(unit.closedOn),
    }),
  )
}

/** Listed places by their ids, as their list tells of them. Errors as the list's own address. */
export async function readListedRows(ctx: Ctx, list: List, ids: readonly string[]): Promise<SheetRow[]> {
  const told = placesAsked(Object.fromEntries(new URLSearchParams(list.query)))
  return among(ids, await placesOf(ctx, list.regionCode, told)).map((place) =>
    aboutNobody(list.regionCode, {
      listedPlace: place.name,
      aboveName: place.region || null,
      targetType: zh.types[place.type],
      status: zh.statuses[place.status],
      poorPersons: place.persons,
      keyWorks: place.works,
      keyWorksReached: place.reached,
      workStanding: place.isUnjudged ? zh.noMembers : zh.standings[place.standing],
      dueOn: dayCell(place.deadlineOn),
      delistedOn: dayCell(place.delistedOn),
      openFindings: place.findings,
      sessionCount: place.sessions,
      lastSessionOn: dayCell(place.lastSessionOn),
      battleLeader: place.leader || null,
    }),
  )
}

/** Campaigns by their ids, as their list tells of them. */
export async function readCampaignRows(ctx: Ctx, { regionCode }: List, ids: readonly string[]): Promise<SheetRow[]> {
  return among(ids, await campaignsOf(ctx, regionCode)).map((campaign) =>
    aboutNobody(regionCode, {
      campaignNo: campaign.campaignNo,
      campaignTitle: campaign.title,
      regionName: campaign.region,
      periodFrom: dayCell(campaign.beginsOn),
      periodTo: dayCell(campaign.endsOn),
      status: zhInspections.statuses[campaign.status],
      drawnHouseholds: campaign.drawn,
      inspectedHouseholds: campaign.done,
      problemsFound: campaign.findings,
      openFindings: campaign.open,
    }),
  )
}

/** Feedback letters by their ids, as their list tells of them. */
export async function readLetterRows(ctx: Ctx, { regionCode }: List, ids: readonly string[]): Promise<SheetRow[]> {
  return among(ids, await lettersOf(ctx, regionCode)).map((letter) =>
    aboutNobody(regionCode, {
      letterNo: letter.letterNo,
      campaignTitle: letter.title,
      regionName: letter.village,
      issuedOn: dayCell(letter.issuedOn),
      replyBy: dayCell(letter.replyBy),
      inspectedHouseholds: letter.households,
      problemsFound: letter.problems,
      problemsFixed: letter.fixed,
    }),
  )
}
