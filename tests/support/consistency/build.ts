import type { BeyondFacts } from '@/lib/households/catalogue/consistency/beyond'
import type { HouseholdFacts, IncomeFacts, LivingFacts, MemberFacts } from '@/lib/households/facts'
import { aLiving, aMember, anIncomeOf, beyondFacts, householdFacts } from '@/tests/support/household-facts'

export const household = (over: Partial<HouseholdFacts>, beyond: Partial<BeyondFacts> = {}) => ({
  facts: householdFacts(over),
  beyond: beyondFacts(beyond),
})
export const member = (over: Partial<MemberFacts>) => household({ members: [aMember(over)] })
export const income = (over: Partial<IncomeFacts>, more: Partial<HouseholdFacts> = {}) =>
  household({ incomes: [anIncomeOf(2026, over)], ...more })
export const living = (over: Partial<LivingFacts>, more: Partial<HouseholdFacts> = {}) =>
  household({ livings: [aLiving(2026, over)], ...more })
export const items = (transfer: Record<string, number>) => {
  const transferFen = Object.values(transfer).reduce((sum, fen) => sum + fen, 0)
  return {
    items: { 'WAGE.WORK': 2_000_000, ...transfer },
    transferFen,
    netFen: 2_000_000 + transferFen,
    perCapitaFen: 2_000_000 + transferFen,
  }
}
export const perHead = (perCapitaFen: number) => ({
  items: null,
  wageFen: null,
  businessFen: null,
  propertyFen: null,
  transferFen: null,
  costFen: null,
  netFen: null,
  residentMembers: null,
  perCapitaFen,
})
export const many = (n: number, over: Partial<MemberFacts> = {}) =>
  Array.from({ length: n }, (_, at) => aMember({ id: `m${at}`, relation: at === 0 ? 'HEAD' : 'OTHER', ...over }))
export const child = (over: Partial<MemberFacts>) =>
  household({
    members: [
      aMember(),
      aMember({ id: 'c', relation: 'DAUGHTER', workArea: null, workMonths: null, labour: 'NONE', ...over }),
    ],
  })

export type Case = ReturnType<typeof household>

/** Households that a rule finds fault with, and households just beside them that it leaves alone. */
export type Cases = Record<string, { fires: Case[]; silent: Case[] }>
