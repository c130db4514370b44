import 'server-only'
import { createHash } from 'node:crypto'
import type { EditTexts } from '@/lib/households/rules/edit'
import { maskBankAccount, maskPhone } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { type Editable, findEditable } from '@/lib/households/sql/edit'
import type { Actor } from '@/lib/platform/actor'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { blindIndex, open } from '@/lib/platform/fields'
import { isUuid } from '@/lib/platform/ids'

const NO_ID = '00000000-0000-0000-0000-000000000000'
const UNREADABLE = '?'

export type SealedField = 'phone' | 'bankAccount'

const COLUMN = { phone: 'phone_enc', bankAccount: 'bank_account_enc' } as const
const MASK = { phone: maskPhone, bankAccount: maskBankAccount } as const

// Bound to household and field: equal numbers of two households do not look alike.
function asText(field: SealedField, id: string, index: Uint8Array, shown: string): string {
  const mark = createHash('sha256').update(`${field}|${id}|`).update(index).digest('hex').slice(0, 16)
  return `${mark}|${shown}`
}

/** A phone or account just typed, as its comparable text. */
export function typedSealed(actor: Actor, field: SealedField, id: string, value: string): string {
  return asText(field, id, blindIndex(field, value), MASK[field](value, viewOf(actor.role)[field]))
}

function storedSealed(actor: Actor, field: SealedField, { id, ...row }: Editable): string {
  const [sealed, index] = field === 'phone' ? [row.phoneEnc, row.phoneBidx] : [row.bankAccountEnc, row.bankAccountBidx]
  if (!sealed) return ''
  let shown = UNREADABLE
  try {
    shown = MASK[field](open('household', COLUMN[field], id, sealed), viewOf(actor.role)[field])
  } catch {}
  return asText(field, id, index ?? sealed, shown)
}

const clean = (text: string | null) => (text ?? '').trim().normalize('NFC')

/** The present texts of a household's fields, comparable with what a form read and what was typed into it. */
export function textsOf(actor: Actor, row: Editable): EditTexts {
  return {
    groupName: clean(row.groupName),
    address: clean(row.address),
    phone: storedSealed(actor, 'phone', row),
    bankName: clean(row.bankName),
    bankAccount: storedSealed(actor, 'bankAccount', row),
    householdType: row.householdType,
    mainCause: clean(row.mainCause),
    housingGrade: clean(row.housingGrade),
    nationalHouseholdNo: clean(row.nationalHouseholdNo),
  }
}

export type EditForm = {
  id: string
  headName: string
  village: string
  version: number
  texts: EditTexts
  readAt: string
}

/** What the edit form starts from. Errors: NotFoundError for missing, foreign and malformed ids alike. */
export async function getEditForm(ctx: Ctx, id: string): Promise<EditForm> {
  const row = await findEditable(ctx, isUuid(id) ? id : NO_ID, false)
  if (!row) throw new NotFoundError()
  return {
    id: row.id,
    headName: row.headName,
    village: row.village,
    version: row.version,
    texts: textsOf(ctx.actor, row),
    readAt: ctx.now.toISOString(),
  }
}
