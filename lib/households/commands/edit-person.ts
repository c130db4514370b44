import 'server-only'
import { healthContradicts } from '@/lib/households/catalogue/consistency/structure'
import { PERSON_FIELDS, type PersonField } from '@/lib/households/catalogue/record-fields'
import { checkNumbers, uniqueNumber } from '@/lib/households/commands/numbers'
import { refuseContradictions } from '@/lib/households/commands/refuse'
import { changesOf, outcomeOf, settle } from '@/lib/households/commands/settle'
import type { HouseholdFacts, MemberFacts } from '@/lib/households/facts'
import { getHouseholdFacts } from '@/lib/households/queries/facts'
import type { Texts } from '@/lib/households/rules/edit'
import { factsOf } from '@/lib/households/rules/fact-values'
import { namePinyin } from '@/lib/households/rules/names'
import { namesOf } from '@/lib/households/rules/record-fields'
import { EditPersonInput } from '@/lib/households/schema/register'
import { findPersonPlace } from '@/lib/households/sql/edit'
import { refreshHouseholds } from '@/lib/households/sql/refresh'
import { defineCommand } from '@/lib/platform/command'
import { InputError, NotFoundError } from '@/lib/platform/errors'

export type EditedPerson = {
  householdId: string
  personId: string
  version: number
  saved: PersonField[]
  merged: PersonField[]
}

/**
 * Changes what is known of a member. Values of a later year take the place of the earlier ones, which the database keeps. Who is the head
 * changes by an event, never here. Errors: NotFoundError, ConflictError, InputError.
 */
export const editPerson = defineCommand({
  name: 'person.edit',
  permission: 'household:edit',
  input: EditPersonInput,
  async run(ctx, input): Promise<EditedPerson> {
    const held = await findPersonPlace(ctx, input.personId, true)
    if (!held) throw new NotFoundError()
    const { countyCode, id, householdId, version } = held
    const key = { countyCode, id }
    const place = { table: 'person', id, actor: ctx.actor } as const
    const person = await ctx.db.person.findUniqueOrThrow({ where: { countyCode_id: key } })
    const row = { ...person, relation: held.relation }
    const settled = await settle(
      ctx,
      PERSON_FIELDS,
      input,
      { row, version, table: 'person', rowId: `${countyCode}/${id}` },
      place,
    )
    const { mine, theirs } = settled
    const answer = { householdId, personId: id, merged: theirs }
    if (mine.length === 0) return { ...answer, version, saved: [] }

    const after = outcomeOf(settled)
    checkRow(after, held.relation, person.valuesYear, ctx.today)
    const [facts] = await getHouseholdFacts(ctx, { ids: [householdId] }, { open: true })
    const member = facts?.members.find((each) => each.id === id)
    if (facts && member) {
      const next = nextMember(member, after, mine, input)
      checkNumbers(next, mine, ctx.today, person.isDemo)
      const form = { fields: namesOf(PERSON_FIELDS), changed: mine, personId: id }
      await refuseContradictions(ctx, facts, withMember(facts, next), form)
    }
    const { relation, ...columns } = changesOf(PERSON_FIELDS, mine, input, place)
    const names = mine.includes('name') ? namePinyin(after.name) : null
    await uniqueNumber('idNumber', () =>
      ctx.db.person.update({
        where: { countyCode_id: key, version },
        data: {
          ...columns,
          ...(names && { namePinyin: names.full, nameInitials: names.initials }),
          ...insured(after),
          version: version + 1,
        },
        select: { id: true },
      }),
    )
    if (relation !== undefined) {
      await ctx.db.membership.update({
        where: { countyCode_id: { countyCode, id: held.membershipId } },
        data: { relation: after.relation },
        select: { id: true },
      })
    }
    if (mine.includes('name')) await refreshHouseholds(ctx, countyCode, [householdId])
    return { ...answer, version: version + 1, saved: mine }
  },
})

function checkRow(after: Texts<PersonField>, relation: string, heldYear: number | null, today: string): void {
  if (after.relation !== relation && [after.relation, relation].includes('HEAD')) {
    throw new InputError({ relation: { code: 'register.headByEvent' } })
  }
  if (Number(after.valuesYear) > Number(today.slice(0, 4))) {
    throw new InputError({ valuesYear: { code: 'register.yearAhead' } })
  }
  if (heldYear !== null && Number(after.valuesYear) < heldYear) {
    throw new InputError({ valuesYear: { code: 'register.yearEarlier', params: { year: String(heldYear) } } })
  }
  if (healthContradicts(after.health.split(','))) {
    throw new InputError({ health: { code: 'register.healthContradicts' } })
  }
}

function nextMember(
  member: MemberFacts,
  after: Texts<PersonField>,
  mine: readonly PersonField[],
  input: EditPersonInput,
): MemberFacts {
  const number = (field: 'idNumber' | 'disabilityCard', present: string | null) =>
    mine.includes(field) ? input[field] || null : present
  const [idNumber, disabilityCardNo] = [
    number('idNumber', member.idNumber),
    number('disabilityCard', member.disabilityCardNo),
  ]
  return {
    ...member,
    ...(factsOf(PERSON_FIELDS, after) as Partial<MemberFacts>),
    idNumber,
    hasIdNumber: mine.includes('idNumber') ? idNumber !== null : member.hasIdNumber,
    disabilityCardNo,
    hasDisabilityCard: mine.includes('disabilityCard') ? disabilityCardNo !== null : member.hasDisabilityCard,
  }
}

function withMember(facts: HouseholdFacts, next: MemberFacts): HouseholdFacts {
  return { ...facts, members: facts.members.map((each) => (each.id === next.id ? next : each)) }
}

// 基本医疗: insured by either scheme; what an older record says stands until one of them is answered.
function insured({ residentMedical, employeeMedical }: Texts<PersonField>) {
  if (residentMedical === '' && employeeMedical === '') return {}
  return { medicalInsured: residentMedical === 'true' || employeeMedical === 'true' }
}
