import * as z from 'zod'
import { HOUSEHOLD_FIELDS, INCOME_FIELDS, LIVING_FIELDS, PERSON_FIELDS } from '@/lib/households/catalogue/record-fields'
import type { FieldKind } from '@/lib/households/rules/record-fields'
import { Day, editOf, Id, typedFields } from '@/lib/households/schema/record'

const Year = z.number().int().min(2013).max(2100)

/** 家庭成员: what the form of one member holds. */
export const EditPersonInput = z.object({ personId: Id, ...editOf(PERSON_FIELDS) })
export type EditPersonInput = z.output<typeof EditPersonInput>

/** 生产生活条件 of a household in a year; `version` 0 where the year is not recorded yet. */
export const RecordLivingInput = z.object({ householdId: Id, year: Year, ...editOf(LIVING_FIELDS) })
export type RecordLivingInput = z.output<typeof RecordLivingInput>

/** 收入 of a household in a poverty year, by item in yuan. */
export const RecordIncomeInput = z.object({ householdId: Id, year: Year, ...editOf(INCOME_FIELDS) })
export type RecordIncomeInput = z.output<typeof RecordIncomeInput>

/** 帮扶责任人: an account, or somebody from outside. */
export const HELPER_FIELDS = {
  name: { kind: 'text', max: 60 },
  sex: { kind: 'code', group: 'sex' },
  politicalStatus: { kind: 'code', group: 'politicalStatus' },
  unit: { kind: 'text', max: 120 },
  affiliation: { kind: 'code', group: 'affiliation' },
  phone: { kind: 'sealed', holds: 'phone' },
} as const satisfies Record<string, FieldKind>

export const AssignHelperInput = z
  .object({
    id: Id,
    householdId: Id,
    userId: Id.or(z.literal('')).default(''),
    validFrom: Day,
    acknowledge: z.boolean().default(false),
    ...typedFields(HELPER_FIELDS),
  })
  .superRefine((helper, context) => {
    if (helper.userId === '' && helper.name === '') {
      context.addIssue({ code: 'custom', path: ['name'], message: 'register.helperSomebody' })
    }
    if (helper.userId !== '' && helper.name !== '') {
      context.addIssue({ code: 'custom', path: ['name'], message: 'register.helperBoth' })
    }
    if (helper.userId === '' && helper.name !== '' && helper.unit === '') {
      context.addIssue({ code: 'custom', path: ['unit'], message: 'input.required' })
    }
  })
export type AssignHelperInput = z.output<typeof AssignHelperInput>

export const EndHelperInput = z.object({
  helperId: Id,
  endOn: Day,
  ...typedFields({
    endReason: { kind: 'code', group: 'helperEnd', required: true },
    handoverNote: { kind: 'text', max: 300 },
  }),
})
export type EndHelperInput = z.output<typeof EndHelperInput>

const { name, sex, birthDate, idType, idNumber, ethnicity, education, schooling, health, labour } = PERSON_FIELDS
/** What a new member's row asks at least; the rest is filled in on his page. */
export const NEW_MEMBER_FIELDS = {
  name: { ...name, required: undefined },
  relation: { kind: 'code', group: 'relation' },
  idNumber,
  idType: { ...idType, required: undefined },
  sex: { ...sex, required: undefined },
  birthDate: { ...birthDate, required: undefined },
  ethnicity,
  education,
  schooling,
  health,
  labour,
} as const satisfies Record<string, FieldKind>

const NewMember = z.object({ id: Id, ...typedFields(NEW_MEMBER_FIELDS) })
export type NewMember = z.output<typeof NewMember>

const { naturalVillage, groupName, address, phone, householdType } = HOUSEHOLD_FIELDS
export const NEW_HOUSEHOLD_FIELDS = {
  naturalVillage,
  groupName,
  address,
  phone,
  householdType,
} as const satisfies Record<string, FieldKind>

export const MOST_NEW_MEMBERS = 12

/** A household that is registered with its members; rows without a name fall away. */
export const RegisterHouseholdInput = z
  .object({
    id: Id,
    villageCode: z.string().regex(/^\d{12}$/),
    since: Day,
    members: z.array(NewMember).max(MOST_NEW_MEMBERS),
    ...typedFields(NEW_HOUSEHOLD_FIELDS),
  })
  .transform((household) => ({
    ...household,
    members: household.members.map((member, row) => ({ ...member, row })).filter((member) => member.name !== ''),
  }))
export type RegisterHouseholdInput = z.output<typeof RegisterHouseholdInput>
