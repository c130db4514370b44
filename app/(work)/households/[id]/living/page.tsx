import type { Metadata } from 'next'
import { formSections } from '@/components/households/field-views'
import { recordFormWords } from '@/components/households/form-words'
import { YearForm } from '@/components/households/year-form'
import { PageHead } from '@/components/shell/page-head'
import { loadRecord } from '@/lib/audit/readings'
import { recordLivingAction } from '@/lib/households/actions'
import { LIVING_FIELDS, LIVING_SECTIONS } from '@/lib/households/catalogue/record-fields'
import { getLivingForm } from '@/lib/households/queries/years'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('register'))('living.title') }
}

export default async function LivingPage({ params, searchParams }: PageProps<'/households/[id]/living'>) {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const { form, userId } = await loadRecord('household:edit', async (ctx) => {
    const form = await getLivingForm(ctx, id, query.year)
    const { id: householdId, regionCode } = form.place
    return { reading: { householdId, regionCode }, form, userId: ctx.actor.userId }
  })
  const [t, register, words] = await Promise.all([
    getTranslations('households'),
    clientWords('register'),
    recordFormWords(),
  ])
  const { title, sections, fields, hints, units, from } = register.living
  const household = { href: `/households/${id}`, label: t('householdOf', { name: form.place.headName }) }
  const said = { labels: fields, hints, units, codes: register.codes }
  return (
    <>
      <PageHead
        title={title}
        aside={household.label}
        back={household.href}
        crumbs={[household, { label: title }]}
        sub={form.place.village}
      />
      <YearForm
        read={form}
        path="living"
        action={recordLivingAction}
        sections={formSections(
          LIVING_FIELDS,
          LIVING_SECTIONS,
          sections,
          { ...form.prefill?.texts, ...form.texts },
          said,
        )}
        userId={userId}
        words={words}
        years={{ label: register.form.year, from }}
      />
    </>
  )
}
