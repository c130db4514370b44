import 'server-only'
import { day, household, inOrder, rowOf } from '@/lib/exports/queries/household-row'
import { aboutNobody } from '@/lib/exports/queries/plain-row'
import type { SheetRow } from '@/lib/exports/schema'
import { maskName } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import zh from '@/lib/i18n/zh-CN/events'
import identification from '@/lib/i18n/zh-CN/identification'
import { dayOf } from '@/lib/platform/clock'
import type { Ctx } from '@/lib/platform/db'

/** Procedures of identification, exit, monitoring and removal by their ids, as their list tells of them. */
export async function readProcedureRows(
  ctx: Ctx,
  countyCode: string,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const rows = await ctx.db.statusProcedure.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: { household, steps: { orderBy: { stepNo: 'desc' }, take: 1, select: { step: true, actorName: true } } },
  })
  const steps: Readonly<Record<string, string>> = identification.steps
  return inOrder(ids, rows).map((each) => {
    const last = each.steps[0]
    return rowOf(each.household, view, {
      procedureNo: each.procedureNo,
      procedureKind: identification.kinds[each.kind],
      planYear: each.planYear,
      status: identification.statuses[each.status],
      startedOn: day(each.startedOn),
      lastStep: last ? (steps[last.step] ?? last.step) : null,
      lastStepBy: last?.actorName ?? null,
      lastStepOn: day(each.lastStepOn),
      mayGoOnFrom: day(each.mayGoOnFrom),
      endedOn: day(each.endedOn),
    })
  })
}

/** Changes of households by their ids, as their list tells of them; a hand-over that another village is asked for only as it is told. */
export async function readEventRows(
  ctx: Ctx,
  countyCode: string,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const where = { countyCode, id: { in: [...ids] } }
  const rows = await ctx.db.householdEvent.findMany({ where, include: { household } })
  const known = new Set(rows.map(({ id }) => id))
  const told = await tellParties(
    ctx,
    countyCode,
    ids.filter((id) => !known.has(id)),
    view,
  )
  const own = new Map(
    rows.map((event) => [
      event.id,
      rowOf(event.household, view, {
        eventKind: zh.kinds[event.kind],
        status: zh.statuses[event.status],
        effectiveOn: day(event.effectiveOn),
        proposedBy: event.proposedByName,
        proposedOn: { day: dayOf(event.proposedAt) },
        checkedBy: event.checkedByName,
        acceptBy: event.status === 'OFFERED' ? day(event.acceptBy) : null,
        answeredBy: event.answeredByName,
      }),
    ]),
  )
  return ids.flatMap((id) => own.get(id) ?? told.get(id) ?? [])
}

async function tellParties(ctx: Ctx, countyCode: string, ids: readonly string[], view: HouseholdView) {
  const where = { countyCode, eventId: { in: [...ids] }, answers: true }
  const rows = ids.length === 0 ? [] : await ctx.db.eventParty.findMany({ where })
  const codes = rows.map(({ otherRegionCode }) => otherRegionCode)
  const regions = await ctx.db.region.findMany({ where: { code: { in: codes } }, select: { code: true, name: true } })
  const names = new Map(regions.map(({ code, name }) => [code, name]))
  return new Map(
    rows.map((row): [string, SheetRow] => [
      row.eventId,
      aboutNobody(row.regionCode, {
        villageName: names.get(row.otherRegionCode) ?? null,
        headName: maskName(row.subjectName, view.name),
        eventKind: zh.kinds[row.kind],
        status: zh.statuses[row.status],
        effectiveOn: day(row.effectiveOn),
        proposedBy: row.offeredByName,
        proposedOn: { day: dayOf(row.offeredAt) },
        acceptBy: day(row.acceptBy),
      }),
    ]),
  )
}
