import type { EditTexts } from '@/lib/households/rules/edit'

type Read = { id: string; version: number; texts: EditTexts }

/** An edit as the form sends it: everything that was read, with `over` typed on top. */
export function editInput({ id, version, texts }: Read, over: Record<string, unknown> = {}) {
  return { householdId: id, version, base: texts, ...texts, phone: '', bankAccount: '', ...over }
}
