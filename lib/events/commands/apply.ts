import 'server-only'
import type { Change, Plan } from '@/lib/events/rules/change'
import type { EventDetails } from '@/lib/events/schema'
import { refreshHouseholds } from '@/lib/events/sql'
import { namePinyin } from '@/lib/households/rules/names'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { blindIndex, seal } from '@/lib/platform/fields'
import { nextNumber } from '@/lib/platform/numbers'
import type { Prisma } from '@/lib/platform/prisma/client'

type Applied = { countyCode: string; regionCode: string; details: EventDetails; idNumber: string }

/** Carries a plan out in its order; the caller started the journal and took the households. */
export async function carryOut(ctx: Ctx, event: Applied, plan: Plan): Promise<void> {
  for (const change of plan.changes) await write(ctx, event, change)
  await refreshHouseholds(ctx, event.countyCode, plan.touched)
}

async function write(ctx: Ctx, event: Applied, change: Change): Promise<void> {
  const { countyCode, regionCode } = event
  const { db } = ctx
  const key = (id: string) => ({ where: { countyCode_id: { countyCode, id } }, select: { id: true } as const })
  switch (change.do) {
    case 'PERSON':
      await db.person.create({ data: personRow(event, change.personId), select: { id: true } })
      return
    case 'JOIN': {
      const { membershipId: id, householdId, personId, relation, on, cause } = change
      const data = { countyCode, id, regionCode, householdId, personId, relation, validFrom: dateOf(on), cause }
      await db.membership.create({ data, select: { id: true } })
      return
    }
    case 'END':
      await db.membership.update({
        ...key(change.membershipId),
        data: { validTo: dateOf(change.on), endCause: change.cause },
      })
      return
    case 'RELATE':
      await db.membership.update({ ...key(change.membershipId), data: { relation: change.relation } })
      return
    case 'DIED':
      await db.person.update({
        ...key(change.personId),
        data: { diedOn: dateOf(change.on), version: { increment: 1 } },
      })
      return
    case 'FOUND':
      await found(ctx, event, change.householdId, change.from)
      return
    case 'LEAVE':
      await db.household.update({
        ...key(change.householdId),
        data: { isActive: false, leftOn: dateOf(change.on), leftReason: change.reason, version: { increment: 1 } },
      })
      return
    case 'HELPER_ENDS': {
      const held = await db.householdHelper.findUniqueOrThrow({
        where: key(change.helperId).where,
        select: { validFrom: true },
      })
      const day = dateOf(change.on)
      const validTo = held.validFrom > day ? held.validFrom : day
      const handoverNote = event.details.handoverNote || null
      await db.householdHelper.update({
        ...key(change.helperId),
        data: { validTo, endReason: change.reason, handoverNote },
      })
      return
    }
    case 'HELPER_JOINS': {
      const { id, ...held } = await db.householdHelper.findUniqueOrThrow({ where: key(change.helperId).where })
      await db.householdHelper.create({
        data: {
          ...held,
          id: change.newId,
          householdId: change.householdId,
          validFrom: dateOf(change.on),
          validTo: null,
          phoneEnc: null,
          phoneBidx: null,
        },
        select: { id: true },
      })
      return
    }
    case 'PROMISE_GOES':
      await db.visitPromise.update({
        ...key(change.promiseId),
        data: { householdId: change.householdId, version: { increment: 1 } },
      })
      return
    case 'CLUE_GOES':
      await db.clue.update({
        ...key(change.clueId),
        data: { householdId: change.householdId, version: { increment: 1 } },
      })
      return
    case 'CASE_GOES': {
      const { caseId, from, householdId } = change
      const data = { householdId, version: { increment: 1 } }
      const { monitoredType } = await db.monitoringCase.update({
        ...key(caseId),
        data,
        select: { monitoredType: true },
      })
      await db.household.update({ ...key(from), data: { monitoredType: null, version: { increment: 1 } } })
      await db.household.update({ ...key(householdId), data: { monitoredType, version: { increment: 1 } } })
      return
    }
    case 'CORRECT':
      await db.person.update({
        ...key(change.personId),
        data: { ...corrected(event, change), version: { increment: 1 } },
      })
  }
}

function personRow(
  { countyCode, regionCode, details, idNumber }: Applied,
  id: string,
): Prisma.PersonUncheckedCreateInput {
  const spelled = namePinyin(details.name)
  return {
    countyCode,
    id,
    regionCode,
    name: details.name,
    namePinyin: spelled.full,
    nameInitials: spelled.initials,
    sex: details.sex ?? 'M',
    birthDate: dateOf(details.birthDate),
    ethnicity: details.ethnicity || null,
    idType: idNumber ? 'RESIDENT_ID' : 'HUKOU',
    ...sealedNumber(id, idNumber),
  }
}

function sealedNumber(personId: string, idNumber: string) {
  if (!idNumber) return {}
  return {
    idNumberEnc: seal('person', 'id_number_enc', personId, idNumber),
    idNumberBidx: blindIndex('idNumber', idNumber),
  }
}

function corrected(
  event: Applied,
  { personId, field, value }: Change & { do: 'CORRECT' },
): Prisma.PersonUncheckedUpdateInput {
  switch (field) {
    case 'NAME': {
      const spelled = namePinyin(value)
      return { name: value, namePinyin: spelled.full, nameInitials: spelled.initials }
    }
    case 'SEX':
      return { sex: value }
    case 'BIRTH_DATE':
      return { birthDate: dateOf(value) }
    case 'ETHNICITY':
      return { ethnicity: value || null }
    case 'ID_NUMBER':
      return {
        ...sealedNumber(personId, event.idNumber),
        idType: 'RESIDENT_ID',
        birthDate: dateOf(event.details.birthDate),
        sex: event.details.sex,
      }
  }
}

/** A household split off keeps what its people are in the programme; income, bank account, phone and checks it starts without. */
async function found(ctx: Ctx, { countyCode, regionCode, details }: Applied, id: string, from: string): Promise<void> {
  const old = await ctx.db.household.findUniqueOrThrow({ where: { countyCode_id: { countyCode, id: from } } })
  const { naturalVillage, groupName, householdType, povertyStatus, identifiedOn, exitYear, mainCause, otherCauses } =
    old
  await ctx.db.household.create({
    data: {
      ...{
        countyCode,
        id,
        regionCode,
        naturalVillage,
        groupName,
        householdType,
        povertyStatus,
        identifiedOn,
        exitYear,
        mainCause,
        otherCauses,
      },
      identificationStandard: old.identificationStandard,
      notExitedReason: old.notExitedReason,
      relapsedOn: old.relapsedOn,
      address: details.place,
      householdNo: await nextNumber(ctx, countyCode, 'FH'),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
    select: { id: true },
  })
}
