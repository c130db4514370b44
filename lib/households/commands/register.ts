import 'server-only'
import { numberErrors, uniqueNumber } from '@/lib/households/commands/numbers'
import { refuseContradictions } from '@/lib/households/commands/refuse'
import { changesOf } from '@/lib/households/commands/settle'
import type { HouseholdFacts, MemberFacts } from '@/lib/households/facts'
import { factsOf } from '@/lib/households/rules/fact-values'
import { readIdNumber } from '@/lib/households/rules/id-number'
import { namePinyin } from '@/lib/households/rules/names'
import { NO_HOUSEHOLD, NO_MEMBER } from '@/lib/households/rules/new-facts'
import { newFamilyErrors } from '@/lib/households/rules/new-family'
import { namesOf } from '@/lib/households/rules/record-fields'
import {
  NEW_HOUSEHOLD_FIELDS,
  NEW_MEMBER_FIELDS,
  type NewMember,
  RegisterHouseholdInput,
} from '@/lib/households/schema/register'
import { refreshHouseholds } from '@/lib/households/sql/refresh'
import { findVillage, nextHouseholdNo } from '@/lib/households/sql/register'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, type FieldErrors, InputError, NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { installation } from '@/lib/platform/installation'
import { countyOf } from '@/lib/regions/rules'

export type Registered = { householdId: string; householdNo: string }

/**
 * Registers a household that was not in the register, with its head and members, as a household that was never poor; identification is
 * another step. Errors: NotFoundError for a village beyond the scope, InputError, DomainError.
 */
export const registerHousehold = defineCommand({
  name: 'household.register',
  permission: 'household:register',
  input: RegisterHouseholdInput,
  async run(ctx, input): Promise<Registered> {
    const { villageCode, id } = input
    const countyCode = countyOf(villageCode)
    if (!(await findVillage(ctx, villageCode))) throw new NotFoundError()
    if (await ctx.db.household.findUnique({ where: { countyCode_id: { countyCode, id } }, select: { id: true } })) {
      throw new DomainError('register.registeredAlready')
    }
    const members = input.members.map((member) => known(member, ctx.today))
    await check(ctx, input, members)
    const head = members.find((member) => member.relation === 'HEAD') as NewMember
    const names = namePinyin(head.name)
    const householdNo = await nextHouseholdNo(ctx, villageCode)
    await ctx.db.household.create({
      data: {
        countyCode,
        id,
        regionCode: villageCode,
        householdNo,
        ...(changesOf(NEW_HOUSEHOLD_FIELDS, namesOf(NEW_HOUSEHOLD_FIELDS), input, { table: 'household', id }) as {
          householdType: 'GENERAL_RURAL'
        }),
        povertyStatus: 'NEVER_POOR',
        headName: head.name,
        headPinyin: names.full,
        headInitials: names.initials,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      },
      select: { id: true },
    })
    for (const member of members) await addMember(ctx, { countyCode, villageCode, id, since: input.since }, member)
    await refreshHouseholds(ctx, countyCode, [id])
    return { householdId: id, householdNo }
  },
})

type Row = NewMember & { row: number }

/** What a number says need not be typed. */
function known(member: Row, today: string): Row {
  const read = member.idNumber === '' ? null : readIdNumber(member.idNumber, today)
  const facts = read && read.kind !== 'INVALID' ? read : null
  return {
    ...member,
    idNumber: facts?.idNumber ?? member.idNumber,
    idType: member.idType || (facts ? 'RESIDENT_ID' : 'HUKOU'),
    sex: member.sex || (facts?.sex ?? ''),
    birthDate: member.birthDate || (facts?.birthDate ?? ''),
  }
}

async function check(ctx: Ctx, input: RegisterHouseholdInput, members: readonly Row[]): Promise<void> {
  const isDemo = (await installation())?.isDemo ?? false
  const errors: FieldErrors = newFamilyErrors(members)
  for (const { row, idNumber } of members) {
    const found = numberErrors({ idNumber: idNumber || null, disabilityCardNo: null }, ['idNumber'], ctx.today, isDemo)
    for (const [field, error] of Object.entries(found)) errors[`members[${row}].${field}`] ??= error
  }
  if (Object.keys(errors).length > 0) throw new InputError(errors)
  const rows = new Map(members.map(({ id, row }) => [id, row]))
  const fields = namesOf(NEW_MEMBER_FIELDS)
  await refuseContradictions(ctx, null, familyFacts(input, members), {
    fields,
    changed: fields,
    pathOf: (field, personId) => `members[${personId ? (rows.get(personId) ?? 0) : 0}].${field}`,
  })
}

function familyFacts(input: RegisterHouseholdInput, members: readonly Row[]): HouseholdFacts {
  return {
    ...NO_HOUSEHOLD,
    id: input.id,
    countyCode: countyOf(input.villageCode),
    regionCode: input.villageCode,
    householdType: input.householdType,
    povertyStatus: 'NEVER_POOR',
    hasPhone: input.phone !== '',
    memberCount: members.length,
    members: members.map(
      (member) =>
        ({
          ...NO_MEMBER,
          id: member.id,
          since: input.since,
          ...factsOf(NEW_MEMBER_FIELDS, member),
          idNumber: member.idNumber || null,
          hasIdNumber: member.idNumber !== '',
        }) as MemberFacts,
    ),
  }
}

type Place = { countyCode: string; villageCode: string; id: string; since: string }

async function addMember(ctx: Ctx, place: Place, member: Row): Promise<void> {
  const { countyCode, villageCode: regionCode, id: householdId } = place
  const names = namePinyin(member.name)
  const fields = namesOf(NEW_MEMBER_FIELDS).filter((field) => field !== 'relation')
  const columns = changesOf(NEW_MEMBER_FIELDS, fields, member, { table: 'person', id: member.id })
  await uniqueNumber(`members[${member.row}].idNumber`, () =>
    ctx.db.person.create({
      data: {
        countyCode,
        id: member.id,
        regionCode,
        ...(columns as { name: string; sex: string; birthDate: Date }),
        namePinyin: names.full,
        nameInitials: names.initials,
        valuesYear: Number(ctx.today.slice(0, 4)),
      },
      select: { id: true },
    }),
  )
  await ctx.db.membership.create({
    data: {
      countyCode,
      id: newId(ctx.now),
      regionCode,
      householdId,
      personId: member.id,
      relation: member.relation,
      validFrom: dateOf(place.since),
    },
    select: { id: true },
  })
}
