import 'server-only'
import { type FieldRow, householdRows, personRows } from '@/lib/duplicates/queries/shown'
import { THRESHOLD_PARAMETERS, thresholdsOn } from '@/lib/duplicates/rules/thresholds'
import { type FoundBy, Reasons, SIDES, type Side } from '@/lib/duplicates/schema'
import { selectMatters } from '@/lib/duplicates/sql/matters'
import { maskName } from '@/lib/households/rules/masks'
import { likeness } from '@/lib/households/rules/same-person'
import { viewOf } from '@/lib/households/rules/views'
import { listParameterRows } from '@/lib/parameters/queries'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { journalBlockers } from '@/lib/platform/journal'
import { may } from '@/lib/platform/permissions'
import type { Household, Membership, Person } from '@/lib/platform/prisma/client'
import { countyOfScope, levelOf } from '@/lib/regions/rules'

const NOW = { where: { validTo: null }, include: { household: true } }
const WITH = { where: { validTo: null }, include: { person: true } }

/** A review with both sides as the reader may see them. Errors: NotFoundError, also when one side lies beyond the scope. */
export async function getReview(ctx: Ctx, id: string) {
  const { scope, role } = ctx.actor
  const review = await ctx.db.duplicateReview.findFirst({
    where: { ...countyOfScope(scope), id },
    include: {
      leftPerson: { include: { memberships: NOW } },
      rightPerson: { include: { memberships: NOW } },
      leftHousehold: { include: { memberships: WITH } },
      rightHousehold: { include: { memberships: WITH } },
    },
  })
  if (!review) throw new NotFoundError()
  const { leftPerson, rightPerson, leftHousehold, rightHousehold, countyCode, journalId } = review
  const [left, right] = [leftPerson ?? leftHousehold, rightPerson ?? rightHousehold]
  if (!left || (review.kind !== 'ENDING' && !right)) throw new NotFoundError()
  const villages = await namesOf(ctx, [left.regionCode, right?.regionCode])
  const head = (each: typeof left) => ({
    id: each.id,
    name: maskName('headName' in each ? each.headName : each.name, viewOf(role).name),
    village: villages.get(each.regionCode) ?? each.regionCode,
    isGone: each.mergedInto !== null,
    home: 'headName' in each ? homeOf(each) : homeOf(each.memberships[0]?.household),
    relation: 'headName' in each ? null : (each.memberships[0]?.relation ?? null),
  })
  const rows: FieldRow[] =
    leftPerson && rightPerson
      ? personRows(ctx, { left: leftPerson, right: rightPerson })
      : leftHousehold && rightHousehold
        ? householdRows(ctx, { left: leftHousehold, right: rightHousehold })
        : []
  const homes = [head(left).home?.id, right && head(right).home?.id].filter((each): each is string => !!each)
  const mayMerge = may(role, 'duplicate:merge')
  const blockers = journalId && mayMerge ? await journalBlockers(ctx, countyCode, journalId) : []
  return {
    id: review.id,
    kind: review.kind,
    status: review.status,
    version: review.version,
    level: review.level,
    score: review.score,
    reasons: Reasons.parse(review.reasons),
    foundBy: review.foundBy as FoundBy,
    note: review.note,
    decision: review.decidedAt && { by: review.decidedByName ?? '', at: review.decidedAt },
    keptSide: (review.keptId === null ? null : review.keptId === left.id ? 'left' : 'right') as Side | null,
    left: head(left),
    right: right && head(right),
    rows,
    members: leftHousehold && rightHousehold ? await membersOf(ctx, leftHousehold, rightHousehold) : null,
    matters: await selectMatters(ctx, countyCode, homes),
    blockers: [...new Set(blockers.map(({ table }) => table))],
    may: { decide: may(role, 'duplicate:decide'), merge: mayMerge },
    /** The side that most is known of. */
    better: betterOf(leftPerson, rightPerson, leftHousehold, rightHousehold),
  }
}

export type ReviewView = Awaited<ReturnType<typeof getReview>>

function homeOf(household: Household | undefined) {
  return household ? { id: household.id, no: household.householdNo, isActive: household.isActive } : null
}

async function namesOf(ctx: Ctx, codes: readonly (string | undefined)[]): Promise<Map<string, string>> {
  const asked = codes.filter((code): code is string => !!code && levelOf(code) === 'VILLAGE')
  const rows = await ctx.db.region.findMany({
    where: { code: { in: asked } },
    select: { code: true, name: true, parent: { select: { name: true } } },
  })
  return new Map(rows.map(({ code, name, parent }) => [code, `${parent?.name ?? ''}${name}`]))
}

function betterOf(
  leftPerson: Person | null,
  rightPerson: Person | null,
  leftHousehold: Household | null,
  rightHousehold: Household | null,
): Side {
  if (leftPerson && rightPerson) return !leftPerson.idNumberBidx && rightPerson.idNumberBidx ? 'right' : 'left'
  return leftHousehold && rightHousehold && rightHousehold.createdAt < leftHousehold.createdAt ? 'right' : 'left'
}

type WithMembers = Household & { memberships: (Membership & { person: Person })[] }

// The members of both sides, and for each side who of the other side he most likely is.
async function membersOf(ctx: Ctx, left: WithMembers, right: WithMembers) {
  const thresholds = thresholdsOn(
    await listParameterRows(ctx, THRESHOLD_PARAMETERS),
    `${left.countyCode}000000`,
    ctx.today,
  )
  const { name } = viewOf(ctx.actor.role)
  const people = { left: sorted(left), right: sorted(right) }
  const scored = people.left
    .flatMap((a) =>
      people.right.map((b) => ({ a, b, alike: likeness(measured(a.person), measured(b.person), thresholds) })),
    )
    .filter(({ alike }) => alike.level !== null)
    .sort((x, y) => y.alike.score - x.alike.score)
  const twin = new Map<string, string>()
  for (const { a, b } of scored) {
    if (twin.has(a.personId) || twin.has(b.personId)) continue
    twin.set(a.personId, b.personId)
    twin.set(b.personId, a.personId)
  }
  const shown = (side: Side) =>
    people[side].map(({ person, relation }) => ({
      id: person.id,
      name: maskName(person.name, name),
      relation,
      birthDate: dayFrom(person.birthDate),
      twin: twin.get(person.id) ?? null,
    }))
  return { left: shown(SIDES[0]), right: shown(SIDES[1]) }
}

const sorted = ({ memberships }: WithMembers) =>
  [...memberships].sort(
    (a, b) =>
      Number(b.relation === 'HEAD') - Number(a.relation === 'HEAD') ||
      a.person.birthDate.getTime() - b.person.birthDate.getTime(),
  )

const measured = (person: Person) => ({
  name: person.name,
  pinyin: person.namePinyin,
  initials: person.nameInitials,
  birthDate: dayFrom(person.birthDate),
  sex: person.sex as 'M' | 'F',
  village: person.regionCode,
  idIndex: person.idNumberBidx && Buffer.from(person.idNumberBidx).toString('hex'),
})
