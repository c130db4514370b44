import * as z from 'zod'
import { Day, Fen, Id, LINES, type Line, needed, text, yes } from '@/lib/relief/schema/lines'

/** What can be said of a line for a period where no persons are recorded behind it. Money is kept in fen, the others are counts. */
export const MEASURES = [
  'VISITS',
  'TOTAL',
  'POLICY',
  'REIMBURSED',
  'TIMES',
  'HOUSEHOLDS',
  'PERSONS',
  'PAID',
  'CONTRIBUTED',
  'BONUS',
] as const
export type Measure = (typeof MEASURES)[number]

export const MONEY_MEASURES: readonly Measure[] = ['TOTAL', 'POLICY', 'REIMBURSED', 'PAID', 'CONTRIBUTED', 'BONUS']

export const MEASURES_OF: Readonly<Record<Line, readonly Measure[]>> = {
  1: ['VISITS', 'TOTAL', 'POLICY', 'REIMBURSED'],
  2: ['PERSONS', 'PAID'],
  3: ['TIMES', 'PAID'],
  4: ['HOUSEHOLDS', 'PAID'],
  5: ['CONTRIBUTED', 'BONUS', 'HOUSEHOLDS', 'PERSONS'],
  6: ['TIMES', 'PAID'],
}

const value = z.string().trim().default('')

/** Figures of one line and period: what is left empty is not told. */
export const ReportFiguresInput = z
  .object({
    id: Id,
    regionCode: z.string().regex(/^\d{12}$/),
    line: z.enum(LINES.map(String) as [string, ...string[]]).transform((line) => Number(line) as Line),
    fromOn: Day,
    toOn: Day,
    ...(Object.fromEntries(MEASURES.map((measure) => [measure, value])) as Record<Measure, typeof value>),
    isApproximate: yes,
    source: needed(200),
  })
  .superRefine(({ fromOn, toOn }, context) => {
    if (toOn < fromOn) context.addIssue({ code: 'custom', message: 'relief.termBackwards', path: ['toOn'] })
  })

export const WithdrawFigureInput = z.object({ figureId: Id, reason: needed(200) })

export const InsureInput = z
  .object({
    id: Id,
    regionCode: z.string().regex(/^\d{12}$/),
    line: z.enum(['2', '4']).transform((line) => Number(line) as 2 | 4),
    insurer: needed(60),
    policyNo: text(40).default(''),
    fromOn: Day,
    toOn: Day,
    premiumYuan: Fen,
    insuredPersons: z.number().int().min(1).max(10_000_000).optional(),
    isApproximate: yes,
    source: needed(200),
  })
  .superRefine(({ fromOn, toOn }, context) => {
    if (toOn < fromOn) context.addIssue({ code: 'custom', message: 'relief.termBackwards', path: ['toOn'] })
  })
