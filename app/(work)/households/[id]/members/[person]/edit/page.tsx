import type { Metadata } from 'next'
import { formSections } from '@/components/households/field-views'
import { recordFormWords } from '@/components/households/form-words'
import { personSections } from '@/components/households/person-sections'
import { RecordForm } from '@/components/households/record-form'
import { PageHead } from '@/components/shell/page-head'
import { loadRecord } from '@/lib/audit/readings'
import { editPersonAction } from '@/lib/households/actions'
import { PERSON_FIELDS, PERSON_SECTIONS } from '@/lib/households/catalogue/record-fields'
import { getPersonForm } from '@/lib/households/queries/person'
import { clientWords } from '@/lib/i18n/client-words'
import { clockTime } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('register'))('person.title') }
}

export default async function EditMemberPage({ params }: PageProps<'/households/[id]/members/[person]/edit'>) {
  const { id, person } = await params
  const { form, userId, today } = await loadRecord('household:edit', async (ctx) => {
    const form = await getPersonForm(ctx, id, person)
    const reading = { householdId: form.householdId, personId: form.id, regionCode: form.regionCode }
    return { reading, form, userId: ctx.actor.userId, today: ctx.today }
  })
  const [t, register, words] = await Promise.all([
    getTranslations('households'),
    clientWords('register'),
    recordFormWords(),
  ])
  const { labels, hints, units } = { ...register.person, labels: register.person.fields }
  const household = { href: `/households/${id}`, label: t('householdOf', { name: form.headName }) }
  const here = `${household.href}/members/${person}`
  const sections = formSections(PERSON_FIELDS, PERSON_SECTIONS, register.person.sections, form.texts, {
    labels,
    hints,
    units,
    codes: register.codes,
  })
  return (
    <>
      <PageHead
        title={register.person.title}
        aside={form.name}
        back={here}
        crumbs={[household, { href: here, label: form.name }, { label: register.person.title }]}
        sub={`${form.village} ${t('edit.readHere', { time: clockTime(new Date(form.readAt)) })}`}
      />
      <RecordForm
        action={editPersonAction}
        commandId={crypto.randomUUID()}
        hidden={{ personId: form.id }}
        version={form.version}
        texts={form.texts}
        start={{ valuesYear: String(form.thisYear) }}
        sections={personSections(sections, form, register, today)}
        draftKey={`person.edit:${userId}:${form.id}`}
        cancelHref={here}
        words={words}
      />
    </>
  )
}
