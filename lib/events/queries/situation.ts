import 'server-only'
import type { SituationHousehold, SituationMember } from '@/lib/events/rules/situation'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'

const person = {
  id: true,
  name: true,
  sex: true,
  birthDate: true,
  ethnicity: true,
  idNumberBidx: true,
} as const satisfies Prisma.PersonSelect

type MembershipRow = {
  id: string
  relation: string
  validFrom: Date
  person: Prisma.PersonGetPayload<{ select: typeof person }>
}

function memberFrom({ id, relation, validFrom, person }: MembershipRow): SituationMember {
  return {
    membershipId: id,
    personId: person.id,
    name: person.name,
    relation,
    since: dayFrom(validFrom),
    sex: person.sex === 'F' ? 'F' : 'M',
    birthDate: dayFrom(person.birthDate),
    ethnicity: person.ethnicity,
    hasIdNumber: person.idNumberBidx !== null,
  }
}

/** All that an event may touch of a household; null when it is not there for this reader. */
export async function findSituation(ctx: Ctx, where: Prisma.HouseholdWhereInput): Promise<SituationHousehold | null> {
  const open = { where: { OR: [{ validTo: null }, { validTo: { gt: dateOf(ctx.today) } }] } }
  const row = await ctx.db.household.findFirst({
    where,
    include: {
      region: { select: { name: true } },
      memberships: { orderBy: { validFrom: 'asc' }, include: { person: { select: person } } },
      helpers: { ...open, include: { user: { select: { name: true } } } },
      promises: { where: { status: 'OPEN' }, orderBy: { dueOn: 'asc' } },
      clues: { where: { status: 'OPEN' }, select: { id: true, clueNo: true } },
      cases: { where: { status: { not: 'RISK_REMOVED' } }, select: { id: true, caseNo: true } },
    },
  })
  if (!row) return null
  const [clue, monitoring] = [row.clues[0], row.cases[0]]
  const first = row.memberships[0]
  const standing = row.memberships.filter(({ validTo }) => validTo === null)
  return {
    countyCode: row.countyCode,
    id: row.id,
    regionCode: row.regionCode,
    villageName: row.region.name,
    householdNo: row.householdNo,
    headName: row.headName,
    householdType: row.householdType,
    povertyStatus: row.povertyStatus,
    version: row.version,
    isActive: row.isActive,
    firstOn: first ? dayFrom(first.validFrom) : ctx.today,
    nextVisitOn: row.nextVisitOn && dayFrom(row.nextVisitOn),
    incomeYear: row.incomeYear,
    hasBankAccount: row.bankAccountBidx !== null,
    members: standing
      .map(memberFrom)
      .sort(
        (a, b) => Number(b.relation === 'HEAD') - Number(a.relation === 'HEAD') || (a.birthDate < b.birthDate ? -1 : 1),
      ),
    helpers: row.helpers.map(({ id, name, user, userId, validFrom }) => ({
      id,
      name: user?.name ?? name ?? '',
      userId,
      since: dayFrom(validFrom),
    })),
    promises: row.promises.map(({ id, content, promisedByName, dueOn, visitId }) => ({
      id,
      content,
      by: promisedByName,
      dueOn: dayFrom(dueOn),
      visitId,
    })),
    clue: clue ? { id: clue.id, no: clue.clueNo } : null,
    openCase: monitoring ? { id: monitoring.id, no: monitoring.caseNo } : null,
  }
}

export type Known = {
  personId: string
  regionCode: string
  member: SituationMember
  householdId: string | null
  until: string | null
  died: boolean
}

/** The person of an ID number within the reader's region, with the household he belongs to now; null when there is none. */
export async function findKnown(ctx: Ctx, countyCode: string, idNumberBidx: Uint8Array): Promise<Known | null> {
  const row = await ctx.db.person.findFirst({
    where: { countyCode, idNumberBidx: Buffer.from(idNumberBidx) },
    select: { ...person, regionCode: true, diedOn: true, memberships: { orderBy: { validFrom: 'desc' }, take: 1 } },
  })
  if (!row) return null
  const last = row.memberships[0]
  const standing = last?.validTo === null ? last : null
  return {
    personId: row.id,
    regionCode: row.regionCode,
    member: memberFrom({
      id: standing?.id ?? '',
      relation: standing?.relation ?? '',
      validFrom: standing?.validFrom ?? row.birthDate,
      person: row,
    }),
    householdId: standing?.householdId ?? null,
    died: row.diedOn !== null,
    until: last?.validTo ? dayFrom(last.validTo) : null,
  }
}
