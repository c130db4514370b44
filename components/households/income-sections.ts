import { fieldViews } from '@/components/households/field-views'
import type { FormSection } from '@/components/households/record-form'
import { INCOME_ITEM_VALUES } from '@/lib/households/catalogue/income-items'
import { INCOME_FIELDS, INCOME_SECTIONS, itemField } from '@/lib/households/catalogue/record-fields'
import type { Texts } from '@/lib/households/rules/edit'
import type { clientWords } from '@/lib/i18n/client-words'

type Register = Awaited<ReturnType<typeof clientWords<'register'>>>

/** Transfers beyond the first few stand behind one line. */
const FEW = 5

/** The form of a year's income: who shares it, then the items group by group. */
export function incomeSections(register: Register, texts: Texts): FormSection[] {
  const { codes, income } = register
  const names = codes.incomeItem as { readonly [group: string]: { readonly [item: string]: string } }
  const labels = {
    ...income.fields,
    ...Object.fromEntries(
      INCOME_ITEM_VALUES.map((item) => {
        const [group = '', name = ''] = item.split('.')
        return [itemField(item), names[group]?.[name]]
      }),
    ),
  }
  const views = (fields: readonly string[]) =>
    fieldViews(INCOME_FIELDS, fields, texts, { labels, hints: income.hints, codes })
  return [
    { key: 'heads', title: income.heads, fields: views(['residentMembers', 'claims', 'selfPaid']) },
    ...INCOME_SECTIONS.map(([group, fields]) => ({
      key: group,
      title: codes.incomeGroup[group],
      fields: views(fields.slice(0, FEW)),
      more: fields.length > FEW ? { summary: income.more, fields: views(fields.slice(FEW)) } : undefined,
    })),
  ]
}
