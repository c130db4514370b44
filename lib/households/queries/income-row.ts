import 'server-only'
import { INCOME_ITEM_VALUES } from '@/lib/households/catalogue/income-items'
import { itemField } from '@/lib/households/catalogue/record-fields'

type Stored = { items: unknown; residentMembers: number | null; claimsFen: bigint | null; selfPaidFen: bigint | null }

/** A stored income by the names of the form's fields. */
export function incomeRow({ items, residentMembers, claimsFen, selfPaidFen }: Stored): Record<string, unknown> {
  const amounts = (items ?? {}) as Record<string, number>
  return {
    ...Object.fromEntries(INCOME_ITEM_VALUES.map((item) => [itemField(item), amounts[item] ?? null])),
    residentMembers,
    claims: claimsFen,
    selfPaid: selfPaidFen,
  }
}
