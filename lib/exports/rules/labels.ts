import { LEDGER_CODES } from '@/prisma/catalogue/ledger-layout'

type Coded = keyof typeof LEDGER_CODES

const LABELS = new Map<string, string>()
for (const [field, codes] of Object.entries(LEDGER_CODES)) {
  for (const { value, labels } of codes as readonly { value: string; labels: readonly string[] }[]) {
    LABELS.set(`${field}|${value}`, labels[0] as string)
  }
}

/** A state that the ledger has no word for is written as the one it still counts as. */
const WRITTEN_AS: Readonly<Record<string, string>> = { 'povertyStatus|EXIT_PLANNED': 'povertyStatus|NOT_EXITED' }

/** The word that the national ledger writes for a code of ours; null for none. */
export function labelOf(field: Coded, value: string | null): string | null {
  if (value === null) return null
  const key = `${field}|${value}`
  return LABELS.get(WRITTEN_AS[key] ?? key) ?? value
}

/** Several codes in one cell. */
export function labelsOf(field: Coded, values: readonly string[]): string | null {
  return values.length === 0 ? null : values.map((value) => labelOf(field, value)).join(LIST_MARK)
}

/** The mark between several labels, one of those that an import reads. */
const LIST_MARK = ','
