import 'server-only'
import { lockHousehold } from '@/lib/households/queries/lock'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'
import { fieldOf, householdsInField } from '@/lib/support/queries/field'
import type { Category } from '@/lib/support/schema'

export type Beneficiary = {
  countyCode: string
  householdId: string
  regionCode: string
  caseId: string | null
  clueId: string | null
}

/** The household of a measure or plan, locked, with its open case, or else its open clue. Errors: NotFoundError. */
export async function beneficiaryOf(ctx: Ctx, householdId: string): Promise<Beneficiary> {
  const where = {
    ...countyOfScope(ctx.actor.scope),
    id: householdId,
    isActive: true,
    AND: await householdsInField(ctx),
  }
  const found = await ctx.db.household.findFirst({ where, select: { countyCode: true } })
  if (!found || !(await lockHousehold(ctx, found.countyCode, householdId))) throw new NotFoundError()
  const row = await ctx.db.household.findFirst({
    where,
    select: {
      countyCode: true,
      regionCode: true,
      cases: { where: { status: { not: 'RISK_REMOVED' } }, select: { id: true } },
      clues: { where: { status: 'OPEN' }, select: { id: true } },
    },
  })
  if (!row) throw new NotFoundError()
  const caseId = row.cases[0]?.id ?? null
  const clueId = caseId ? null : (row.clues[0]?.id ?? null)
  return { countyCode: row.countyCode, householdId, regionCode: row.regionCode, caseId, clueId }
}

type Type = { code: string; nameZh: string; form: string }

/** The type of a measure, as far as it is in force on a day and of the actor's field. Errors: DomainError beside its field. */
export async function typeOn(ctx: Ctx, code: string, day: string): Promise<Type> {
  const type = await ctx.db.measureType.findUnique({
    where: { code },
    select: { code: true, category: true, nameZh: true, form: true, validFrom: true, validTo: true },
  })
  if (!type) throw new DomainError('support.typeUnknown', {}, 'typeCode')
  const field = await fieldOf(ctx)
  if (field && !field.includes(type.category as Category)) throw new DomainError('support.notYourField', {}, 'typeCode')
  const [from, to] = [dayFrom(type.validFrom), type.validTo && dayFrom(type.validTo)]
  if (day < from || (to && day > to))
    throw new DomainError('support.typeNotInForce', { from, to: to ?? '—' }, 'typeCode')
  return type
}

type Links = { personId?: string; planId?: string; projectId?: string; day: string }

/** What a measure points at must be there for its writer: the member on that day, the household's plan, the project. Errors: DomainError. */
export async function checkLinks(ctx: Ctx, { countyCode, householdId }: Beneficiary, links: Links): Promise<void> {
  const { personId, planId, projectId, day } = links
  if (personId) {
    const on = dateOf(day)
    const member = await ctx.db.membership.findFirst({
      where: {
        countyCode,
        householdId,
        personId,
        validFrom: { lte: on },
        OR: [{ validTo: null }, { validTo: { gt: on } }],
      },
      select: { id: true },
    })
    if (!member) throw new DomainError('support.notAMember', {}, 'personId')
  }
  if (planId) {
    const plan = await ctx.db.supportPlan.findFirst({
      where: { countyCode, householdId, id: planId },
      select: { id: true },
    })
    if (!plan) throw new DomainError('support.planUnknown', {}, 'planId')
  }
  if (projectId) {
    const project = await ctx.db.supportProject.findFirst({
      where: { countyCode, id: projectId },
      select: { id: true },
    })
    if (!project) throw new DomainError('support.projectUnknown', {}, 'projectId')
  }
}
