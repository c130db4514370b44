import 'server-only'
import { step } from '@/lib/events/commands/event'
import { planFromRecord } from '@/lib/events/queries/plan'
import { isArrival } from '@/lib/events/rules/plan'
import { EventDetails, ProposeEventInput } from '@/lib/events/schema'
import { lockHouseholds } from '@/lib/events/sql'
import { readIdNumber } from '@/lib/households/rules/id-number'
import { mayAsk } from '@/lib/platform/ask-limit'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { type Ctx, sqlStateOf } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { blindIndex, seal } from '@/lib/platform/fields'
import { newId } from '@/lib/platform/ids'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

const TAKEN = '23505'

/**
 * Proposes an event, or proposes a returned one again, from the present record. Nothing of the register changes yet.
 * Errors: DomainError `events.*` by field, `events.openEvent` when somebody concerned has another open event; InputError by field when what
 * comes of it breaks an E rule of the register; NotFoundError.
 */
export const proposeEvent = defineCommand({
  name: 'event.propose',
  permission: 'event:propose',
  input: ProposeEventInput,
  async run(ctx, input): Promise<{ eventId: string }> {
    const { eventId } = input
    const household = await ctx.db.household.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: input.householdId },
      select: { countyCode: true, id: true, regionCode: true },
    })
    if (!household || !(await lockHouseholds(ctx, household.countyCode, [household.id]))) throw new NotFoundError()
    const { countyCode, regionCode } = household
    const otherHouseholdId = input.kind === 'MERGE' ? await householdNumbered(ctx, countyCode, input.otherNo) : null
    const { details, idNumber } = await detailsOf(ctx, input)
    // The answer tells whether the county knows the number: as many numbers as somebody may ask about while typing, and no more.
    if (idNumber && !(await mayAsk(ctx.actor.userId))) throw new DomainError('events.askedTooOften', {}, 'idNumber')
    const idNumberBidx = idNumber ? blindIndex('idNumber', idNumber) : null
    const idNumberEnc = idNumber ? seal('household_event', 'id_number_enc', eventId, idNumber) : null
    const source = {
      id: eventId,
      countyCode,
      householdId: household.id,
      otherHouseholdId,
      details,
      idNumberEnc,
      idNumberBidx,
    }
    const { plan, joining, household: present } = await planFromRecord(ctx, source)
    if (input.kind === 'CORRECTION' && idNumberBidx) await refuseTaken(ctx, countyCode, idNumberBidx)
    const content = {
      kind: input.kind,
      effectiveOn: dateOf(input.effectiveOn),
      personId: joining ?? input.personId ?? null,
      otherHouseholdId,
      otherRegionCode: input.kind === 'MOVE' ? (input.village ?? null) : null,
      idNumberEnc,
      idNumberBidx,
      details: { ...details, headName: present.headName } as Prisma.InputJsonValue,
      effects: plan.effects as Prisma.InputJsonValue,
      note: input.note,
      reason: '',
      proposedBy: ctx.actor.userId,
      proposedByName: ctx.actor.name,
      proposedAt: ctx.now,
    }
    const key = { countyCode, id: eventId, regionCode }
    await write(ctx, { ...key, householdId: household.id }, content)
    await claim(ctx, key, plan.subjects)
    await step(ctx, key, 'PROPOSED', input.note)
    return { eventId }
  },
})

type Content = Omit<Prisma.HouseholdEventUncheckedCreateInput, 'countyCode' | 'id' | 'regionCode' | 'householdId'>
type Key = { countyCode: string; id: string; regionCode: string }

async function write(ctx: Ctx, key: Key & { householdId: string }, content: Content): Promise<void> {
  const { countyCode, id, householdId } = key
  const earlier = await ctx.db.householdEvent.findFirst({
    where: { countyCode, id },
    select: { status: true, householdId: true },
  })
  if (!earlier) {
    try {
      await ctx.db.householdEvent.create({ data: { ...key, ...content }, select: { id: true } })
    } catch (error) {
      // The id stands elsewhere: the same answer as for a household that is not there.
      if (sqlStateOf(error) === TAKEN || (error as { code?: string }).code === 'P2002') throw new NotFoundError()
      throw error
    }
    return
  }
  if (earlier.status !== 'RETURNED' || earlier.householdId !== householdId) throw new DomainError('events.notReturned')
  await ctx.db.householdEvent.update({
    where: { countyCode_id: { countyCode, id } },
    data: { ...(content as Prisma.HouseholdEventUncheckedUpdateInput), status: 'PROPOSED', version: { increment: 1 } },
    select: { id: true },
  })
  await ctx.db.householdEventSubject.deleteMany({ where: { countyCode, eventId: id } })
}

async function claim(ctx: Ctx, { countyCode, id, regionCode }: Key, subjects: readonly string[]): Promise<void> {
  try {
    await ctx.db.householdEventSubject.createMany({
      data: subjects.map((subjectId) => ({ countyCode, eventId: id, subjectId, regionCode, isOpen: true })),
    })
  } catch (error) {
    if (sqlStateOf(error) === TAKEN || (error as { code?: string }).code === 'P2002')
      throw new DomainError('events.openEvent')
    throw error
  }
}

async function householdNumbered(ctx: Ctx, countyCode: string, householdNo: string): Promise<string> {
  const found = await ctx.db.household.findFirst({
    where: { countyCode, OR: [{ householdNo }, { nationalHouseholdNo: householdNo }] },
    select: { id: true },
  })
  if (!householdNo || !found) throw new DomainError('events.otherNeeded', {}, 'otherNo')
  await lockHouseholds(ctx, countyCode, [found.id])
  return found.id
}

/** What is kept of a proposal; a whole ID number also says sex and day of birth. */
async function detailsOf(ctx: Ctx, input: ProposeEventInput): Promise<{ details: EventDetails; idNumber: string }> {
  const { eventId: _, householdId: __, version: ___, idNumber: typed, ...rest } = input
  const needsPerson = isArrival(input.kind)
  const takesNumber = needsPerson || (input.kind === 'CORRECTION' && input.field === 'ID_NUMBER')
  const details = {
    ...rest,
    membershipId: newId(ctx.now),
    householdNo: '',
    headName: '',
    place: await placeOf(ctx, input),
  }
  if (needsPerson && !input.name) throw new DomainError('input.required', {}, 'name')
  if (!takesNumber || !typed) {
    if (takesNumber && input.kind === 'CORRECTION') throw new DomainError('input.required', {}, 'idNumber')
    if (needsPerson && !input.sex) throw new DomainError('input.required', {}, 'sex')
    if (needsPerson && !input.birthDate) throw new DomainError('input.required', {}, 'birthDate')
    return { details: EventDetails.parse(details), idNumber: '' }
  }
  const read = readIdNumber(typed, ctx.today)
  if (read.kind === 'INVALID') throw new DomainError('events.idNumberWrong', {}, 'idNumber')
  if (input.birthDate && input.birthDate !== read.birthDate)
    throw new DomainError('events.birthByIdNumber', { day: read.birthDate }, 'birthDate')
  if (input.sex && input.sex !== read.sex) throw new DomainError('events.sexByIdNumber', {}, 'sex')
  return {
    details: EventDetails.parse({ ...details, sex: read.sex, birthDate: read.birthDate, value: '' }),
    idNumber: read.idNumber,
  }
}

async function placeOf(ctx: Ctx, input: ProposeEventInput): Promise<string> {
  if (input.kind !== 'MOVE' || !input.village) return input.place
  const village = await ctx.db.region.findFirst({
    where: { code: input.village, level: 'VILLAGE' },
    select: { name: true, parent: { select: { name: true } } },
  })
  if (!village) throw new DomainError('events.villageNeeded', {}, 'village')
  return `${village.parent?.name ?? ''}${village.name}`
}

async function refuseTaken(ctx: Ctx, countyCode: string, idNumberBidx: Uint8Array<ArrayBuffer>): Promise<void> {
  const taken = await ctx.db.person.findFirst({ where: { countyCode, idNumberBidx }, select: { id: true } })
  if (taken) throw new DomainError('events.idTaken', {}, 'idNumber')
}
