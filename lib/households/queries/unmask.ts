import 'server-only'
import { maskName } from '@/lib/households/rules/masks'
import { mayUnmask, SHOWN_SECONDS, UNMASK_FIELDS, type UnmaskField } from '@/lib/households/rules/unmask'
import { viewOf } from '@/lib/households/rules/views'
import { findSealedCell } from '@/lib/households/sql/unmask'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { open } from '@/lib/platform/fields'
import { isUuid } from '@/lib/platform/ids'
import { isSteppedUp } from '@/lib/platform/step-up'

const CELL = {
  idNumber: ['person', 'id_number_enc'],
  disabilityCard: ['person', 'disability_card_enc'],
  phone: ['household', 'phone_enc'],
  bankAccount: ['household', 'bank_account_enc'],
  contactPhone: ['monitoring_contact', 'phone_enc'],
} as const

export type Asking = {
  householdId: string
  personId: string | null
  field: UnmaskField
  name: string
  isFresh: boolean
}

/** What a form asks for before a value is unmasked. Errors: NotFoundError, also where there is no value or the role may not see it. */
export async function getAsking(ctx: Ctx, householdId: string, field: string, person: string): Promise<Asking> {
  const wanted = UNMASK_FIELDS.find((each) => each === field)
  if (!wanted || !isUuid(householdId) || (person && !isUuid(person))) throw new NotFoundError()
  const personId = person || null
  const cell = await findSealedCell(ctx, { householdId, personId, field: wanted })
  if (!cell?.sealed || !mayUnmask(ctx.actor.role, wanted)) throw new NotFoundError()
  return {
    householdId,
    personId,
    field: wanted,
    name: maskName(cell.name, viewOf(ctx.actor.role).name),
    isFresh: isSteppedUp(ctx.actor, ctx.now),
  }
}

export type Unmasked = { field: UnmaskField; name: string; value: string | null; secondsLeft: number }

/** The value of one logged access of the actor himself, while its minute lasts; afterwards null in its place. Errors: NotFoundError. */
export async function getUnmasked(ctx: Ctx, householdId: string, accessId: string): Promise<Unmasked> {
  if (!isUuid(householdId) || !isUuid(accessId)) throw new NotFoundError()
  const access = await ctx.db.accessLog.findFirst({
    where: { id: accessId, householdId, actorId: ctx.actor.userId, kind: 'UNMASK' },
    select: { at: true, field: true, personId: true },
  })
  const field = UNMASK_FIELDS.find((each) => each === access?.field)
  if (!access || !field) throw new NotFoundError()
  const cell = await findSealedCell(ctx, { householdId, personId: access.personId, field })
  if (!cell?.sealed) throw new NotFoundError()
  const secondsLeft = Math.ceil((access.at.getTime() + SHOWN_SECONDS * 1000 - ctx.now.getTime()) / 1000)
  const [table, column] = CELL[field]
  return {
    field,
    name: maskName(cell.name, viewOf(ctx.actor.role).name),
    value: secondsLeft > 0 ? open(table, column, cell.ownerId, cell.sealed) : null,
    secondsLeft: Math.max(0, secondsLeft),
  }
}
