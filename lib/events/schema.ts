import * as z from 'zod'
import { LEDGER_CODES } from '@/prisma/catalogue/ledger-layout'

export const EVENT_KINDS = [
  'BIRTH',
  'ADOPTION',
  'MARRY_IN',
  'OTHER_IN',
  'DEATH',
  'MARRY_OUT',
  'ABROAD',
  'CUSTODY',
  'SERVICE',
  'OTHER_OUT',
  'HEAD_CHANGE',
  'SPLIT',
  'MERGE',
  'MOVE',
  'GONE',
  'CORRECTION',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

export const EVENT_STATUSES = [
  'PROPOSED',
  'CHECKED',
  'OFFERED',
  'APPLIED',
  'RETURNED',
  'WITHDRAWN',
  'REFUSED',
  'UNDONE',
] as const
export type EventStatus = (typeof EVENT_STATUSES)[number]

/** Somebody joins the household; a newborn and an adopted child are always new to the register. */
export const ARRIVALS = ['BIRTH', 'ADOPTION', 'MARRY_IN', 'OTHER_IN'] as const satisfies readonly EventKind[]
/** Somebody leaves it. */
export const DEPARTURES = [
  'DEATH',
  'MARRY_OUT',
  'ABROAD',
  'CUSTODY',
  'SERVICE',
  'OTHER_OUT',
] as const satisfies readonly EventKind[]

/** Why a whole household is no more: its people died out, or all of them went somewhere else. */
export const GONE_REASONS = ['DIED_OUT', 'MOVED_AWAY', 'OTHER'] as const
export type GoneReason = (typeof GONE_REASONS)[number]

/** What only a checked correction may change of a person. */
export const LOCKED_FIELDS = ['NAME', 'SEX', 'BIRTH_DATE', 'ID_NUMBER', 'ETHNICITY'] as const
export type LockedField = (typeof LOCKED_FIELDS)[number]

export const RELATIONS = LEDGER_CODES.relation.map(({ value }) => value)
export type Relation = (typeof RELATIONS)[number]

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const id = z.string().regex(UUID)
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((text) => text.normalize('NFC'))
    .default('')

/** What is chosen before the effects can be told: who, which day, who follows as head, and what becomes of open matters. */
export const EventChoices = z.object({
  kind: z.enum(EVENT_KINDS),
  effectiveOn: z.iso.date({ message: 'input.notADay' }),
  personId: id.optional(),
  newHeadId: id.optional(),
  /** Split: who goes. */
  memberIds: z.array(id).default([]),
  /** Merge: the household that is taken in, by its number. */
  otherNo: line(20),
  /** Move: the village it goes to. */
  village: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  goneReason: z.enum(GONE_REASONS).optional(),
  field: z.enum(LOCKED_FIELDS).optional(),
  /** Open clue and monitoring case when a household is split or two are joined. */
  clue: z.enum(['STAY', 'FOLLOW']).optional(),
  monitoring: z.enum(['STAY', 'FOLLOW']).optional(),
  helpers: z.enum(['STAY', 'FOLLOW', 'END']).default('STAY'),
})
export type EventChoices = z.output<typeof EventChoices>

/** A proposal as it is sent; ids are made where it is written, so that sending twice is sending once. */
export const ProposeEventInput = EventChoices.extend({
  eventId: id,
  householdId: id,
  /** Of the household as it was read; 0 when it was not. */
  version: z.number().int().min(0).default(0),
  /** New rows: the person who joins, the household that is split off. */
  newId: id,
  name: line(60),
  sex: z.enum(['M', 'F']).optional(),
  birthDate: z.union([z.iso.date({ message: 'input.notADay' }), z.literal('')]).default(''),
  idNumber: line(30),
  ethnicity: line(20),
  relation: z.enum(RELATIONS as [string, ...string[]]).optional(),
  /** How each remaining member stands to the new head. */
  relations: z.record(z.string(), z.enum(RELATIONS as [string, ...string[]])).default({}),
  /** Where somebody goes or comes from, outside the register. */
  place: line(120),
  value: line(60),
  note: line(300),
  handoverNote: line(300),
})
export type ProposeEventInput = z.output<typeof ProposeEventInput>

const reason = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .transform((text) => text.normalize('NFC'))

export const DecideEventInput = z.object({ eventId: id, version: z.number().int().min(1), note: line(300) })
export const ReturnEventInput = z.object({ eventId: id, version: z.number().int().min(1), reason })
export const WithdrawEventInput = z.object({ eventId: id, version: z.number().int().min(1) })
export const AnswerEventInput = z.object({ eventId: id })
export const RefuseEventInput = z.object({ eventId: id, reason })

/** What is kept of a proposal until it is decided: everything but what has a column of its own. */
export const EventDetails = ProposeEventInput.omit({
  eventId: true,
  householdId: true,
  version: true,
  idNumber: true,
}).extend({ membershipId: id, householdNo: z.string().default(''), headName: z.string().default('') })
export type EventDetails = z.output<typeof EventDetails>

/** One thing that an event changes, in words' code and figures; `before` and `after` where a value changes. */
export const Effect = z.object({
  say: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  before: z.string().optional(),
  after: z.string().optional(),
})
export type Effect = z.output<typeof Effect>

export const EVENT_TABS = ['waiting', 'answer', 'mine', 'all'] as const
export type EventTab = (typeof EVENT_TABS)[number]
