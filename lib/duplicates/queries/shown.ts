import 'server-only'
import { HOUSEHOLD_COLUMNS, PERSON_COLUMNS, saysNothing, startOf } from '@/lib/duplicates/rules/choices'
import {
  HOUSEHOLD_FIELDS,
  type HouseholdField,
  PERSON_FIELDS,
  type PersonField,
  SIDES,
  type Side,
} from '@/lib/duplicates/schema'
import { maskBankAccount, maskIdNumber, maskName, maskPhone } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { open } from '@/lib/platform/fields'
import type { Household, Person } from '@/lib/platform/prisma/client'

/** One side of a field as the reader may see it: plain texts and codes of the register's catalogues, in the order in which they are said. */
export type Said = {
  kind:
    | 'text'
    | 'day'
    | 'sex'
    | 'bool'
    | 'health'
    | 'labour'
    | 'type'
    | 'status'
    | 'cause'
    | 'year'
    | 'politics'
    | 'ethnicity'
  value: string
}
export type FieldRow<F extends string = string> = {
  field: F
  left: Said[]
  right: Said[]
  isSame: boolean
  /** The side that is chosen when nobody says otherwise, by the side that is kept. */
  start: Record<Side, Side>
}

const say = (kind: Said['kind'], value: unknown): Said[] => {
  if (value === null || value === undefined || value === '') return []
  if (value instanceof Date) return [{ kind: 'day', value: dayFrom(value) }]
  return [{ kind, value: String(value) }]
}

function unsealed(sealed: Uint8Array | null, read: (bytes: Uint8Array) => string): Said[] {
  if (!sealed) return []
  try {
    return say('text', read(sealed))
  } catch {
    return say('text', '?')
  }
}

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The fields of two people that somebody chooses between, those that differ first told apart by `isSame`. */
export function personRows(ctx: Ctx, sides: Record<Side, Person>): FieldRow<PersonField>[] {
  const view = viewOf(ctx.actor.role)
  const said = (field: PersonField, p: Person): Said[] => {
    switch (field) {
      case 'name':
        return say('text', maskName(p.name, view.name))
      case 'sex':
        return say('sex', p.sex)
      case 'birthDate':
        return say('day', p.birthDate)
      case 'politicalStatus':
        return say('politics', p.politicalStatus)
      case 'ethnicity':
        return say('ethnicity', p.ethnicity)
      case 'diedOn':
        return say('day', p.diedOn)
      case 'idNumber':
        return unsealed(p.idNumberEnc, (bytes) =>
          maskIdNumber(open('person', 'id_number_enc', p.id, bytes), view.idNumber),
        )
      case 'disabilityCard':
        return unsealed(p.disabilityCardEnc, (bytes) =>
          maskIdNumber(open('person', 'disability_card_enc', p.id, bytes), view.idNumber),
        )
      case 'speaksMandarin':
      case 'activeService':
        return say('bool', p[field])
      case 'yearly':
        return [
          ...say('year', p.valuesYear),
          ...(view.health ? p.health.flatMap((each) => say('health', each)) : []),
          ...say('labour', p.labour),
        ]
      default:
        return say('text', p[field])
    }
  }
  return rowsOf<PersonField>(PERSON_FIELDS, PERSON_COLUMNS, sides, (field, side) => said(field, sides[side]))
}

export function householdRows(ctx: Ctx, sides: Record<Side, Household>): FieldRow<HouseholdField>[] {
  const view = viewOf(ctx.actor.role)
  const said = (field: HouseholdField, h: Household): Said[] => {
    switch (field) {
      case 'phone':
        return unsealed(h.phoneEnc, (bytes) => maskPhone(open('household', 'phone_enc', h.id, bytes), view.phone))
      case 'bank':
        return [
          ...say('text', h.bankName),
          ...unsealed(h.bankAccountEnc, (bytes) =>
            maskBankAccount(open('household', 'bank_account_enc', h.id, bytes), view.bankAccount),
          ),
        ]
      case 'standing':
        return [...say('type', h.householdType), ...say('status', h.povertyStatus), ...say('year', h.exitYear)]
      case 'causes':
        return [h.mainCause, ...h.otherCauses].flatMap((each) => say('cause', each))
      case 'family':
        return [h.isMartyrFamily, h.isOneChildFamily, h.isTwoDaughterFamily].flatMap((each) => say('bool', each))
      case 'relocation':
        return say('bool', h.isRelocated)
      case 'address':
        return view.address ? say('text', h.address) : []
      default:
        return say('text', h[field])
    }
  }
  return rowsOf<HouseholdField>(HOUSEHOLD_FIELDS, HOUSEHOLD_COLUMNS, sides, (field, side) => said(field, sides[side]))
}

function rowsOf<F extends string>(
  fields: readonly F[],
  columns: Readonly<Record<F, readonly string[]>>,
  sides: Record<Side, object>,
  said: (field: F, side: Side) => Said[],
): FieldRow<F>[] {
  const rows = sides as Record<Side, Record<string, unknown>>
  return fields
    .filter((field) => SIDES.some((side) => !saysNothing(rows[side], columns[field])))
    .map((field) => ({
      field,
      left: said(field, 'left'),
      right: said(field, 'right'),
      isSame: columns[field]
        .filter((column) => !column.endsWith('Enc'))
        .every((column) => equal(rows.left[column], rows.right[column])),
      start: { left: startOf('left', rows, columns[field]), right: startOf('right', rows, columns[field]) },
    }))
}
