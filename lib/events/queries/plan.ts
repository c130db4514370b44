import 'server-only'
import { findKnown, findSituation, type Known } from '@/lib/events/queries/situation'
import type { Plan } from '@/lib/events/rules/change'
import { isArrival, planEvent } from '@/lib/events/rules/plan'
import type { SituationHousehold } from '@/lib/events/rules/situation'
import { EventDetails } from '@/lib/events/schema'
import { whereKnown } from '@/lib/events/sql'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { HouseholdEvent } from '@/lib/platform/prisma/client'

type Source = Pick<HouseholdEvent, 'countyCode' | 'householdId' | 'otherHouseholdId' | 'details' | 'idNumberBidx'>

/** `asks`: another village has the person or gets the household, and is asked. */
export type Planned = {
  plan: Plan
  details: EventDetails
  household: SituationHousehold
  joining: string | null
  asks: boolean
}

/** The plan of an event from the present record. Errors: DomainError `events.*` when it cannot be done any more. */
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
