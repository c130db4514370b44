import 'server-only'
import { maskIdNumber, maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { open } from '@/lib/platform/fields'
import { may } from '@/lib/platform/permissions'
import { pad, prefixOf } from '@/lib/regions/rules'

/** What the common superior needs to decide which county keeps a person: a few fields of both sides, masked. */
export async function getAcross(ctx: Ctx, id: string) {
  const held = await ctx.db.duplicateAcross.findFirst({ where: { id } })
  if (!held) throw new NotFoundError()
  const side = async (countyCode: string, personId: string) => {
    const person = await ctx.db.person.findUnique({
      where: { countyCode_id: { countyCode, id: personId } },
      include: { memberships: { orderBy: { validFrom: 'desc' }, take: 1, include: { household: true } } },
    })
    if (!person) throw new NotFoundError()
    const codes = [pad(prefixOf(person.regionCode, 'COUNTY')), pad(prefixOf(person.regionCode, 'TOWNSHIP'))]
    const regions = await ctx.db.region.findMany({ where: { code: { in: codes } }, select: { code: true, name: true } })
    const [membership] = person.memberships
    const view = viewOf(ctx.actor.role)
    return {
      county: regions.find(({ code }) => code === codes[0])?.name ?? countyCode,
      township: regions.find(({ code }) => code === codes[1])?.name ?? '',
      name: maskName(person.name, view.name),
      sex: person.sex as 'M' | 'F',
      birthDate: dayFrom(person.birthDate),
      idNumber: shownNumber(person, view.idNumber),
      householdType: membership?.household.householdType ?? null,
      lives: membership !== undefined && membership.validTo === null,
      since: membership ? dayFrom(membership.validFrom) : null,
    }
  }
  return {
    id: held.id,
    status: held.status,
    version: held.version,
    note: held.note,
    foundAt: held.foundAt,
    keptSide: held.keptCountyCode && (held.keptCountyCode === held.leftCountyCode ? 'left' : 'right'),
    decision: held.decidedAt && { by: held.decidedByName ?? '', at: held.decidedAt },
    left: await side(held.leftCountyCode, held.leftPersonId),
    right: await side(held.rightCountyCode, held.rightPersonId),
    mayDecide: may(ctx.actor.role, 'duplicate:decideAcross') && held.status === 'OPEN',
  }
}

function shownNumber(
  { id, idNumberEnc }: { id: string; idNumberEnc: Uint8Array | null },
  style: Parameters<typeof maskIdNumber>[1],
): string {
  if (!idNumberEnc) return ''
  try {
    return maskIdNumber(open('person', 'id_number_enc', id, idNumberEnc), style)
  } catch {
    return '?'
  }
}
