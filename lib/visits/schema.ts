import * as z from 'zod'
import { fenOf } from '@/lib/households/rules/money-text'
import {
  GUARANTEE_ITEMS,
  GUARANTEE_RESULTS,
  type GuaranteeItem,
  INCOME_CHANGES,
  SHOCK_KINDS,
  type ShockKind,
} from '@/lib/monitoring/rules/choices'
import { addDays, isDay } from '@/lib/platform/days'
import { NEXT_VISITS, PEOPLE_MET } from '@/lib/visits/rules/choices'
import { presetDay } from '@/lib/visits/rules/days'

const Id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
const Day = z.string().refine(isDay, { message: 'input.notADay' })
const words = (max: number) => z.string().trim().max(max)

const Fen = z.string().transform((typed, context) => {
  const fen = fenOf(typed)
  if (fen !== null) return fen
  context.addIssue({ code: 'custom', message: 'visits.notAnAmount' })
  return z.NEVER
})

const GuaranteeCheck = z
  .object({ result: z.enum(GUARANTEE_RESULTS), reason: words(300).default('') })
  .superRefine((check, context) => {
    if (check.result === 'FAIL' && check.reason === '') {
      context.addIssue({ code: 'custom', path: ['reason'], message: 'visits.reasonNeeded' })
    }
  })
  .transform(({ result, reason }) => ({ result, reason: result === 'FAIL' ? reason : '' }))
  .prefault({} as never)

const six = Object.fromEntries(GUARANTEE_ITEMS.map((item) => [item, GuaranteeCheck])) as Record<
  GuaranteeItem,
  typeof GuaranteeCheck
>

const AMOUNTS = ['totalYuan', 'selfPaidYuan'] as const

// Every kind has its place in the form; what stands in the place of a kind that is not ticked counts for nothing.
const Shock = z
  .object({
    kind: z.enum(SHOCK_KINDS).optional(),
    totalYuan: z.string().optional(),
    selfPaidYuan: z.string().optional(),
    note: words(300).default(''),
  })
  .superRefine((shock, context) => {
    if (!shock.kind) return
    const wrong = AMOUNTS.filter((name) => shock[name] !== undefined && fenOf(shock[name]) === null)
    for (const name of wrong) context.addIssue({ code: 'custom', path: [name], message: 'visits.notAnAmount' })
    const [total, selfPaid] = AMOUNTS.map((name) => fenOf(shock[name] ?? ''))
    if (wrong.length === 0 && total != null && selfPaid != null && selfPaid > total) {
      context.addIssue({ code: 'custom', path: ['selfPaidYuan'], message: 'visits.selfPaidAboveTotal' })
    }
  })

const Promised = z
  .object({ content: words(200).default(''), dueOn: Day.optional() })
  .superRefine((promised, context) => {
    if (promised.content !== '' && !promised.dueOn) {
      context.addIssue({ code: 'custom', path: ['dueOn'], message: 'visits.promiseNeedsDay' })
    }
    if (promised.content === '' && promised.dueOn) {
      context.addIssue({ code: 'custom', path: ['content'], message: 'visits.promiseNeedsWords' })
    }
  })

const Typed = z.object({
  id: Id,
  householdId: Id,
  visitedOn: Day,
  recordedAt: z.iso.datetime({ offset: true }).optional(),
  peopleMet: z
    .array(z.enum(PEOPLE_MET))
    .min(1)
    .refine((met) => !met.includes('NOBODY') || met.length === 1, { message: 'visits.nobodyAndSomebody' }),
  guarantees: z.object(six),
  shocks: z.array(Shock).max(20).default([]),
  incomeChange: z.enum(INCOME_CHANGES).default('NONE'),
  expectedPerCapitaYuan: Fen.optional(),
  demands: words(1000).default(''),
  note: words(1000).default(''),
  promises: z.array(Promised).max(20).default([]),
  keptPromises: z.array(Id).max(100).default([]),
  nextVisitIn: z.enum(NEXT_VISITS).optional(),
  nextVisitOn: Day.optional(),
})

/**
 * A visit as a form or a phone sends it. Amounts are texts in yuan and come out in fen; unticked shocks and blank promises
 * fall away; the next visit comes out as a day.
 */
export const LogVisitInput = Typed.superRefine((visit, context) => {
  for (const [index, promised] of visit.promises.entries()) {
    if (promised.dueOn && promised.dueOn <= visit.visitedOn) {
      context.addIssue({ code: 'custom', path: ['promises', index, 'dueOn'], message: 'visits.dueNotAfterVisit' })
    }
  }
  const day = nextVisitOf(visit)
  if (visit.nextVisitIn === 'on' && !visit.nextVisitOn) {
    context.addIssue({ code: 'custom', path: ['nextVisitOn'], message: 'input.required' })
  } else if (day && day <= visit.visitedOn) {
    context.addIssue({ code: 'custom', path: ['nextVisitOn'], message: 'visits.nextNotAfterVisit' })
  } else if (day && day > addDays(visit.visitedOn, 400)) {
    context.addIssue({ code: 'custom', path: ['nextVisitOn'], message: 'visits.nextTooFar' })
  }
}).transform(({ nextVisitIn, nextVisitOn, shocks, promises, expectedPerCapitaYuan, ...visit }) => ({
  ...visit,
  peopleMet: PEOPLE_MET.filter((person) => visit.peopleMet.includes(person)),
  expectedPerCapitaFen: expectedPerCapitaYuan ?? null,
  shocks: shocks.flatMap(({ kind, totalYuan, selfPaidYuan, note }) =>
    kind
      ? [{ kind: kind as ShockKind, totalFen: fenOf(totalYuan ?? ''), selfPaidFen: fenOf(selfPaidYuan ?? ''), note }]
      : [],
  ),
  promises: promises.flatMap(({ content, dueOn }) => (content && dueOn ? [{ content, dueOn }] : [])),
  nextVisitOn: nextVisitOf({ nextVisitIn, nextVisitOn, visitedOn: visit.visitedOn }),
}))

export type LogVisitInput = z.output<typeof LogVisitInput>

function nextVisitOf(visit: Pick<z.output<typeof Typed>, 'nextVisitIn' | 'nextVisitOn' | 'visitedOn'>): string | null {
  const preset = visit.nextVisitIn && isDay(visit.visitedOn) ? presetDay(visit.visitedOn, visit.nextVisitIn) : null
  return preset ?? visit.nextVisitOn ?? null
}
