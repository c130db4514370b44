import type { Counts } from '@/lib/indicators/schema'
import type { GUARANTEE_ITEMS } from '@/lib/monitoring/rules/choices'

type Item = (typeof GUARANTEE_ITEMS)[number]

const CODES = [
  'unmetFood',
  'unmetClothing',
  'unmetEducation',
  'unmetMedical',
  'unmetHousing',
  'unmetWater',
  'measureCoverage',
  'daysSinceVisit',
  'riskRemoved',
  'rolledBack',
  'relapsed',
  'newlyPoor',
  'selfReported',
  'monitoredShare',
] as const
export type MoreCode = (typeof CODES)[number]

/** Days are summed from here, so that a sum does not change at midnight. */
export const EPOCH = '2000-01-01'

const EVER_WATCHED = '(f.has_open_case OR f.had_case)'

const unmet = (code: MoreCode, item: Item) =>
  ({
    code,
    definitionVersion: 1,
    direction: 'ZERO',
    opens: 'counted',
    numerator: `f.fails_${item.toLowerCase()}`,
    denominator: 'f.has_guarantees',
  }) as const

/** Which input says what of a figure: its households or persons, or those of its base. */
export type Inputs = Readonly<Partial<Record<keyof Counts, string>>>

type More = {
  code: MoreCode
  definitionVersion: number
  direction: 'ZERO' | 'RATE' | 'INFORM'
  opens: 'counted' | 'missing'
  numerator: string
  denominator: string
  sum?: string
  inputs?: Inputs
  isOfYear?: true
}

/** Figures that stand in one table under the wall (domain.md 5.2). One entry is enough: tally, table, comparison, records, months, past days, file, API. */
export const MORE: readonly More[] = [
  unmet('unmetFood', 'FOOD'),
  unmet('unmetClothing', 'CLOTHING'),
  unmet('unmetEducation', 'EDUCATION'),
  unmet('unmetMedical', 'MEDICAL'),
  unmet('unmetHousing', 'HOUSING'),
  unmet('unmetWater', 'WATER'),
  {
    code: 'measureCoverage',
    definitionVersion: 1,
    direction: 'RATE',
    opens: 'missing',
    numerator: 'f.has_measure',
    denominator: 'f.has_open_case',
    inputs: { numerator: 'monitored_with_measure' },
  },
  {
    code: 'daysSinceVisit',
    definitionVersion: 1,
    direction: 'INFORM',
    opens: 'counted',
    numerator: 'true',
    denominator: '(f.last_visited_on IS NOT NULL)',
    sum: `(f.last_visited_on - DATE '${EPOCH}')`,
  },
  {
    code: 'riskRemoved',
    definitionVersion: 1,
    direction: 'RATE',
    opens: 'counted',
    numerator: '(NOT f.has_open_case)',
    denominator: EVER_WATCHED,
    inputs: { numerator: 'risk_removed_households', denominator: 'ever_monitored' },
  },
  {
    code: 'rolledBack',
    definitionVersion: 1,
    direction: 'INFORM',
    opens: 'counted',
    numerator: 'f.was_rolled_back',
    denominator: 'f.had_case',
    inputs: { numerator: 'removals_rolled_back', denominator: 'once_removed_households' },
  },
  {
    code: 'relapsed',
    definitionVersion: 1,
    direction: 'ZERO',
    opens: 'counted',
    numerator: 'f.is_relapsed',
    denominator: 'f.is_registered',
    inputs: { numeratorPersons: 'relapsed_persons' },
    isOfYear: true,
  },
  {
    code: 'newlyPoor',
    definitionVersion: 1,
    direction: 'ZERO',
    opens: 'counted',
    numerator: 'f.is_newly_poor',
    denominator: 'true',
    inputs: { numeratorPersons: 'newly_poor_persons' },
    isOfYear: true,
  },
  {
    code: 'selfReported',
    definitionVersion: 1,
    direction: 'INFORM',
    opens: 'counted',
    numerator: 'f.was_self_reported',
    denominator: EVER_WATCHED,
    inputs: { numerator: 'cases_self_reported' },
  },
  {
    code: 'monitoredShare',
    definitionVersion: 1,
    direction: 'INFORM',
    opens: 'counted',
    numerator: 'f.has_open_case',
    denominator: 'true',
  },
]
