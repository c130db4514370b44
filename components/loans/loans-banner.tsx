import { Banner } from '@/components/ui/banner'
import { getTranslations } from '@/lib/i18n/server'
import type { LoansWaiting } from '@/lib/loans/queries/counts'

/** Loans that wait for a step of the reader: overdue, due soon, or asked to be put off. */
export async function LoansBanner({ waiting: { overdue, soon, asked } }: Readonly<{ waiting: LoansWaiting }>) {
  const t = await getTranslations('loans.today')
  const tab = overdue > 0 ? 'overdue' : soon > 0 ? 'soon' : 'asked'
  const title = t(tab, { n: { overdue, soon, asked }[tab] })
  return (
    <Banner
      state={overdue > 0 ? 'crossed' : 'due'}
      title={title}
      action={{ href: `/loans?tab=${tab}`, label: t('open') }}
    >
      {overdue > 0 && soon > 0 && t('also', { n: soon })}
    </Banner>
  )
}
