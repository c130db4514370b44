import 'server-only'
import { listAspects } from '@/lib/findings/queries/aspects'
import { maskPhone } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { listParameterRows } from '@/lib/parameters/queries'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { open } from '@/lib/platform/fields'
import { isUuid, newId } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'
import { stepFault, stepsFrom } from '@/lib/resumption/lifecycle'
import { difficultiesOf } from '@/lib/resumption/queries/difficulties'
import { listOfficers } from '@/lib/resumption/queries/officers'
import { isOnSite } from '@/lib/resumption/rules/settings'
import type { EnterpriseType, ResumptionStep } from '@/lib/resumption/schema'

const FIGURES = 60
const VISITS = 50

export type EnterpriseView = Awaited<ReturnType<typeof getEnterprise>>

/** An enterprise with its way back to work, officers, figures, difficulties and visits, and what this actor may do now. Errors: NotFoundError. */
export async function getEnterprise(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.enterprise.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        include: {
          region: { select: { code: true, name: true } },
          parent: { select: { id: true, name: true } },
          workshops: { where: { activeUntil: null }, orderBy: { name: 'asc' }, select: { id: true, name: true } },
          steps: { orderBy: { stepNo: 'asc' } },
          officers: { orderBy: [{ validFrom: 'desc' }, { id: 'desc' }] },
          figures: { orderBy: [{ day: 'desc' }, { edition: 'desc' }], take: FIGURES },
          visits: { orderBy: [{ visitedOn: 'desc' }, { id: 'desc' }], take: VISITS },
        },
      })
    : null
  if (!row) throw new NotFoundError()
  const { role, userId } = ctx.actor
  const isActive = row.activeUntil === null
  const rows = await listParameterRows(ctx, ['resumption.onSiteCheck'])
  const onSite = isOnSite(rows, row.regionCode, ctx.today)
  const officer = row.officers.find(({ validTo }) => validTo === null)
  const mayKeep = isActive && may(role, 'enterprise:keep')
  const mayServe = isActive && may(role, 'enterprise:serve')
  const ahead = isActive ? stepsFrom(row.status).filter(({ needs }) => may(role, needs)) : []
  const faults = ahead.map(({ step }) => ({ step, fault: stepFault(step, { ...row, onSite }, ctx.actor) }))
  return {
    id,
    name: row.name,
    type: row.type as EnterpriseType,
    creditCode: row.creditCode,
    region: row.region,
    parent: row.parent,
    workshops: row.workshops,
    contactName: row.contactName,
    phone: row.phoneEnc && shownPhone(ctx, id, row.phoneEnc),
    activeFrom: dayFrom(row.activeFrom),
    activeUntil: row.activeUntil && dayFrom(row.activeUntil),
    endReason: row.endReason,
    status: row.status,
    lastStepOn: dayFrom(row.lastStepOn),
    version: row.version,
    onSite,
    isReviewed: row.reviewedBy !== null,
    record: row.steps.map((each) => ({
      no: each.stepNo,
      step: each.step as ResumptionStep,
      on: dayFrom(each.stepOn),
      by: each.actorName,
      note: each.note,
    })),
    officers: row.officers.map((each) => ({
      id: each.id,
      userId: each.userId,
      name: each.name,
      unit: each.unit,
      from: dayFrom(each.validFrom),
      to: each.validTo && dayFrom(each.validTo),
    })),
    officer: officer ? { userId: officer.userId, name: officer.name, unit: officer.unit } : null,
    figures: row.figures.map((each) => ({ ...each, day: dayFrom(each.day) })),
    visits: row.visits.map((each) => ({
      id: each.id,
      on: dayFrom(each.visitedOn),
      leaderKind: each.leaderKind as 'MAIN' | 'LIAISON',
      leaderName: each.leaderName,
      raised: each.raised,
      solved: each.solved,
      note: each.note,
      withdrawnOn: each.withdrawnOn && dayFrom(each.withdrawnOn),
      withdrawnReason: each.withdrawnReason,
    })),
    difficulties: await difficultiesOf(ctx, row.countyCode, id),
    steps: faults.filter(({ fault }) => fault === null).map(({ step }) => step),
    /** Why the check is not this person's. */
    blocked: faults.find(({ step, fault }) => step === 'check' && fault !== null)?.fault ?? null,
    choices: mayKeep ? await listOfficers(ctx, row.regionCode) : [],
    aspects: mayServe && officer?.userId === userId ? await listAspects(ctx, row.countyCode) : [],
    mayKeep,
    mayServe,
    mayRaise: mayServe && officer?.userId === userId,
    mayReport: isActive && may(role, 'enterprise:report'),
    /** Ids of what the page's forms make. */
    fresh: { officer: newId(ctx.now), visit: newId(ctx.now), difficulty: newId(ctx.now) },
    today: ctx.today,
  }
}

function shownPhone(ctx: Ctx, id: string, sealed: Uint8Array): string {
  try {
    return maskPhone(open('enterprise', 'phone_enc', id, sealed), viewOf(ctx.actor.role).phone)
  } catch {
    return '***'
  }
}
