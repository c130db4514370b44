import 'server-only'
import { type Problem, problemIn, refuseOutcome } from '@/lib/events/queries/plan'
import { findSituation } from '@/lib/events/queries/situation'
import type { Plan } from '@/lib/events/rules/change'
import { isArrival, planEvent } from '@/lib/events/rules/plan'
import { relationUnder } from '@/lib/events/rules/relations'
import { headOf, type SituationHousehold, type SituationMember } from '@/lib/events/rules/situation'
import { type EventChoices, EventDetails, type EventKind } from '@/lib/events/schema'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { countyOfScope } from '@/lib/regions/rules'

export type Related = { personId: string; name: string; relation: string }
export type NewEvent = Awaited<ReturnType<typeof getNewEvent>>

/**
 * The household that something happened to, and, once the choices are made, exactly what the event would change or why it cannot be
 * done. Reads only. Errors: NotFoundError.
 */
export async function getNewEvent(ctx: Ctx, householdId: string, kind: EventKind | null, choices: EventChoices | null) {
  const household = await findSituation(ctx, { ...countyOfScope(ctx.actor.scope), id: householdId })
  if (!household) throw new NotFoundError()
  const other = choices?.kind === 'MERGE' ? await findOther(ctx, household, choices.otherNo) : null
  const villages = kind === 'MOVE' ? await listVillages(ctx, household) : []
  const planned = choices ? await tryPlan(ctx, household, other, choices, villages) : null
  return {
    household,
    other: other && { id: other.id, headName: other.headName, clue: other.clue, openCase: other.openCase },
    villages,
    plan: planned?.plan ?? null,
    problem: planned?.problem ?? null,
    relations: choices && planned?.plan ? relationsOf(household, other, choices) : [],
    affected: affectedOf(other ? [household, other] : [household], ctx.actor.name),
    today: ctx.today,
  }
}

function findOther(ctx: Ctx, { countyCode }: SituationHousehold, otherNo: string): Promise<SituationHousehold | null> {
  return otherNo === ''
    ? Promise.resolve(null)
    : findSituation(ctx, { countyCode, OR: [{ householdNo: otherNo }, { nationalHouseholdNo: otherNo }] })
}

async function listVillages(ctx: Ctx, { countyCode, regionCode }: SituationHousehold) {
  const rows = await ctx.db.region.findMany({
    where: { level: 'VILLAGE', code: { startsWith: countyCode, not: regionCode } },
    orderBy: { code: 'asc' },
    select: { code: true, name: true, parent: { select: { name: true } } },
  })
  return rows.map(({ code, name, parent }) => ({ value: code, label: `${parent?.name ?? ''} ${name}` }))
}

async function tryPlan(
  ctx: Ctx,
  household: SituationHousehold,
  other: SituationHousehold | null,
  choices: EventChoices,
  villages: readonly { value: string; label: string }[],
): Promise<{ plan: Plan; problem: null } | { plan: null; problem: Problem }> {
  const isOpen = isArrival(choices.kind) || choices.kind === 'CORRECTION'
  const [newHousehold, membershipId] = [newId(ctx.now), newId(ctx.now)]
  const details = EventDetails.parse({
    ...choices,
    newId: newHousehold,
    membershipId,
    place: villages.find(({ value }) => value === choices.village)?.label ?? '',
    // Stands for what is typed later, so that everything else is judged now.
    ...(isOpen ? { name: '\u2026', sex: 'M', ethnicity: '\u2026', value: '\u2026', relation: 'OTHER' } : {}),
  })
  try {
    const named = choices.kind === 'CORRECTION' ? { ...details, field: choices.field && ('NAME' as const) } : details
    const plan = planEvent({ household, other, today: ctx.today }, named, () => newId(ctx.now))
    if (!isOpen) await refuseOutcome(ctx, plan, { situation: { household, other }, details, idNumber: '' })
    return { plan, problem: null }
  } catch (error) {
    const problem = problemIn(error)
    if (!problem) throw error
    return { plan: null, problem }
  }
}

/** Whose relation changes with the event, and what it most likely becomes. */
function relationsOf(
  household: SituationHousehold,
  other: SituationHousehold | null,
  choices: EventChoices,
): Related[] {
  const named = (head: SituationMember | undefined, members: readonly SituationMember[]): Related[] =>
    !head
      ? []
      : members
          .filter((each) => each !== head)
          .map((each) => ({ personId: each.personId, name: each.name, relation: relationUnder(head, each) }))
  const { members } = household
  const find = (id: string | undefined) => members.find(({ personId }) => personId === id)
  if (choices.kind === 'MERGE') {
    return (other?.members ?? []).map(({ personId, name }) => ({ personId, name, relation: 'OTHER' }))
  }
  if (choices.kind === 'SPLIT') {
    const going = members.filter(({ personId }) => choices.memberIds.includes(personId))
    return going.length === 1 ? [] : named(find(choices.newHeadId), going)
  }
  if (choices.kind === 'HEAD_CHANGE') return named(find(choices.newHeadId), members)
  const leaving = find(choices.personId)
  if (leaving && leaving === headOf(household)) {
    return named(
      find(choices.newHeadId),
      members.filter((each) => each !== leaving),
    )
  }
  return []
}

/** Whoever works with these households and should know before their phones hold what no longer fits. */
function affectedOf(households: readonly SituationHousehold[], own: string): string[] {
  const names = households.flatMap(({ helpers, promises }) => [
    ...helpers.map(({ name }) => name),
    ...promises.map(({ by }) => by),
  ])
  return [...new Set(names)].filter((name) => name !== '' && name !== own)
}
