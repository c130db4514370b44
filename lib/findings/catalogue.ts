import type { Category, ProofKind } from '@/lib/findings/schema'

/** What shows that a problem of this category is gone; domain: evidence of the right kind. */
const SHOWN_BY: Record<Category, readonly ProofKind[]> = {
  FOOD_CLOTHING: ['PHOTO'],
  EDUCATION: ['CERTIFICATE'],
  MEDICAL: ['CERTIFICATE'],
  HOUSING: ['PHOTO', 'CERTIFICATE'],
  WATER: ['PHOTO', 'CERTIFICATE'],
  INCOME: ['PAYMENT'],
  IDENTIFICATION: ['DOCUMENT'],
  SUPPORT: ['DOCUMENT'],
  FUNDS: ['PAYMENT', 'DOCUMENT'],
  PROJECT: ['DOCUMENT'],
  RESPONSIBILITY: ['DOCUMENT'],
  FILES: ['DOCUMENT'],
  RECTIFICATION: ['DOCUMENT'],
  OTHER: ['DOCUMENT'],
}

/**
 * The kinds of proof without which a line is not closed. A household's line needs its word too.
 */
export function proofsNeeded(category: Category, isOfHousehold: boolean): ProofKind[] {
  return isOfHousehold ? [...SHOWN_BY[category], 'HOUSEHOLD_WORD'] : [...SHOWN_BY[category]]
}
