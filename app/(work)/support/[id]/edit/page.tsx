import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { aboutFields, type Say } from '@/components/support/fields'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { editMeasureAction } from '@/lib/support/actions'
import { getMeasureForm } from '@/lib/support/queries/form'
import { getMeasure } from '@/lib/support/queries/measure'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('form.editTitle') }
}

export default async function EditMeasurePage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, named, locale, { measure, form }] = await Promise.all([
    getTranslations('support'),
    getTranslations('households'),
    getLocale(),
    load('support:record', async (ctx) => {
      const found = await getMeasure(ctx, id)
      return { measure: found, form: await getMeasureForm(ctx, found.household.id) }
    }),
  ])
  if (!measure.mayEdit) notFound()
  const base = Object.fromEntries(Object.entries(measure.typed).map(([field, text]) => [`base.${field}`, text]))
  return (
    <>
      <PageHead
        title={t('form.editTitle')}
        back={`/support/${id}`}
        crumbs={[
          { href: '/support', label: t('title') },
          { href: `/support/${id}`, label: measure.title },
          { label: t('form.editTitle') },
        ]}
        sub={named('householdOf', { name: measure.household.headName })}
      />
      <section className="sheet max-w-4xl px-4 py-4">
        <StepForm
          isWide
          action={editMeasureAction}
          hidden={{ commandId: crypto.randomUUID(), measureId: id, version: measure.version, ...base }}
          fields={aboutFields(t as unknown as Say, { ...form, locale }, measure.typed)}
          submit={t('form.save')}
          busy={t('form.busy')}
          conflict={{ text: t('form.conflict'), mine: t('form.mine'), theirs: t('form.theirs') }}
        />
      </section>
    </>
  )
}
