import type { Metadata } from 'next'
import { LoanLife } from '@/components/loans/loan-life'
import { LoanSteps } from '@/components/loans/loan-steps'
import { STATE_OF } from '@/components/loans/loan-table'
import { PageHead } from '@/components/shell/page-head'
import { Chip } from '@/components/ui/chip'
import { Facts } from '@/components/ui/facts'
import { SectionHead } from '@/components/ui/section-head'
import { loadRecord } from '@/lib/audit/readings'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { getLoan } from '@/lib/loans/queries/loan'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('loans'))('title') }
}

export default async function LoanPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, named, locale, loan] = await Promise.all([
    getTranslations('loans'),
    getTranslations('households'),
    getLocale(),
    loadRecord('loan:read', (ctx) => getLoan(ctx, id)),
  ])
  const { household, today } = loan
  const day = (text: string) => nearDay(text, today, locale)
  const title = `${loan.borrower} ${yuan(loan.amountFen)} ${t('yuan')}`
  const ofHousehold = named('householdOf', { name: household.head })
  return (
    <>
      <PageHead
        title={title}
        back="/loans"
        crumbs={[{ href: '/loans', label: t('title') }, { label: title }]}
        chips={
          <Chip state={STATE_OF[loan.standing]}>{t(`standings.${loan.standing}`, { n: Math.abs(loan.days) })}</Chip>
        }
        sub={`${ofHousehold}  ${loan.village}`}
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <section className="sheet wenwu px-4 pb-4">
          <SectionHead title={t('page.facts')} />
          <Facts
            items={[
              {
                key: 'household',
                name: t('page.household'),
                value: loan.opensHousehold ? <a href={`/households/${household.id}`}>{ofHousehold}</a> : ofHousehold,
              },
              { key: 'amount', name: t('page.amount'), value: `${yuan(loan.amountFen)} ${t('yuan')}` },
              { key: 'bank', name: t('page.bank'), value: loan.bank },
              { key: 'contractNo', name: t('page.contractNo'), value: loan.contractNo || t('none') },
              {
                key: 'purpose',
                name: t('page.purpose'),
                value: [t(`purposes.${loan.purpose}`), loan.purposeNote].filter(Boolean).join('  '),
              },
              { key: 'lentOn', name: t('page.lentOn'), value: day(loan.lentOn) },
              ...(loan.dueOn === loan.firstDueOn
                ? []
                : [{ key: 'firstDueOn', name: t('page.firstDueOn'), value: day(loan.firstDueOn) }]),
              { key: 'dueOn', name: t('page.dueOn'), value: day(loan.dueOn) },
              { key: 'recordedBy', name: t('page.recordedBy'), value: loan.recordedBy },
            ]}
          />
        </section>
        <div className="grid min-w-0 gap-4">
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('page.life')} />
            <LoanLife loan={loan} />
          </section>
          <LoanSteps loan={loan} />
        </div>
      </div>
    </>
  )
}
