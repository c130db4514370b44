import 'server-only'
import type { Category } from '@/lib/findings/schema'
import { seesCampaigns } from '@/lib/inspections/queries/list'
import { monthlyLimit } from '@/lib/inspections/queries/turns'
import type { Answer, Course, HomePlace, Outcome } from '@/lib/inspections/schema'
import { countInspections } from '@/lib/inspections/sql/summary'
import { shownName, shownSummary } from '@/lib/monitoring/queries/names'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid, newId } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope, prefixOf } from '@/lib/regions/rules'

export type InspectForm = Awaited<ReturnType<typeof getInspectForm>>

/** What the form of a drawn household needs, and whether this actor may hand it in. Errors: NotFoundError. */
export async function getInspectForm(ctx: Ctx, campaignId: string, householdId: string) {
  const drawn =
    isUuid(campaignId) && isUuid(householdId)
      ? await ctx.db.inspectionDrawn.findFirst({
          where: { ...countyOfScope(ctx.actor.scope), campaignId, householdId },
          include: {
            region: { select: { name: true } },
            household: { select: { headName: true, householdNo: true, memberCount: true, groupName: true } },
            draw: { select: { campaign: true } },
            forms: { select: { inspectorName: true, inspectedOn: true, id: true } },
            misses: { where: { isFinal: true }, select: { outcome: true, missedOn: true, inspectorName: true } },
          },
        })
      : null
  if (!drawn) throw new NotFoundError()
  const { countyCode, regionCode, household } = drawn
  const { campaign } = drawn.draw
  const items = await ctx.db.inspectionItem.findMany({
    where: { code: { in: campaign.items } },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, place: true, nameZh: true, nameEn: true, mayNotApply: true },
  })
  const times = (await countInspections(ctx, countyCode, ctx.today, [householdId])).get(householdId) ?? 0
  const limit = await monthlyLimit(ctx, regionCode)
  const [form] = drawn.forms
  const [missed] = drawn.misses
  return {
    campaignId,
    householdId,
    title: campaign.title,
    beginsOn: dayFrom(campaign.beginsOn),
    isInspecting: campaign.status === 'INSPECTING',
    isMine: await isInspector(ctx, countyCode, campaignId, regionCode),
    headName: shownName(ctx, household.headName),
    householdNo: household.householdNo,
    members: household.memberCount,
    village: drawn.region.name,
    group: household.groupName,
    givenUp: missed
      ? { outcome: missed.outcome as Outcome, name: missed.inspectorName, day: dayFrom(missed.missedOn) }
      : null,
    there: form ? { id: form.id, name: form.inspectorName, day: dayFrom(form.inspectedOn) } : null,
    items: items.map((item) => ({ ...item, place: item.place as HomePlace })),
    times,
    limit: limit !== null && times >= limit ? limit : null,
    id: newId(ctx.now),
    userId: ctx.actor.userId,
    today: ctx.today,
  }
}

async function isInspector(ctx: Ctx, countyCode: string, campaignId: string, village: string): Promise<boolean> {
  const { userId, role, actingFor } = ctx.actor
  if (!may(role, 'inspection:record')) return false
  const [posted] = await ctx.db.$queryRaw<{ here: boolean }[]>`
    SELECT posted_within(${userId}::uuid, ${prefixOf(village, 'TOWNSHIP')}, ${ctx.today}::date)
      OR posted_within(${actingFor?.userId ?? null}::uuid, ${prefixOf(village, 'TOWNSHIP')}, ${ctx.today}::date) AS here`
  if (posted?.here) return false
  if (role === 'SUPERVISOR') return true
  const team = { countyCode, campaignId, memberIds: { has: userId }, villages: { has: village } }
  return (await ctx.db.inspectionTeam.count({ where: team })) > 0
}

type Said = {
  code: string
  answer: Answer
  note?: string
  course?: Course
  level?: 'GENERAL' | 'SERIOUS' | 'MAJOR'
  findingId?: string | null
}

/** A form as it was handed in, with its lines in the ledger, and who is next. Errors: NotFoundError. */
export async function getForm(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.inspectionForm.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        include: {
          drawn: { select: { region: { select: { name: true } }, household: { select: { headName: true } } } },
        },
      })
    : null
  if (!row) throw new NotFoundError()
  const answers = row.answers as Said[]
  const items = await ctx.db.inspectionItem.findMany({ where: { code: { in: answers.map(({ code }) => code) } } })
  const lines = answers.flatMap(({ findingId }) => (findingId ? [findingId] : []))
  const findings = await ctx.db.finding.findMany({
    where: { countyCode: row.countyCode, id: { in: lines } },
    select: { id: true, findingNo: true },
  })
  const next = await ctx.db.inspectionDrawn.findFirst({
    where: {
      countyCode: row.countyCode,
      campaignId: row.campaignId,
      regionCode: row.regionCode,
      forms: { none: {} },
      misses: { none: { isFinal: true } },
    },
    orderBy: [{ round: 'asc' }, { placeNo: 'asc' }],
    select: { householdId: true, household: { select: { headName: true } } },
  })
  return {
    id,
    campaignId: row.campaignId,
    householdId: row.householdId,
    headName: shownName(ctx, row.drawn.household.headName),
    village: row.drawn.region.name,
    round: row.round,
    on: dayFrom(row.inspectedOn),
    by: row.inspectorName,
    unit: row.inspectorUnit,
    signer: shownName(ctx, row.signer),
    note: shownSummary(ctx, row.note),
    answers: items
      .sort((a, b) => a.sortNo - b.sortNo)
      .map((item) => {
        const said = answers.find(({ code }) => code === item.code) as Said
        return {
          ...said,
          note: shownSummary(ctx, said.note ?? ''),
          place: item.place as HomePlace,
          category: item.category as Category,
          nameZh: item.nameZh,
          nameEn: item.nameEn,
          finding: findings.find((each) => each.id === said.findingId) ?? null,
        }
      }),
    seesCampaign: seesCampaigns(ctx),
    next:
      next && may(ctx.actor.role, 'inspection:record')
        ? { householdId: next.householdId, headName: shownName(ctx, next.household.headName) }
        : null,
    today: ctx.today,
  }
}
