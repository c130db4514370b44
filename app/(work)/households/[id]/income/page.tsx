import type { Metadata } from 'next'
import { recordFormWords } from '@/components/households/form-words'
import { incomeSections } from '@/components/households/income-sections'
import { IncomeSums } from '@/components/households/income-sums'
import { YearForm } from '@/components/households/year-form'
import { PageHead } from '@/components/shell/page-head'
import { loadRecord } from '@/lib/audit/readings'
import { recordIncomeAction } from '@/lib/households/actions'
import { INCOME_ITEM_VALUES } from '@/lib/households/catalogue/income-items'
import { itemField } from '@/lib/households/catalogue/record-fields'
import { getIncomeForm } from '@/lib/households/queries/years'
import { incomeOf, povertyYearDays } from '@/lib/households/rules/income'
import { clientWords } from '@/lib/i18n/client-words'
import { fill } from '@/lib/i18n/fill'
import { longDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('register'))('income.title') }
}

const fenOfText = (text: string | undefined) => Math.round(Number(text || 0) * 100)

export default async function IncomePage({ params, searchParams }: PageProps<'/households/[id]/income'>) {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const { form, userId } = await loadRecord('household:edit', async (ctx) => {
    const form = await getIncomeForm(ctx, id, query.year)
    const { id: householdId, regionCode } = form.place
    return { reading: { householdId, regionCode }, form, userId: ctx.actor.userId }
  })
  const [t, certainty, locale, register, words] = await Promise.all([
    getTranslations('households'),
    getTranslations('parameters.certainty'),
    getLocale(),
    clientWords('register'),
    recordFormWords(),
  ])
  const { income } = register
  const { from, to } = povertyYearDays(form.year)
  const household = { href: `/households/${id}`, label: t('householdOf', { name: form.place.headName }) }
  const { line, lineYear } = form
  const sources = line?.rows.map((row) =>
    fill(income.lineFrom, { source: row.source, certainty: certainty(row.certainty) }),
  )
  const shown: Readonly<Record<string, string>> = form.prefill?.texts ?? form.texts
  const items = Object.fromEntries(INCOME_ITEM_VALUES.map((item) => [item, fenOfText(shown[itemField(item)])]))
  const start = incomeOf(items, Number(shown.residentMembers || 0), fenOfText(shown.claims), fenOfText(shown.selfPaid))
  return (
    <>
      <PageHead
        title={income.edit}
        aside={household.label}
        back={household.href}
        crumbs={[household, { label: income.edit }]}
        sub={fill(income.period, { year: String(form.year), from: longDay(from, locale), to: longDay(to, locale) })}
      />
      <YearForm
        read={form}
        path="income"
        action={recordIncomeAction}
        sections={incomeSections(register, form.texts)}
        userId={userId}
        words={words}
        years={{ label: register.form.year, from: income.from }}
      >
        <IncomeSums
          start={start}
          line={
            line && {
              fen: Math.round(line.yuan * 100),
              text: fill(income.line, { year: String(lineYear), yuan: yuan(Math.round(line.yuan * 100)) }),
              from: sources?.join(' ') ?? '',
            }
          }
          lineNone={fill(income.lineNone, { year: String(lineYear) })}
          words={{ ...income, title: income.title, yuan: words.yuan }}
        />
      </YearForm>
    </>
  )
}
