import { ETHNIC_ENDING, ETHNIC_GROUPS, LEDGER_CODES } from '@/prisma/catalogue/ledger-layout'
import type { LedgerCode } from '@/prisma/catalogue/register-codes'

/** 民族: stored by its full name; the national code is its place in GB/T 3304. */
const ETHNICITY: readonly LedgerCode[] = ETHNIC_GROUPS.map((name, index) => ({
  value: name + ETHNIC_ENDING,
  codes: [String(index + 1).padStart(2, '0')],
  labels: [name + ETHNIC_ENDING, name],
}))

/** Every coded field of the register, from the one catalogue that ledgers are read and written by. */
export const CODES = { ...LEDGER_CODES, ethnicity: ETHNICITY } satisfies Record<string, readonly LedgerCode[]>
export type CodeGroup = keyof typeof CODES

/** Values that stand in older records and are read, but no longer offered. */
const FORMER: Partial<Record<CodeGroup, readonly string[]>> = {
  schooling: ['JUNIOR', 'SENIOR', 'VOCATIONAL', 'HIGHER', 'TECHNICIAN', 'BACHELOR'],
  politicalStatus: ['OTHER_PARTY'],
}

const entries = (group: CodeGroup): readonly LedgerCode[] => CODES[group]

/** Every value that may be stored in a coded field. */
export function valuesOf(group: CodeGroup): string[] {
  return entries(group).map((entry) => entry.value)
}

/** The values a form offers; `present` stays on offer even where it is a former one. */
export function offeredOf(group: CodeGroup, present?: string): string[] {
  const former = FORMER[group] ?? []
  return valuesOf(group).filter((value) => value === present || !former.includes(value))
}

export function isValueOf(group: CodeGroup, value: string): boolean {
  return entries(group).some((entry) => entry.value === value)
}

/** What a Chinese ledger or form writes for a value; the value itself when it is not in the catalogue. */
export function ledgerLabel(group: CodeGroup, value: string): string {
  return entries(group).find((entry) => entry.value === value)?.labels[0] ?? value
}

/** The first national code of a value, if there is a certain one. */
export function nationalCode(group: CodeGroup, value: string): string | null {
  return entries(group).find((entry) => entry.value === value)?.codes?.[0] ?? null
}
