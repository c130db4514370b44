import type { Metadata } from 'next'
import { formSections } from '@/components/households/field-views'
import { recordFormWords } from '@/components/households/form-words'
import { RecordForm } from '@/components/households/record-form'
import { PageHead } from '@/components/shell/page-head'
import { loadRecord } from '@/lib/audit/readings'
import { editHouseholdAction } from '@/lib/households/actions'
import { HOUSEHOLD_FIELDS, HOUSEHOLD_SECTIONS } from '@/lib/households/catalogue/record-fields'
import { getEditForm } from '@/lib/households/queries/edit'
import { clientWords } from '@/lib/i18n/client-words'
import { clockTime } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('households'))('edit.title') }
}

export default async function EditHouseholdPage({ params }: PageProps<'/households/[id]/edit'>) {
  const { id } = await params
  const { form, userId } = await loadRecord('household:edit', async (ctx) => {
    const form = await getEditForm(ctx, id)
    const { id: householdId, regionCode } = form
    return { reading: { householdId, regionCode }, form, userId: ctx.actor.userId }
  })
  const [t, households, register, words] = await Promise.all([
    getTranslations('households'),
    clientWords('households'),
    clientWords('register'),
    recordFormWords(),
  ])
  const name = t('householdOf', { name: form.headName })
  const here = `/households/${form.id}`
  const { sections, hints } = register.household
  return (
    <>
      <PageHead
        title={t('edit.title')}
        aside={name}
        back={here}
        crumbs={[{ href: '/households', label: t('title') }, { href: here, label: name }, { label: t('edit.title') }]}
        sub={`${form.village} ${t('edit.readHere', { time: clockTime(new Date(form.readAt)) })}`}
      />
      <RecordForm
        action={editHouseholdAction}
        commandId={crypto.randomUUID()}
        hidden={{ householdId: form.id }}
        version={form.version}
        texts={form.texts}
        sections={formSections(HOUSEHOLD_FIELDS, HOUSEHOLD_SECTIONS, sections, form.texts, {
          labels: households.edit.fields,
          hints,
          codes: register.codes,
        })}
        draftKey={`household.edit:${userId}:${form.id}`}
        cancelHref={here}
        words={words}
      />
    </>
  )
}
