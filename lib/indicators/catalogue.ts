import { type Inputs, MORE, type MoreCode } from './catalogue/more'

/**
 * ZERO: to be brought from a starting count down to the target. RATE: a share to be raised. DEADLINE: nothing may be overdue.
 * INFORM: a fact without good or bad.
 */
export type Direction = 'ZERO' | 'RATE' | 'DEADLINE' | 'INFORM'

/** The five cards of the wall. */
export const CARD_CODES = ['remainingPoor', 'monitored', 'visitCoverage', 'guaranteesNotMet', 'openClues'] as const
export type CardCode = (typeof CARD_CODES)[number]
export type IndicatorCode = CardCode | MoreCode
export type TallyCode = IndicatorCode | 'overdueClues'

/** Which households stand behind a figure: those it counts, or those of its base that it still lacks. */
export type Part = 'counted' | 'missing'
/** The same, or all of its base. */
export type ListPart = Part | 'base'

export type Tally = {
  code: TallyCode
  /** Raised with every change of meaning; rows of an older version are counted again. */
  definitionVersion: number
  /** Conditions over the facts `f` of one household (`lib/indicators/sql/facts.ts`); the tally and the list behind it use the same text. */
  numerator: string
  denominator: string
  /** A whole number of each counted household, summed in place of the households themselves: days since EPOCH. */
  sum?: string
  /** The inputs of reported indicators that say the same: what is counted stands beside what is reported of them. */
  inputs?: Inputs
  /** Counted from the first of January on, whatever the period that is asked for. */
  isOfYear?: true
}

export type Indicator = Tally & { code: IndicatorCode; direction: Direction; opens: Part }

/** Version of the definitions as a whole, shown beside the figures. */
export const DEFINITIONS_VERSION = 1

const CARDS: readonly (Indicator & { code: CardCode })[] = [
  {
    code: 'remainingPoor',
    definitionVersion: 1,
    direction: 'ZERO',
    opens: 'counted',
    numerator: 'f.is_poor',
    denominator: 'f.is_registered',
    inputs: {
      numerator: 'remaining_poor_households',
      numeratorPersons: 'remaining_poor_persons',
      denominator: 'registered_households',
      denominatorPersons: 'registered_persons',
    },
  },
  {
    code: 'monitored',
    definitionVersion: 1,
    direction: 'INFORM',
    opens: 'counted',
    numerator: 'f.has_open_case',
    denominator: '(f.is_registered OR f.has_open_case)',
    inputs: { numerator: 'monitored_households', numeratorPersons: 'monitored_persons' },
  },
  {
    code: 'visitCoverage',
    definitionVersion: 1,
    direction: 'RATE',
    opens: 'missing',
    numerator: '(f.visit_from IS NOT NULL AND f.last_visited_on >= f.visit_from)',
    denominator: '(f.visit_from IS NOT NULL)',
    inputs: { numerator: 'households_visited', denominator: 'households_due_visit' },
  },
  {
    code: 'guaranteesNotMet',
    definitionVersion: 1,
    direction: 'ZERO',
    opens: 'counted',
    numerator: 'f.has_failed_guarantee',
    denominator: 'f.has_guarantees',
    inputs: { numerator: 'guarantee_unmet_households', denominator: 'guarantee_checked_households' },
  },
  {
    code: 'openClues',
    definitionVersion: 1,
    direction: 'DEADLINE',
    opens: 'counted',
    numerator: 'f.has_open_clue',
    denominator: '(f.has_open_clue OR f.has_new_clue)',
  },
]

/** Every figure that can be opened: the cards first. */
export const INDICATORS: readonly Indicator[] = [...CARDS, ...MORE]

/** Counted beside the five, shown inside the card of open clues. */
const OVERDUE_CLUES: Tally = {
  code: 'overdueClues',
  definitionVersion: 1,
  numerator: 'f.has_overdue_clue',
  denominator: 'f.has_open_clue',
}

/** Whatever is counted. Wherever figures leave the wall, they are walked from here: one entry adds a figure to all of them. */
export const TALLIES: readonly Tally[] = [...INDICATORS, OVERDUE_CLUES]

export function isIndicatorCode(text: string | undefined): text is IndicatorCode {
  return INDICATORS.some(({ code }) => code === text)
}

export function isCardCode(code: IndicatorCode): code is CardCode {
  return CARD_CODES.some((each) => each === code)
}

export function indicatorOf(code: IndicatorCode): Indicator {
  return INDICATORS.find((each) => each.code === code) as Indicator
}

/** The condition over the facts `f` that picks the households behind a figure. */
export function conditionBehind(code: IndicatorCode, part: ListPart = indicatorOf(code).opens): string {
  const { numerator, denominator } = indicatorOf(code)
  if (part === 'base') return denominator
  return part === 'counted' ? `${denominator} AND ${numerator}` : `${denominator} AND (${numerator}) IS NOT TRUE`
}
