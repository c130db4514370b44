import { Life, type LifeStep } from '@/components/ui/life'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { LoanView } from '@/lib/loans/queries/loan'

/** The life of a loan: lent, what was asked and decided, and that it is repaid or taken back. */
export async function LoanLife({ loan }: Readonly<{ loan: LoanView }>) {
  const [t, locale] = await Promise.all([getTranslations('loans'), getLocale()])
  const day = (text: string) => nearDay(text, loan.today, locale)
  const who = (on: string, by: string) => t('steps.who', { day: day(on), by })
  const lines = (parts: readonly string[]) => parts.filter(Boolean).join('  ')
  const extensions = loan.extensions.flatMap((each): LifeStep[] => [
    {
      key: `${each.id}-asked`,
      phase: 'done',
      title: t('steps.asked', { day: day(each.newDueOn) }),
      sub: lines([
        who(each.askedOn, each.askedBy),
        each.hardship ? t(`hardships.${each.hardship}`) : t('steps.told'),
        each.note,
      ]),
    },
    each.decision && each.decidedOn
      ? {
          key: `${each.id}-decided`,
          phase: 'done',
          state: each.decision === 'GRANTED' ? undefined : 'na',
          title: each.decision === 'GRANTED' ? t('steps.granted', { day: day(each.newDueOn) }) : t('steps.refused'),
          sub: lines([who(each.decidedOn, each.decidedBy), each.decisionNote]),
        }
      : {
          key: `${each.id}-waits`,
          phase: loan.isOpen ? 'now' : 'done',
          state: loan.isOpen ? undefined : 'na',
          title: t(loan.isOpen ? 'steps.waiting' : 'steps.lapsed'),
        },
  ])
  const end: LifeStep = loan.repaidOn
    ? {
        key: 'repaid',
        phase: 'done',
        title: t('steps.repaid', { yuan: yuan(loan.repaidFen ?? 0) }),
        sub: who(loan.repaidOn, loan.repaidBy),
      }
    : loan.withdrawnOn
      ? {
          key: 'withdrawn',
          phase: 'done',
          state: 'na',
          title: t('steps.withdrawn'),
          sub: lines([who(loan.withdrawnOn, loan.withdrawnBy), loan.withdrawnReason]),
        }
      : {
          key: 'due',
          phase: loan.asked ? 'todo' : 'now',
          state: loan.days < 0 ? 'crossed' : undefined,
          title: t('steps.due'),
          sub: t('steps.dueOn', { day: day(loan.dueOn) }),
        }
  return (
    <Life
      steps={[
        { key: 'lent', phase: 'done', title: t('steps.lent'), sub: lines([day(loan.lentOn), loan.bank]) },
        ...extensions,
        end,
      ]}
    />
  )
}
