import * as z from 'zod'

/** What a timeline can be narrowed to, and the kinds of events behind each. */
export const TIMELINE_GROUPS = {
  VISIT: ['VISIT'],
  CLUE: ['CLUE_OPENED', 'CLUE_DECIDED'],
  CASE: ['CASE_OPENED', 'CASE_REMOVED'],
  MEASURE: ['MEASURE_GIVEN'],
  PROMISE: ['PROMISE_KEPT'],
  EVIDENCE: ['EVIDENCE'],
  EVENT: ['EVENT'],
  DEADLINE: ['LATE'],
  STATE: ['STATE', 'EDITED'],
} as const
export type TimelineGroup = keyof typeof TIMELINE_GROUPS
export const TIMELINE_KINDS = Object.values(TIMELINE_GROUPS).flat()

/** The group an address names; null for everything. */
export function timelineGroup(text: unknown): TimelineGroup | null {
  return (Object.keys(TIMELINE_GROUPS) as TimelineGroup[]).find((group) => group === text) ?? null
}

const money = z.number().nullable()

const Visit = z.object({
  name: z.string(),
  recordedAt: z.string(),
  receivedAt: z.string(),
  peopleMet: z.array(z.string()),
  guarantees: z.record(z.string(), z.object({ result: z.string(), reason: z.string().default('') })),
  incomeChange: z.string(),
  expectedFen: money,
  demands: z.string(),
  note: z.string(),
  shocks: z
    .array(z.object({ kind: z.string(), totalFen: money, selfPaidFen: money, note: z.string() }))
    .nullable()
    .transform((all) => all ?? []),
  promises: z
    .array(z.object({ content: z.string(), dueOn: z.string() }))
    .nullable()
    .transform((all) => all ?? []),
})
const ClueOpened = z.object({ no: z.string(), summary: z.string(), rules: z.array(z.string()).nullable() })
const ClueDecided = z.object({
  no: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  note: z.string(),
  by: z.string().nullable(),
})
const CaseOpened = z.object({ no: z.string(), type: z.string() })
const CaseRemoved = z.object({ no: z.string() })
const MeasureGiven = z.object({ title: z.string(), by: z.string(), fen: z.number(), signer: z.string().nullable() })
const PromiseKept = z.object({ content: z.string(), by: z.string() })

const Evidence = z.object({ by: z.string(), n: z.number(), seenBefore: z.number() })
const State = z.object({
  type: z.string(),
  status: z.string(),
  monitored: z.string().nullable(),
  village: z.string(),
  wasType: z.string(),
  wasStatus: z.string(),
  wasMonitored: z.string().nullable(),
  moved: z.boolean(),
})
const Effect = z.object({
  group: z.string().default('CHANGES'),
  say: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  before: z.string().optional(),
  after: z.string().optional(),
})
const Event = z.object({
  /** Which kind of household event. */
  what: z.string(),
  status: z.string(),
  by: z.string(),
  undoneBy: z.string().nullable(),
  effects: Effect.array().nullable(),
})
/** A deadline that was met after its last day. */
const Late = z.object({ what: z.string(), days: z.number(), by: z.string().nullable(), reason: z.string().nullable() })
const Edited = z.object({ by: z.string().nullable(), columns: z.array(z.string()) })

/** Not told again of an event in a history: what follows from the rest. */
const FOLLOWS = ['relationBecomes', 'sizeBecomes']

/**
 * What a household event changed, as a history tells it: to who sees names, and of promises, whose text may speak of health, only to who
 * reads health.
 */
export function toldOfEvent(effects: unknown, sees: { names: boolean; health: boolean }): z.output<typeof Effect>[] {
  if (!sees.names) return []
  return Effect.array()
    .parse(effects ?? [])
    .filter(({ group, say }) => group === 'CHANGES' && !FOLLOWS.includes(say))
    .filter(({ say }) => sees.health || !say.startsWith('promise'))
}

type Place = { day: string; id: string }

/** One thing that happened to a household. */
export type TimelineEvent = Place &
  (
    | ({ kind: 'VISIT' } & z.output<typeof Visit>)
    | ({ kind: 'CLUE_OPENED' } & z.output<typeof ClueOpened>)
    | ({ kind: 'CLUE_DECIDED' } & z.output<typeof ClueDecided>)
    | ({ kind: 'CASE_OPENED' } & z.output<typeof CaseOpened>)
    | ({ kind: 'CASE_REMOVED' } & z.output<typeof CaseRemoved>)
    | ({ kind: 'MEASURE_GIVEN' } & z.output<typeof MeasureGiven>)
    | ({ kind: 'PROMISE_KEPT' } & z.output<typeof PromiseKept>)
    | ({ kind: 'EVIDENCE' } & z.output<typeof Evidence>)
    | ({ kind: 'STATE' } & z.output<typeof State>)
    | ({ kind: 'EVENT' } & z.output<typeof Event>)
    | ({ kind: 'LATE' } & z.output<typeof Late>)
    | ({ kind: 'EDITED' } & z.output<typeof Edited>)
  )

export type StoredEvent = Place & { kind: TimelineEvent['kind']; data: unknown }

const ABOUT_HEALTH = ['MEDICAL', 'DISABILITY_ILLNESS']

/** Reads a stored event; without the right to health, what was written about illness and the free texts stay out, and names of a household event. */
export function timelineEvent(
  { day, id, kind, data }: StoredEvent,
  seesHealth: boolean,
  seesNames: boolean,
): TimelineEvent {
  const place = { day, id }
  switch (kind) {
    case 'VISIT': {
      const visit = Visit.parse(data)
      if (seesHealth) return { ...place, kind, ...visit }
      const { MEDICAL, ...guarantees } = visit.guarantees
      return {
        ...place,
        kind,
        ...visit,
        guarantees: MEDICAL ? { ...guarantees, MEDICAL: { ...MEDICAL, reason: '' } } : guarantees,
        demands: '',
        note: '',
        promises: [],
        shocks: visit.shocks
          .filter((shock) => !ABOUT_HEALTH.includes(shock.kind))
          .map((shock) => ({ ...shock, note: '' })),
      }
    }
    case 'CLUE_OPENED': {
      const clue = ClueOpened.parse(data)
      return { ...place, kind, ...clue, summary: seesHealth ? clue.summary : '' }
    }
    case 'CLUE_DECIDED': {
      const decided = ClueDecided.parse(data)
      return { ...place, kind, ...decided, note: seesHealth ? decided.note : '' }
    }
    case 'CASE_OPENED':
      return { ...place, kind, ...CaseOpened.parse(data) }
    case 'CASE_REMOVED':
      return { ...place, kind, ...CaseRemoved.parse(data) }
    case 'MEASURE_GIVEN': {
      const given = MeasureGiven.parse(data)
      return seesHealth ? { ...place, kind, ...given } : { ...place, kind, ...given, title: '', signer: null }
    }
    case 'PROMISE_KEPT': {
      const kept = PromiseKept.parse(data)
      return { ...place, kind, ...kept, content: seesHealth ? kept.content : '' }
    }
    case 'EVIDENCE':
      return { ...place, kind, ...Evidence.parse(data) }
    case 'STATE':
      return { ...place, kind, ...State.parse(data) }
    case 'EVENT': {
      const event = Event.parse(data)
      return { ...place, kind, ...event, effects: toldOfEvent(event.effects, { names: seesNames, health: seesHealth }) }
    }
    case 'LATE': {
      const late = Late.parse(data)
      return { ...place, kind, ...late, reason: late.reason && !seesHealth ? '' : late.reason }
    }
    case 'EDITED':
      return { ...place, kind, ...Edited.parse(data) }
  }
}
