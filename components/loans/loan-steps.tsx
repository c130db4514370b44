import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { askExtensionAction, decideExtensionAction, repayLoanAction, withdrawLoanAction } from '@/lib/loans/actions'
import type { LoanView } from '@/lib/loans/queries/loan'
import { DECISIONS, HARDSHIPS } from '@/lib/loans/schema'

/** What the reader may do for a loan now; a request that waits for him stands first and open. */
export async function LoanSteps({ loan }: Readonly<{ loan: LoanView }>) {
  const [t, locale] = await Promise.all([getTranslations('loans'), getLocale()])
  const { asked, today, mayKeep, mayDecide, latestDue } = loan
  const day = (text: string) => nearDay(text, today, locale)
  const mayAsk = mayKeep && !asked && (latestDue === null || latestDue > loan.dueOn)
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('page.next')} />
      {!loan.isOpen && <p className="text-13 text-ink-3">{t('page.closed')}</p>}
      {loan.isOpen && !mayKeep && !mayDecide && <p className="text-13 text-ink-3">{t('page.noStep')}</p>}
      {asked?.isOwn && <Banner state="due" title={t('page.fourEyes')} />}
      {asked && mayDecide && (
        <Reveal summary={t('decide.title')} open>
          <p className="pb-2 text-13 text-ink-2">
            {t('decide.sub', { by: asked.askedBy, from: day(asked.fromDueOn), to: day(asked.newDueOn) })}
          </p>
          <StepForm
            isWide
            action={decideExtensionAction}
            prefix="decide-"
            hidden={{ commandId: crypto.randomUUID(), extensionId: asked.id }}
            fields={[
              {
                name: 'decision',
                label: t('decide.decision'),
                type: 'select',
                value: 'GRANTED',
                options: DECISIONS.map((value) => ({ value, label: t(`decide.decisions.${value}`) })),
              },
              { name: 'on', label: t('decide.on'), type: 'day', value: today, least: asked.askedOn, most: today },
              { name: 'note', label: t('decide.note'), type: 'text', max: 300 },
            ]}
            submit={t('decide.save')}
            busy={t('decide.busy')}
            look="act"
          />
        </Reveal>
      )}
      {mayAsk && (
        <Reveal summary={t('ask.title')} open={loan.standing !== 'running'}>
          <StepForm
            isWide
            action={askExtensionAction}
            prefix="ask-"
            hidden={{ commandId: crypto.randomUUID(), id: loan.newId, loanId: loan.id }}
            fields={[
              { name: 'askedOn', label: t('ask.askedOn'), type: 'day', value: today, most: today },
              {
                name: 'hardship',
                label: t('ask.hardship'),
                type: 'select',
                value: 'EPIDEMIC',
                options: HARDSHIPS.map((value) => ({ value, label: t(`hardships.${value}`) })),
              },
              {
                name: 'newDueOn',
                label: t('ask.newDueOn'),
                type: 'day',
                least: loan.dueOn,
                most: latestDue ?? undefined,
                hint: latestDue ? t('ask.latest', { day: day(latestDue) }) : undefined,
              },
              { name: 'note', label: t('ask.note'), type: 'long', max: 300 },
            ]}
            submit={t('ask.save')}
            busy={t('ask.busy')}
          />
        </Reveal>
      )}
      {mayKeep && (
        <>
          <Reveal summary={t('repay.title')}>
            <StepForm
              isWide
              action={repayLoanAction}
              prefix="repay-"
              hidden={{ commandId: crypto.randomUUID(), loanId: loan.id }}
              fields={[
                { name: 'on', label: t('repay.on'), type: 'day', value: today, least: loan.lentOn, most: today },
                { name: 'amount', label: t('repay.amount'), type: 'money', unit: t('yuan'), needed: true },
              ]}
              submit={t('repay.save')}
              busy={t('repay.busy')}
            />
          </Reveal>
          <Reveal summary={t('withdraw.title')}>
            <p className="pb-2 text-13 text-ink-2">{t('withdraw.note')}</p>
            <StepForm
              isWide
              action={withdrawLoanAction}
              prefix="withdraw-"
              hidden={{ commandId: crypto.randomUUID(), loanId: loan.id }}
              fields={[{ name: 'reason', label: t('withdraw.reason'), type: 'text', max: 300, needed: true }]}
              submit={t('withdraw.save')}
              busy={t('withdraw.busy')}
            />
          </Reveal>
        </>
      )}
    </section>
  )
}
