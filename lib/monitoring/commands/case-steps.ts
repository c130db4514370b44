import 'server-only'
import { cancelDeadlines, openDeadline } from '@/lib/deadlines/commands/keep'
import { setMonitored } from '@/lib/monitoring/commands/identify'
import { CASE_STEPS } from '@/lib/monitoring/lifecycle'
import type { CaseStatus } from '@/lib/monitoring/schema'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { seal } from '@/lib/platform/fields'
import { newId } from '@/lib/platform/ids'
import { setEffective } from '@/lib/platform/journal'
import type { Prisma } from '@/lib/platform/prisma/client'

type Place = { countyCode: string; regionCode: string; householdId: string }
type CaseKey = { countyCode: string; caseId: string }

async function step(
  ctx: Ctx,
  { countyCode, caseId }: CaseKey,
  to: CaseStatus,
  on: string,
  data: Prisma.MonitoringCaseUncheckedUpdateManyInput = {},
): Promise<void> {
  const from = (Object.keys(CASE_STEPS) as CaseStatus[]).filter((each) =>
    (CASE_STEPS[each] as readonly CaseStatus[]).includes(to),
  )
  await setEffective(ctx, on)
  const { count } = await ctx.db.monitoringCase.updateMany({
    where: { countyCode, id: caseId, status: { in: from } },
    data: { ...data, status: to, version: { increment: 1 } },
  })
  if (count !== 1) throw new DomainError('monitoring.caseElsewhere')
}

/** The removal of a supported case begins on this day. */
export const proposeRemoval = (ctx: Ctx, key: CaseKey, on: string) => step(ctx, key, 'REMOVAL_PROPOSED', on)

/** A removal that was not agreed to: the case is supported as before from this day on. */
export const keepCase = (ctx: Ctx, key: CaseKey, on: string) => step(ctx, key, 'SUPPORTED', on)

/**
 * The risk is removed as of the day of the county's decision; the household is no longer monitored from then on. Its contact waits for a visit
 * (回访) within the policy's days.
 */
export async function removeRisk(
  ctx: Ctx,
  { regionCode, householdId, ...key }: Place & CaseKey,
  mode: string | null,
  on: string,
): Promise<void> {
  await step(ctx, key, 'RISK_REMOVED', on, { removedOn: dateOf(on), removalMode: mode })
  await cancelDeadlines(ctx, { countyCode: key.countyCode, subjectId: key.caseId })
  const place = { countyCode: key.countyCode, regionCode, householdId }
  const subject = { kind: 'CASE', id: key.caseId }
  await openDeadline(ctx, { place, kind: 'REMOVAL_CONTACT_VISIT', subject, from: on })
  await setMonitored(ctx, place, null, on)
}

type Contact = { name: string; phone: string; on: string }

/** Names who watches a household once its risk is removed; a later naming replaces the earlier one. */
export async function nameContact(ctx: Ctx, place: Place & CaseKey, { name, phone, on }: Contact): Promise<void> {
  const { countyCode, caseId } = place
  const known = await ctx.db.monitoringContact.findFirst({ where: { countyCode, caseId }, select: { id: true } })
  const id = known?.id ?? newId(ctx.now)
  const said = {
    name,
    phoneEnc: seal('monitoring_contact', 'phone_enc', id, phone),
    namedOn: dateOf(on),
    namedBy: ctx.actor.userId,
  }
  if (known) await ctx.db.monitoringContact.updateMany({ where: { countyCode, id }, data: said })
  else await ctx.db.monitoringContact.create({ data: { ...place, id, ...said }, select: { id: true } })
}
