import 'server-only'
import { PERSON_COLUMNS, pick, takenFields } from '@/lib/duplicates/rules/choices'
import type { PersonField, Side } from '@/lib/duplicates/schema'
import { copyYears } from '@/lib/duplicates/sql/merge'
import { readIdNumber } from '@/lib/households/rules/id-number'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { open, seal } from '@/lib/platform/fields'
import type { Household, Person, Prisma } from '@/lib/platform/prisma/client'

const key = ({ countyCode, id }: { countyCode: string; id: string }) => ({ countyCode_id: { countyCode, id } })

/** The same sealed value, sealed for another row: a value opens in its own place only. */
export function resealed(
  table: 'person' | 'household',
  column: string,
  from: { id: string },
  to: { id: string },
  sealed: Uint8Array | null,
): Buffer<ArrayBuffer> | null {
  return sealed && seal(table, column, to.id, open(table, column, from.id, sealed))
}

/**
 * Makes one person of two within a merge: chosen fields go over, years that only the other knows are added, and the other record points to
 * the kept one from now on. Where both have a number they change places, so that either leads to the kept person. Memberships are the
 * caller's. Errors: DomainError `duplicates.birthAgainstId`.
 */
export async function mergePersons(
  ctx: Ctx,
  kept: Person,
  dropped: Person,
  choose: Readonly<Partial<Record<PersonField, Side>>>,
  keep: Side,
): Promise<void> {
  const rows = keep === 'left' ? { left: kept, right: dropped } : { left: dropped, right: kept }
  const taken = takenFields<PersonField>(PERSON_COLUMNS, keep, choose, rows)
  const data: Record<string, unknown> = Object.assign({}, ...taken.map((field) => pick(dropped, PERSON_COLUMNS[field])))
  const back: Record<string, unknown> = {}
  if (taken.includes('disabilityCard')) {
    data.disabilityCardEnc = resealed('person', 'disability_card_enc', dropped, kept, dropped.disabilityCardEnc)
  }
  if (taken.includes('idNumber')) {
    data.idNumberEnc = resealed('person', 'id_number_enc', dropped, kept, dropped.idNumberEnc)
    Object.assign(back, pick(kept, PERSON_COLUMNS.idNumber))
    back.idNumberEnc = resealed('person', 'id_number_enc', kept, dropped, kept.idNumberEnc)
    await ctx.db.person.update({
      where: key(dropped),
      data: { idNumberEnc: null, idNumberBidx: null },
      select: { id: true },
    })
  }
  if (taken.some((field) => ['idNumber', 'birthDate', 'sex'].includes(field))) {
    assertNumberFits(ctx, { ...kept, ...data } as Person)
  }
  await ctx.db.person.update({
    where: key(kept),
    data: { ...(data as Prisma.PersonUncheckedUpdateInput), version: { increment: 1 } },
    select: { id: true },
  })
  await copyYears(ctx, kept.countyCode, kept.id, dropped.id)
  await ctx.db.person.update({
    where: key(dropped),
    data: { ...(back as Prisma.PersonUncheckedUpdateInput), mergedInto: kept.id, version: { increment: 1 } },
    select: { id: true },
  })
  await ctx.db.person.updateMany({
    where: { countyCode: kept.countyCode, mergedInto: dropped.id },
    data: { mergedInto: kept.id },
  })
}

// The number says when somebody was born and of which sex he is; the choices must not contradict it.
function assertNumberFits(ctx: Ctx, chosen: Person): void {
  if (!chosen.idNumberEnc) return
  const read = readIdNumber(open('person', 'id_number_enc', chosen.id, chosen.idNumberEnc), ctx.today)
  if (read.kind === 'INVALID') return
  if (read.birthDate !== dayFrom(chosen.birthDate)) {
    throw new DomainError('duplicates.birthAgainstId', { day: read.birthDate }, 'choose.birthDate')
  }
  if (read.sex !== chosen.sex) throw new DomainError('duplicates.sexAgainstId', {}, 'choose.sex')
}

/** Takes a household out of the register: it leads to the kept one from now on. */
export async function dropHousehold(ctx: Ctx, dropped: Household, keptId: string): Promise<void> {
  await ctx.db.household.update({
    where: key(dropped),
    data: {
      isActive: false,
      leftOn: dateOf(ctx.today),
      leftReason: 'MERGED',
      monitoredType: null,
      mergedInto: keptId,
      version: { increment: 1 },
      updatedAt: ctx.now,
    },
    select: { id: true },
  })
  await ctx.db.household.updateMany({
    where: { countyCode: dropped.countyCode, mergedInto: dropped.id },
    data: { mergedInto: keptId },
  })
}
