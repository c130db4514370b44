import type { Metadata } from 'next'
import { LoanForm } from '@/components/loans/loan-form'
import { LoanPicks } from '@/components/loans/loan-picks'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { loadRecord } from '@/lib/audit/readings'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { getLoanForm } from '@/lib/loans/queries/form'
import { load } from '@/lib/platform/load'
import { findToVisit } from '@/lib/visits/queries/pick'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('loans'))('form.title') }
}

export default async function NewLoanPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const household = asked(parameters, 'household')
  return household ? (
    <FormFor household={household} />
  ) : (
    <Choose text={(asked(parameters, 'q') ?? '').trim().slice(0, 40)} />
  )
}

async function Choose({ text }: Readonly<{ text: string }>) {
  const [t, picks] = await Promise.all([
    getTranslations('loans'),
    load('loan:keep', async (ctx) => (text ? findToVisit(ctx, text) : [])),
  ])
  return (
    <>
      <PageHead
        title={t('pick.title')}
        back="/loans"
        crumbs={[{ href: '/loans', label: t('title') }, { label: t('pick.title') }]}
      />
      <LoanPicks picks={picks} text={text} />
    </>
  )
}

async function FormFor({ household }: Readonly<{ household: string }>) {
  const [t, words, outbox, form] = await Promise.all([
    getTranslations('loans'),
    clientWords('loans'),
    clientWords('outbox'),
    loadRecord('loan:keep', (ctx) => getLoanForm(ctx, household)),
  ])
  const at = `loans/new?household=${household}`
  return (
    <div className="max-w-160">
      <PageHead title={t('form.title')} back="/loans" sub={`${form.household.head}  ${form.household.village}`} />
      <UnsentBanner userId={form.userId} words={outbox.unsent} mending={at} />
      <LoanForm form={form} at={at} words={words.record} />
    </div>
  )
}
