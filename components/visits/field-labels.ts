import type { FormWords } from '@/components/visits/form-words'
import { fill } from '@/lib/i18n/fill'
import type { GuaranteeItem } from '@/lib/monitoring/rules/choices'
import { SHOCKS } from '@/lib/visits/rules/choices'

/** The words of a field by its path, for the list of errors. */
export function labelOf(path: string, words: FormWords): string {
  const [, item, part] = /^guarantees\.(\w+)\.(\w+)$/.exec(path) ?? []
  if (item) {
    const name = words.guarantees[item as GuaranteeItem] ?? item
    return part === 'reason' ? fill(words.guarantees.reason, { item: name }) : name
  }
  const [, index, amount] = /^shocks\[(\d+)]\.(\w+)$/.exec(path) ?? []
  const shock = index === undefined ? undefined : SHOCKS[Number(index)]
  if (shock) {
    if (amount === 'note') return words.shocks.what
    const part =
      amount === 'selfPaidYuan'
        ? words.shocks.selfPaid
        : shock.amounts === 'total'
          ? words.shocks.loss
          : words.shocks.total
    return `${words.shocks[shock.kind]} ${part}`
  }
  const [, , promised] = /^promises\[(\d+)]\.(\w+)$/.exec(path) ?? []
  if (promised) return promised === 'dueOn' ? words.promises.due : words.promises.content
  switch (path) {
    case 'peopleMet':
      return words.met.legend
    case 'visitedOn':
      return words.next.visitedOn
    case 'nextVisitOn':
      return words.next.day
    case 'expectedPerCapitaYuan':
      return words.income.expected
    case 'demands':
      return words.met.demands
    case 'note':
      return words.met.note
    default:
      return ''
  }
}
