import { yuanText } from '@/lib/households/rules/money-text'
import type { FieldError } from '@/lib/platform/errors'
import type { AnswerRow, ItemStatus } from '@/lib/relief/schema/cycles'

export type AskedItem = { no: string; amountFen: number; status: ItemStatus; approvedBy: string | null }
type AnswerField = 'no' | 'amountYuan' | 'reason'

/** What does not fit in the bank's answer: one of another cycle, twice, another amount, answered before, failed without a reason, or approved by whoever records it. */
export function answerFaults(
  rows: readonly AnswerRow[],
  items: readonly AskedItem[],
  eyes: readonly string[],
): { index: number; field: AnswerField; error: FieldError }[] {
  const byNo = new Map(items.map((item) => [item.no, item]))
  const seen = new Set<string>()
  return rows.flatMap((row, index) => {
    const at = (field: AnswerField, code: FieldError['code'], params: Record<string, string> = {}) => [
      { index, field, error: { code, params: { row: row.row ?? index + 1, no: row.no, ...params } } },
    ]
    const item = byNo.get(row.no)
    if (!item) return at('no', 'relief.answerUnknown')
    if (seen.has(row.no)) return at('no', 'relief.answerTwice')
    seen.add(row.no)
    if (item.status !== 'WAITING') return at('no', 'relief.answeredBefore')
    if (item.amountFen !== row.amountYuan)
      return at('amountYuan', 'relief.answerAmount', { yuan: yuanText(item.amountFen) })
    if (row.result === 'FAILED' && row.reason === '') return at('reason', 'relief.answerNeedsReason')
    return row.result === 'PAID' && eyes.some((each) => each === item.approvedBy)
      ? at('no', 'relief.answerOwnApproval')
      : []
  })
}
