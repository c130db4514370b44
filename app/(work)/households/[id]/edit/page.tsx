import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EditForm } from '@/components/households/edit-form'
import { PageHead } from '@/components/shell/page-head'
import { editHouseholdAction } from '@/lib/households/actions'
import { getEditForm } from '@/lib/households/queries/edit'
import { HOUSEHOLD_TYPES, HOUSING_GRADES, MAIN_CAUSES } from '@/lib/households/schema'
import { clientWords } from '@/lib/i18n/client-words'
import { clockTime } from '@/lib/i18n/format'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('households'))('edit.title') }
}

export default async function EditHouseholdPage({ params }: PageProps<'/households/[id]/edit'>) {
  const { id } = await params
  const { form, userId } = await load('household:edit', async (ctx) => ({
    form: await getEditForm(ctx, id),
    userId: ctx.actor.userId,
  }))
  const [t, common, words] = await Promise.all([
    getTranslations('households'),
    getTranslations('common'),
    clientWords('households'),
  ])
  const name = t('householdOf', { name: form.headName })
  const here = `/households/${form.id}`
  return (
    <>
      <PageHead
        title={t('edit.title')}
        aside={name}
        back={here}
        crumbs={[{ href: '/households', label: t('title') }, { href: here, label: name }, { label: t('edit.title') }]}
        sub={`${form.village} ${t('edit.readHere', { time: clockTime(new Date(form.readAt)) })}`}
      />
      <EditForm
        action={editHouseholdAction}
        commandId={crypto.randomUUID()}
        id={form.id}
        version={form.version}
        texts={form.texts}
        options={{
          householdType: HOUSEHOLD_TYPES.map((value) => ({ value, label: t(`types.${value}`) })),
          mainCause: MAIN_CAUSES.map((value) => ({ value, label: t(`causes.${value}` as never) })),
          housingGrade: HOUSING_GRADES.map((value) => ({ value, label: t('page.grade', { grade: value }) })),
        }}
        draftKey={`household.edit:${userId}:${form.id}`}
        words={{ ...words.edit, cancel: common('cancel') }}
      />
    </>
  )
}
