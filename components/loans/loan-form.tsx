import type { OutboxWords } from '@/components/shell/outbox-rest'
import { OutboxStepForm } from '@/components/shell/outbox-step-form'
import type { StepField } from '@/components/shell/step-field'
import { count } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { recordLoanAction } from '@/lib/loans/actions'
import type { LoanForm as Form } from '@/lib/loans/queries/form'
import { PURPOSES } from '@/lib/loans/schema'

/** The form of a new loan, kept on the phone until it is sent. */
export async function LoanForm({ form, at, words }: Readonly<{ form: Form; at: string; words: OutboxWords }>) {
  const t = await getTranslations('loans')
  const { household, members, policy, today } = form
  const fields: StepField[] = [
    {
      name: 'personId',
      label: t('form.borrower'),
      type: 'select',
      value: members[0]?.id,
      options: members.map(({ id, name, year }) => ({ value: id, label: t('form.born', { name, year }) })),
    },
    {
      name: 'amount',
      label: t('form.amount'),
      type: 'money',
      unit: t('yuan'),
      needed: true,
      hint: policy.limitYuan === null ? undefined : t('form.limit', { yuan: count(policy.limitYuan) }),
    },
    { name: 'lentOn', label: t('form.lentOn'), type: 'day', most: today },
    {
      name: 'dueOn',
      label: t('form.dueOn'),
      type: 'day',
      hint: policy.maxYears === null ? undefined : t('form.term', { years: policy.maxYears }),
    },
    {
      name: 'purpose',
      label: t('form.purpose'),
      type: 'select',
      value: 'BREEDING',
      options: PURPOSES.map((value) => ({ value, label: t(`purposes.${value}`) })),
    },
    { name: 'purposeNote', label: t('form.purposeNote'), type: 'text', max: 120 },
    { name: 'bank', label: t('form.bank'), type: 'text', max: 60, value: t('form.usualBank'), needed: true },
    { name: 'contractNo', label: t('form.contractNo'), type: 'text', max: 40 },
  ]
  return (
    <OutboxStepForm
      action={recordLoanAction}
      userId={form.userId}
      kind="loan.record"
      at={at}
      title={`${t('form.title')} ${household.head}`}
      id={form.newId}
      hidden={{ householdId: household.id }}
      fields={fields}
      back={`/loans?household=${household.id}`}
      words={words}
    />
  )
}
