import * as z from 'zod'
import { Day, FUND_SOURCES, Id, needed, text, Version, Yuan } from '@/lib/support/schema'

export const PROJECT_STATUSES = [
  'POOL',
  'APPROVED',
  'FUNDED',
  'TENDERED',
  'STARTED',
  'COMPLETED',
  'ACCEPTED',
  'HANDED_OVER',
  'OPERATING',
] as const
export type ProjectStatus = (typeof PROJECT_STATUSES)[number]
export const PROJECT_KINDS = ['INDUSTRY', 'EMPLOYMENT', 'INFRASTRUCTURE', 'PUBLIC_SERVICE', 'OTHER'] as const
export type ProjectKind = (typeof PROJECT_KINDS)[number]

const count = z.number().int().min(0).max(1_000_000)

const Fund = z.object({ source: z.enum(FUND_SOURCES), planned: Yuan, arrived: Yuan, disbursed: Yuan })
const Funds = z
  .array(Fund)
  .max(FUND_SOURCES.length)
  .default([])
  .superRefine((funds, context) => {
    funds.forEach(({ planned, arrived, disbursed }, index) => {
      if (arrived > planned)
        context.addIssue({ code: 'custom', message: 'support.arrivedAbovePlanned', path: [index, 'arrived'] })
      if (disbursed > arrived)
        context.addIssue({ code: 'custom', message: 'support.disbursedAboveArrived', path: [index, 'disbursed'] })
    })
    if (new Set(funds.map(({ source }) => source)).size < funds.length)
      context.addIssue({ code: 'custom', message: 'input.wrong' })
  })

const About = {
  name: needed(120),
  batch: needed(60),
  kind: z.enum(PROJECT_KINDS),
  unit: needed(60),
  responsible: needed(40),
  link: text(300).default(''),
  wantedHouseholds: count.default(0),
  wantedPersons: count.default(0),
  funds: Funds,
}

export const AddProjectInput = z.object({
  ...About,
  id: Id,
  regionCode: z.string().regex(/^\d{12}$/, { message: 'input.wrong' }),
  projectNo: needed(20),
  enteredOn: Day,
})
export const EditProjectInput = z.object({ ...About, projectId: Id, version: Version })

/** Without `to` it is a report of progress within the present status. */
export const StepProjectInput = z.object({
  projectId: Id,
  version: Version,
  on: Day,
  to: z.enum(PROJECT_STATUSES).optional(),
  progress: z.number().int().min(0).max(100).optional(),
  document: text(120).default(''),
  note: text(300).default(''),
})
