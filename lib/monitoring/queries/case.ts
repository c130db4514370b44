import 'server-only'
import { maskPhone } from '@/lib/households/rules/masks'
import { mayUnmask } from '@/lib/households/rules/unmask'
import { viewOf } from '@/lib/households/rules/views'
import { householdFrom, householdShown } from '@/lib/monitoring/queries/household'
import { shownFindings } from '@/lib/monitoring/queries/names'
import { quarterOf, quarterStart } from '@/lib/monitoring/rules/quarters'
import { Finding, type RiskLevel } from '@/lib/monitoring/schema'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { open } from '@/lib/platform/fields'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'

export type CaseView = Awaited<ReturnType<typeof getCase>>

/** A monitoring case with the clues that led to it, its episodes, assessments and procedures, and what visits found since. */
export async function getCase(ctx: Ctx, id: string) {
  const row = await ctx.db.monitoringCase.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id },
    include: {
      household: { select: householdShown },
      clues: { orderBy: { openedOn: 'asc' }, select: { id: true, clueNo: true, openedOn: true, decidedByName: true } },
      screenings: {
        orderBy: { screenedOn: 'desc' },
        take: 10,
        select: { visitId: true, findings: true, visit: { select: { visitedOn: true, visitorName: true } } },
      },
      assessments: { orderBy: { quarter: 'desc' }, take: 20 },
      contacts: true,
      procedures: {
        orderBy: { startedOn: 'desc' },
        select: { id: true, procedureNo: true, kind: true, status: true, startedOn: true },
      },
    },
  })
  if (!row) throw new NotFoundError()
  const episodes = await ctx.db.monitoringCase.findMany({
    where: { countyCode: row.countyCode, householdId: row.householdId },
    orderBy: { episode: 'asc' },
    select: { id: true, caseNo: true, episode: true, identifiedOn: true, removedOn: true, removalMode: true },
  })
  const contact = row.contacts[0]
  const isOpen = row.status !== 'RISK_REMOVED'
  const quarter = quarterOf(ctx.today)
  const assessed = row.assessments.some((each) => each.quarter === quarter)
  const seesTexts = may(ctx.actor.role, 'health:read')
  return {
    id: row.id,
    caseNo: row.caseNo,
    monitoredType: row.monitoredType,
    risks: row.risks,
    channel: row.channel,
    episode: row.episode,
    status: row.status,
    identifiedOn: dayFrom(row.identifiedOn),
    planBy: dayFrom(row.planBy),
    removedOn: row.removedOn && dayFrom(row.removedOn),
    removalMode: row.removalMode,
    noLabour: row.noLabour,
    greenReason: row.greenReason && (seesTexts ? row.greenReason : ''),
    contact: contact && {
      name: contact.name,
      phone: shownPhone(ctx, contact),
      mayUnmask: mayUnmask(ctx.actor.role, 'contactPhone') && (await isNamedLast(ctx, contact)),
    },
    household: householdFrom(ctx, row.household),
    clues: row.clues.map((clue) => ({ ...clue, openedOn: dayFrom(clue.openedOn) })),
    since: row.screenings.map(({ visitId, visit, findings }) => ({
      visitId,
      visitedOn: dayFrom(visit.visitedOn),
      visitor: visit.visitorName,
      findings: shownFindings(ctx, Finding.array().parse(findings)).filter((finding) => finding.outcome === 'CROSSED'),
    })),
    episodes: episodes.map((each) => ({
      ...each,
      identifiedOn: dayFrom(each.identifiedOn),
      removedOn: each.removedOn && dayFrom(each.removedOn),
    })),
    assessments: row.assessments.map((each) => ({
      quarter: each.quarter,
      level: each.riskLevel as RiskLevel,
      perCapitaFen: each.perCapitaFen === null ? null : Number(each.perCapitaFen),
      failing: each.failing,
      opinion: seesTexts ? each.opinion : '',
      on: dayFrom(each.assessedOn),
      by: each.assessedByName,
    })),
    procedures: row.procedures.map((each) => ({ ...each, startedOn: dayFrom(each.startedOn) })),
    quarter,
    assessmentDue: isOpen && !assessed && dayFrom(row.identifiedOn) < quarterStart(ctx.today),
    mayAssess: isOpen && !assessed && may(ctx.actor.role, 'case:assess'),
    today: ctx.today,
  }
}

type Named = { id: string; countyCode: string; householdId: string }

/** Whether this contact is the household's present one: an earlier episode's is not called any more. */
async function isNamedLast(ctx: Ctx, { id, countyCode, householdId }: Named): Promise<boolean> {
  const last = await ctx.db.monitoringContact.findFirst({
    where: { countyCode, householdId },
    orderBy: [{ namedOn: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  return last?.id === id
}

function shownPhone(ctx: Ctx, { id, phoneEnc }: { id: string; phoneEnc: Uint8Array }): string {
  try {
    return maskPhone(open('monitoring_contact', 'phone_enc', id, phoneEnc), viewOf(ctx.actor.role).phone)
  } catch {
    return ''
  }
}
