import * as z from 'zod'
import { CATEGORIES, LEVELS } from '@/lib/findings/schema'
import { isDay } from '@/lib/platform/days'
import { Yuan } from '@/lib/support/schema'

export const LISTED_STATUSES = ['LISTED', 'IN_BATTLE', 'DELIST_PROPOSED', 'DELISTED'] as const
export type ListedStatus = (typeof LISTED_STATUSES)[number]

/** Counties and villages with remaining poor persons, and delisted counties under consolidation. */
export const TARGET_TYPES = ['COUNTY_REMAINING', 'VILLAGE_REMAINING', 'COUNTY_DELISTED'] as const
export type TargetType = (typeof TARGET_TYPES)[number]

export const STEP_NAMES = ['list', 'assign', 'edit', 'members', 'propose', 'return', 'delist'] as const
export type StepName = (typeof STEP_NAMES)[number]

export const CHANGE_KINDS = ['ADD', 'REMOVE'] as const
export const DECISIONS = ['APPROVED', 'REFUSED'] as const
/** 常态化、集中专项. */
export const MODES = ['ROUTINE', 'CONCENTRATED'] as const
/** 明察、暗访. */
export const METHODS = ['ANNOUNCED', 'UNANNOUNCED'] as const
/** 座谈汇报、查阅资料、实地查看、电话核实. */
export const MEANS = ['MEETING', 'PAPERS', 'ON_SITE', 'PHONE'] as const
/** 现场解决、带来的帮扶. */
export const HELP_KINDS = ['SOLVED', 'SUPPORT'] as const
export type HelpKind = (typeof HELP_KINDS)[number]
export const DIRECTIONS = ['DOWN', 'UP'] as const
export type Direction = (typeof DIRECTIONS)[number]

export const PLACE_TABS = ['open', 'toDecide', 'delisted'] as const
export type PlaceTab = (typeof PLACE_TABS)[number]

const Id = z.uuid()
const Version = z.number().int().min(1)
const Day = z.string().refine(isDay, { message: 'input.notADay' })
const Region = z.string().regex(/^\d{12}$/, { message: 'input.wrong' })
const folded = (text: string) => text.normalize('NFC')
const text = (max: number) => z.string().trim().max(max).transform(folded)
const needed = (max: number) => z.string().trim().min(1).max(max).transform(folded)
const value = z
  .number()
  .min(0)
  .max(1_000_000_000)
  .transform((n) => Math.round(n * 100) / 100)

/** Counts the remaining poor persons of the county on a day. */
export const DeriveInput = z.object({ id: Id, snapshotOn: Day, note: text(300).default('') })

export const ChangeInput = z.object({
  id: Id,
  runId: Id,
  kind: z.enum(CHANGE_KINDS),
  targetType: z.enum(TARGET_TYPES).default('VILLAGE_REMAINING'),
  regionCode: Region,
  areaName: text(60).default(''),
  reason: needed(300),
})
export const DecideChangeInput = z.object({ changeId: Id, decision: z.enum(DECISIONS), note: text(300).default('') })
export const ListInput = z.object({ runId: Id, on: Day })

const Work = z.object({
  workCode: z.string().min(1).max(24),
  direction: z.enum(DIRECTIONS).default('DOWN'),
  unit: text(10).default(''),
  base: value.optional(),
  target: value.optional(),
})

/** Who fights there by when, and the targets; a line without values stays out. */
export const AssignInput = z.object({
  placeId: Id,
  version: Version,
  on: Day,
  leader: needed(60),
  team: needed(200),
  liaison: needed(200),
  deadlineOn: Day,
  works: z
    .array(Work)
    .max(30)
    .default([])
    .superRefine((works, context) => {
      works.forEach(({ direction, unit, base, target }, index) => {
        const refuse = (message: string, field: string) =>
          context.addIssue({ code: 'custom', message, path: [index, field] })
        if (base === undefined && target === undefined) return
        if (base === undefined) refuse('input.required', 'base')
        else if (target === undefined) refuse('input.required', 'target')
        else if (unit === '') refuse('input.required', 'unit')
        else if (direction === 'UP' ? target < base : target > base) refuse('supervision.wrongWay', 'target')
      })
      if (new Set(works.map(({ workCode }) => workCode)).size < works.length)
        context.addIssue({ code: 'custom', message: 'input.wrong' })
    })
    .transform((works) =>
      works.flatMap(({ base, target, ...work }) =>
        base === undefined || target === undefined ? [] : [{ ...work, base, target }],
      ),
    ),
})
/** The townships and villages that a listed area consists of from a day on, all of them. */
export const MembersInput = z.object({
  placeId: Id,
  version: Version,
  on: Day,
  members: z.array(Region).min(1).max(400),
})
export const ReportInput = z.object({
  id: Id,
  placeId: Id,
  workCode: z.string().min(1).max(24),
  value,
  on: Day,
  note: text(300).default(''),
})

const Step = { placeId: Id, version: Version, on: Day }
export const ProposeInput = z.object({ ...Step, note: needed(500) })
export const DelistInput = z.object({ ...Step, note: needed(500) })
export const ReturnInput = z.object({ ...Step, note: needed(500) })

const Help = z.object({ kind: z.enum(HELP_KINDS), content: text(200).default(''), amount: Yuan })
const Found = z.object({
  id: Id,
  title: text(80).default(''),
  content: text(1_000).default(''),
  aspect: z.string().min(1).max(24),
  category: z.enum(CATEGORIES).optional(),
  level: z.enum(LEVELS).default('GENERAL'),
  householdId: Id.optional(),
  /** Where in an area, if not with a household. */
  regionCode: Region.optional(),
})

/** 督战记录. Lines of help and of findings without words stay out; ids are made where the form is filled. */
export const HoldSessionInput = z.object({
  id: Id,
  placeId: Id,
  heldOn: Day,
  mode: z.enum(MODES),
  method: z.enum(METHODS),
  means: z.array(z.enum(MEANS)).min(1).max(MEANS.length),
  team: needed(200),
  spots: needed(300),
  summary: text(1_000).default(''),
  households: z.array(Id).max(300).default([]),
  help: z
    .array(Help)
    .max(20)
    .default([])
    .transform((lines) => lines.filter(({ content }) => content !== '')),
  findings: z
    .array(Found)
    .max(20)
    .default([])
    .superRefine((lines, context) => {
      lines.forEach(({ title, category }, index) => {
        if (title !== '' && !category)
          context.addIssue({ code: 'custom', message: 'input.required', path: [index, 'category'] })
      })
    })
    .transform((lines) =>
      lines.flatMap(({ category, ...line }) => (line.title === '' || !category ? [] : [{ ...line, category }])),
    ),
})
export const PublishSessionInput = z.object({ sessionId: Id, on: Day })

export const AddWorkInput = z.object({ nameZh: needed(60), nameEn: needed(120) })
export const EndWorkInput = z.object({ code: z.string().min(1).max(24), endedOn: Day })
