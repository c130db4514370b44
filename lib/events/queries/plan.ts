import 'server-only'
import { findKnown, findSituation, type Known } from '@/lib/events/queries/situation'
import type { Plan } from '@/lib/events/rules/change'
import { factsAfter, placesOf } from '@/lib/events/rules/outcome'
import { isArrival, planEvent } from '@/lib/events/rules/plan'
import type { Situation, SituationHousehold } from '@/lib/events/rules/situation'
import { EventDetails } from '@/lib/events/schema'
import { whereKnown } from '@/lib/events/sql'
import { refuseContradictions } from '@/lib/households/commands/refuse'
import type { HouseholdFacts } from '@/lib/households/facts'
import { getHouseholdFacts } from '@/lib/households/queries/facts'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, InputError, NotFoundError } from '@/lib/platform/errors'
import { open } from '@/lib/platform/fields'
import { newId } from '@/lib/platform/ids'
import type { HouseholdEvent } from '@/lib/platform/prisma/client'

type Source = Pick<
  HouseholdEvent,
  'id' | 'countyCode' | 'householdId' | 'otherHouseholdId' | 'details' | 'idNumberEnc' | 'idNumberBidx'
>

/** Why an event cannot be done: a rule of events, or a rule of the register that its outcome breaks. */
export type Problem = { code: DomainError['code']; params: DomainError['params']; field?: string }

/** An error as the problem it tells of; null for any other error. */
export function problemIn(error: unknown): Problem | null {
  if (error instanceof DomainError) return { code: error.code, params: error.params, field: error.field }
  const [first] = error instanceof InputError ? Object.entries(error.errors) : []
  return first ? { code: first[1].code, params: first[1].params ?? {}, field: first[0] } : null
}

/** The ID number that an event brings until it is decided. */
export function idNumberOf({ id, idNumberEnc }: Pick<HouseholdEvent, 'id' | 'idNumberEnc'>): string {
  return idNumberEnc ? open('household_event', 'id_number_enc', id, idNumberEnc) : ''
}

type Asked = { situation: Pick<Situation, 'household' | 'other'>; details: EventDetails; idNumber: string }

/** Refuses an event whose outcome breaks an E rule of the register, beside the field of its form. Errors: InputError. */
export async function refuseOutcome(ctx: Ctx, plan: Plan, asked: Asked): Promise<void> {
  const places = placesOf(asked.details)
  const fields = Object.keys(places)
  if (fields.length === 0) return
  const { household, other } = asked.situation
  const ids = [household.id, ...(other ? [other.id] : [])]
  const before = await getHouseholdFacts(ctx, { ids }, { open: 'FOR_RULES' })
  const { personId, isKnown } = subjectOf(plan, asked.details, before)
  for (const after of factsAfter(before, plan, asked)) {
    await refuseContradictions(ctx, before, after, {
      fields,
      changed: isKnown ? ['relation'] : fields,
      personId,
      pathOf: (field) => places[field] ?? null,
    })
  }
}

/** The one person whose facts an event brings or corrects; `isKnown`: the register has them already, and only where he belongs changes. */
function subjectOf(plan: Plan, { kind, personId, membershipId }: EventDetails, before: readonly HouseholdFacts[]) {
  if (kind === 'CORRECTION') return { personId, isKnown: false }
  if (!isArrival(kind)) return { personId: undefined, isKnown: false }
  const joins = plan.changes.find((change) => change.do === 'JOIN' && change.membershipId === membershipId)
  const id = joins?.do === 'JOIN' ? joins.personId : undefined
  return { personId: id, isKnown: before.some(({ members }) => members.some((member) => member.id === id)) }
}

/** `asks`: another village has the person or gets the household, and is asked. */
export type Planned = {
  plan: Plan
  details: EventDetails
  household: SituationHousehold
  joining: string | null
  asks: boolean
}

/**
 * The plan of an event from the present record. Errors: DomainError `events.*` when it cannot be done any more, InputError when what comes
 * of it breaks an E rule of the register.
 */
export async function planFromRecord(ctx: Ctx, event: Source): Promise<Planned> {
  const details = EventDetails.parse(event.details)
  const { countyCode } = event
  const household = await findSituation(ctx, { countyCode, id: event.householdId })
  if (!household) throw new NotFoundError()
  const joining = await joiningOf(ctx, household, details, event.idNumberBidx)
  const here = joining === 'ELSEWHERE' ? null : joining
  const otherId = event.otherHouseholdId ?? here?.householdId ?? null
  const other = otherId ? await findSituation(ctx, { countyCode, id: otherId }) : null
  const plan = planEvent(
    { household, other, today: ctx.today },
    details,
    () => newId(ctx.now),
    here ? here.member : joining === 'ELSEWHERE' ? joining : null,
  )
  await refuseOutcome(ctx, plan, { situation: { household, other }, details, idNumber: idNumberOf(event) })
  return {
    plan,
    details,
    household,
    joining: here?.personId ?? null,
    asks: details.kind === 'MOVE' || joining === 'ELSEWHERE',
  }
}

/** The person of an ID number that is already in the register: in this village, in another one of the county, or nobody. */
async function joiningOf(
  ctx: Ctx,
  household: SituationHousehold,
  details: EventDetails,
  bidx: Uint8Array | null,
): Promise<Known | 'ELSEWHERE' | null> {
  if (!bidx || !isArrival(details.kind)) return null
  const known = await findKnown(ctx, household.countyCode, bidx)
  const where = known ? null : await whereKnown(ctx, household.countyCode, bidx)
  if (!known && where === null) return null
  if (where === 'DEAD' || known?.died) throw new DomainError('events.deadAlready', {}, 'idNumber')
  if (details.kind === 'BIRTH' || details.kind === 'ADOPTION')
    throw new DomainError('events.knownAlready', {}, 'idNumber')
  if (!known || known.regionCode !== household.regionCode) return 'ELSEWHERE'
  const { name } = known.member
  if (known.householdId === household.id) throw new DomainError('events.memberAlready', { name }, 'idNumber')
  if (known.until && known.until > details.effectiveOn) {
    throw new DomainError('events.leftLater', { name, day: known.until }, 'effectiveOn')
  }
  return known
}
