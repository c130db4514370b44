import type { StateKey } from '@/components/ui/glyph'
import { TupleTable } from '@/components/ui/tuple-table'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { LoanList } from '@/lib/loans/queries/list'
import type { LoanStanding } from '@/lib/loans/rules/standing'

export const STATE_OF: Record<LoanStanding, StateKey> = {
  repaid: 'held',
  withdrawn: 'na',
  longOverdue: 'crossed',
  overdue: 'behind',
  soon: 'due',
  running: 'doing',
}

/** Loans with who borrowed, how much, when it is due and how it stands. */
export async function LoanTable({ loans, today }: Readonly<{ loans: LoanList['loans']; today: string }>) {
  const [t, locale] = await Promise.all([getTranslations('loans'), getLocale()])
  const day = (text: string) => nearDay(text, today, locale)
  return (
    <TupleTable
      caption={t('title')}
      columns={[
        { head: t('list.borrower'), at: 1, sub: 2, href: '/loans/{0}', strong: true },
        { head: t('list.standing'), at: 3, kind: 'state', state: 4 },
        { head: t('list.due'), at: 5, sub: 6 },
        { head: t('list.amount'), at: 7, align: 'r' },
        { head: t('list.bank'), at: 8, sub: 9 },
      ]}
      rows={loans.map((loan) => [
        loan.id,
        loan.borrower,
        [loan.village, loan.borrower === loan.head ? '' : t('list.head', { name: loan.head })]
          .filter(Boolean)
          .join('  '),
        t(`standings.${loan.standing}`, { n: Math.abs(loan.days) }),
        STATE_OF[loan.standing],
        day(loan.dueOn),
        loan.dueOn === loan.firstDueOn ? '' : t('list.extendedFrom', { day: day(loan.firstDueOn) }),
        yuan(loan.amountFen),
        loan.bank,
        t(`purposes.${loan.purpose}`),
      ])}
    />
  )
}
