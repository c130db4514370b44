import type { Qualifier } from '@/lib/indicators/schema/facts'
import type { Formula } from './formula'
import { add, divide, type Fraction, fractionOf, multiply, subtract } from './fraction'

/** How sure a figure is. `low`: it is at least that much; `high`: at most; `about`: only as precise as it was printed. */
export type Precision = { low: boolean; high: boolean; about: boolean; planned: boolean; preliminary: boolean }

const SURE: Precision = { low: false, high: false, about: false, planned: false, preliminary: false }
const MEANS: Record<Qualifier, Partial<Precision>> = {
  SURPLUS: { low: true },
  MORE: { low: true },
  OVER: { low: true },
  ABOVE: { low: true },
  AT_LEAST: { low: true },
  NEARLY: { high: true },
  UNDER: { high: true },
  ABOUT: { about: true },
  ROUNDED: { about: true },
  DERIVED: { about: true },
  PRELIMINARY: { preliminary: true },
  EXPECTED: { planned: true },
  PLANNED: { planned: true },
  STRIVEN: { planned: true },
  CUMULATED: {},
}

/** What the qualifiers of a report say of its precision. A target's bound is a rule and no lack of precision. */
export function precisionOf(qualifiers: readonly Qualifier[], isTarget = false): Precision {
  const all = Object.assign({ ...SURE }, ...qualifiers.map((each) => MEANS[each])) as Precision
  return isTarget ? { ...all, low: false, high: false } : all
}

const union = (a: Precision, b: Precision): Precision => ({
  low: a.low || b.low,
  high: a.high || b.high,
  about: a.about || b.about,
  planned: a.planned || b.planned,
  preliminary: a.preliminary || b.preliminary,
})
/** What grows by more makes a difference or a share less. */
const turned = (a: Precision): Precision => ({ ...a, low: a.high, high: a.low })

export type Known = { value: Fraction; precision: Precision }
/** Null: not there, or divided by nought. */
export type Lookup = (name: string, at: string) => Known | null

/** The exact value of a formula, and how sure it is: bounds of what goes in become bounds of what comes out. */
export function evaluate(formula: Formula, lookup: Lookup): Known | null {
  switch (formula.kind) {
    case 'number': {
      const value = fractionOf(formula.text)
      return value && { value, precision: SURE }
    }
    case 'name':
      return lookup(formula.name, formula.at)
    case 'minus': {
      const of = evaluate(formula.of, lookup)
      return of && { value: { n: -of.value.n, d: of.value.d }, precision: turned(of.precision) }
    }
  }
  const left = evaluate(formula.left, lookup)
  const right = evaluate(formula.right, lookup)
  if (!left || !right) return null
  const value = compute(formula.kind, left.value, right.value)
  const shrinks = formula.kind === '-' || formula.kind === '/'
  return value && { value, precision: union(left.precision, shrinks ? turned(right.precision) : right.precision) }
}

function compute(sign: '+' | '-' | '*' | '/', a: Fraction, b: Fraction): Fraction | null {
  if (sign === '+') return add(a, b)
  if (sign === '-') return subtract(a, b)
  return sign === '*' ? multiply(a, b) : divide(a, b)
}

/** Words that stand before a figure, in the order they are shown. */
export const HEDGES = ['about', 'atLeast', 'atMost', 'planned', 'preliminary'] as const
export type Hedge = (typeof HEDGES)[number]

/** What must stand beside a figure so that nobody takes it for more exact than it is. Open to both sides: about. */
export function hedgesOf({ low, high, about, planned, preliminary }: Precision): Hedge[] {
  const isOpen = low && high
  const said: Record<Hedge, boolean> = {
    about: about || isOpen,
    atLeast: low && !isOpen,
    atMost: high && !isOpen,
    planned,
    preliminary,
  }
  return HEDGES.filter((each) => said[each])
}
