import type { Category, FindingStatus, Source } from '@/lib/findings/schema'
import type { Actor } from '@/lib/platform/actor'

/** Somebody, with the unit of whom he stands in for. */
export type Person = Actor & { actingUnit?: string }

/** A line of the ledger as the test knows it, independently of the product. */
export type ModelLine = {
  id: string
  regionCode: string
  householdId: string | null
  source: Source
  category: Category
  hiddenDigits: number | null
  foundBy: string
  status: FindingStatus
  version: number
  round: number
  needs: readonly string[]
  proven: Set<string>
  unit: string | null
  issuedDigits: number | null
  dueOn: string | null
  isLongTerm: boolean
  submittedBy: string | null
  submittedUnit: string | null
  closedOn: string | null
  /** Who ever reported it done or closed it. */
  hands: Set<string>
  /** The draw of this round waits for a second look. */
  isDrawn: boolean
  extensions: number
}

type Found = Pick<
  ModelLine,
  'id' | 'regionCode' | 'householdId' | 'source' | 'category' | 'needs' | 'hiddenDigits' | 'foundBy'
>

/** A line that was just found. */
export const aLine = (found: Found): ModelLine => ({
  ...found,
  status: 'REGISTERED',
  version: 1,
  round: 0,
  proven: new Set(),
  unit: null,
  issuedDigits: null,
  dueOn: null,
  isLongTerm: false,
  submittedBy: null,
  submittedUnit: null,
  closedOn: null,
  hands: new Set(),
  isDrawn: false,
  extensions: 0,
})

export const VERBS = [
  'assign',
  'accept',
  'progress',
  'prove',
  'submit',
  'review',
  'verify',
  'close',
  'return',
  'reopen',
  'extend',
  'longTerm',
  'press',
  'publish',
  'holds',
  'fails',
] as const
export type Verb = (typeof VERBS)[number]

/** domain.md 4.c: from where each step is taken, and where it leads. */
const FROM: Record<Verb, readonly FindingStatus[]> = {
  assign: ['REGISTERED'],
  accept: ['ASSIGNED'],
  progress: ['RECTIFYING'],
  prove: ['RECTIFYING', 'SUBMITTED', 'REVIEWED', 'VERIFIED'],
  submit: ['RECTIFYING'],
  review: ['SUBMITTED'],
  verify: ['REVIEWED'],
  close: ['VERIFIED'],
  return: ['SUBMITTED', 'REVIEWED', 'VERIFIED'],
  reopen: ['CLOSED'],
  extend: ['ASSIGNED', 'RECTIFYING'],
  longTerm: ['RECTIFYING'],
  press: ['ASSIGNED', 'RECTIFYING', 'SUBMITTED', 'REVIEWED', 'VERIFIED'],
  publish: ['REGISTERED', 'ASSIGNED', 'RECTIFYING', 'SUBMITTED', 'REVIEWED', 'VERIFIED'],
  holds: ['CLOSED'],
  fails: ['CLOSED'],
}
const TO: Partial<Record<Verb, FindingStatus>> = {
  assign: 'ASSIGNED',
  accept: 'RECTIFYING',
  submit: 'SUBMITTED',
  review: 'REVIEWED',
  verify: 'VERIFIED',
  close: 'CLOSED',
  return: 'RECTIFYING',
  reopen: 'RECTIFYING',
  fails: 'RECTIFYING',
}
export const inTurn = (line: ModelLine, verb: Verb): boolean => FROM[verb].includes(line.status)

/** Whether the line stands already where the step leads: past the commands such a statement changes nothing. */
export const isThere = (line: ModelLine, verb: Verb): boolean => TO[verb] === line.status

const written = (unit: string | null) => (unit ?? '').replace(/[\s·。]/g, '')
const sameUnit = (a: string | null, b: string | null) => a !== null && b !== null && written(a) === written(b)

/** domain.md 6: scope, unannounced visits, and a department's own lines. */
export function sees({ role, scope, userId, unit }: Actor, line: ModelLine): boolean {
  if (!line.regionCode.startsWith(scope)) return false
  if (
    line.hiddenDigits !== null &&
    line.foundBy !== userId &&
    !(role === 'SUPERVISOR' && scope.length <= line.hiddenDigits)
  )
    return false
  return role !== 'LINE_DEPARTMENT' || line.foundBy === userId || sameUnit(unit, line.unit)
}

/**
 * Whether PostgreSQL takes a step of somebody who sees the line: in turn, proven, by other eyes and another unit, by the level that issued it.
 * Which office may is not its matter; that is asked of the commands.
 */
export function mayBeTaken(actor: Person, line: ModelLine, verb: Verb): boolean {
  if (!sees(actor, line) || !inTurn(line, verb)) return false
  const eyes = [actor.userId, actor.actingFor?.userId]
  const isOwn = line.submittedBy !== null && eyes.includes(line.submittedBy)
  const units = [actor.unit, actor.actingUnit ?? null]
  const isOfUnit = units.some((unit) => sameUnit(unit, line.unit) || sameUnit(unit, line.submittedUnit))
  const lacks = (kinds: readonly string[]) => kinds.some((kind) => !line.proven.has(kind))
  switch (verb) {
    case 'assign':
      return actor.scope.length <= 6
    case 'extend':
      return actor.scope.length <= (line.issuedDigits ?? 0)
    case 'longTerm':
      return line.isLongTerm || actor.scope.length <= (line.issuedDigits ?? 0)
    case 'submit':
      return !lacks(line.needs.filter((kind) => kind !== 'HOUSEHOLD_WORD'))
    case 'review':
      return !isOwn
    case 'verify':
      return !isOwn && !isOfUnit && !lacks(line.needs)
    case 'close':
      return !isOwn && !isOfUnit && !lacks(line.needs) && actor.scope.length <= (line.issuedDigits ?? 0)
    case 'holds':
    case 'fails':
      return line.isDrawn && !line.hands.has(actor.userId)
    default:
      return true
  }
}

export type Taken = { unit?: string; dueOn?: string; kind?: string; isDrawn?: boolean; day: string }

/** What a step that was taken makes of a line. */
export function take(actor: Actor, line: ModelLine, verb: Verb, { unit, dueOn, kind, isDrawn, day }: Taken): void {
  if (verb !== 'holds') line.version++
  if (verb === 'assign') Object.assign(line, { unit, dueOn, issuedDigits: actor.scope.length })
  if (verb === 'extend') Object.assign(line, { dueOn, extensions: line.extensions + 1 })
  if (verb === 'longTerm') line.isLongTerm = true
  if (verb === 'publish') line.hiddenDigits = null
  if (verb === 'prove' && kind) line.proven.add(kind)
  if (verb === 'submit')
    Object.assign(line, { submittedBy: actor.userId, submittedUnit: actor.unit, isLongTerm: false })
  if (verb === 'return') Object.assign(line, { submittedBy: null, submittedUnit: null })
  if (verb === 'close') Object.assign(line, { closedOn: day, isDrawn })
  if (verb === 'submit' || verb === 'close') line.hands.add(actor.userId)
  if (verb === 'holds') line.isDrawn = false
  if (verb === 'reopen' || verb === 'fails')
    Object.assign(line, {
      round: line.round + 1,
      proven: new Set(),
      submittedBy: null,
      submittedUnit: null,
      closedOn: null,
      dueOn,
      isDrawn: false,
    })
  line.status = TO[verb] ?? line.status
}

/** How many lines stand where, counted one by one. */
export function countModel(lines: readonly ModelLine[], today: string) {
  const of = (fits: (line: ModelLine) => boolean) => lines.filter(fits).length
  const is =
    (...statuses: FindingStatus[]) =>
    (line: ModelLine) =>
      statuses.includes(line.status)
  const closed = is('CLOSED')
  const isLate = ({ dueOn, isLongTerm }: ModelLine) => !isLongTerm && dueOn !== null && dueOn < today
  return {
    open: of((line) => !closed(line)),
    registered: of(is('REGISTERED')),
    rectifying: of((line) => is('ASSIGNED', 'RECTIFYING')(line) && !line.isLongTerm),
    longTerm: of(({ isLongTerm }) => isLongTerm),
    overdue: of((line) => !closed(line) && isLate(line)),
    checking: of(is('SUBMITTED', 'REVIEWED')),
    toClose: of(is('VERIFIED')),
    closed: of(closed),
    inTime: of(({ closedOn, dueOn }) => closedOn !== null && dueOn !== null && closedOn <= dueOn),
    reopened: of(({ round }) => round > 0),
    onceClosed: of((line) => closed(line) || line.round > 0),
    recheck: of((line) => closed(line) && line.isDrawn),
  }
}
