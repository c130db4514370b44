import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { getTranslations } from '@/lib/i18n/server'
import { assignFieldAction } from '@/lib/support/actions'
import type { Department } from '@/lib/support/queries/field'
import { CATEGORIES } from '@/lib/support/schema'

/** The line departments of the county and the categories of measures that each answers for, to be changed one by one. */
export async function DepartmentFields({ departments }: Readonly<{ departments: readonly Department[] }>) {
  const [t, common] = await Promise.all([getTranslations('support'), getTranslations('common')])
  const named = (categories: Department['categories']) =>
    categories.map((each) => t(`categories.${each}`)).join(common('listJoin')) || t('field.nothing')
  return (
    <section className="sheet px-4 pb-4" id="fields">
      <SectionHead title={t('field.title')} note={t('field.note')} />
      {departments.length === 0 && <p className="text-13 text-ink-3">{t('field.nobody')}</p>}
      {departments.map(({ postingId, name, unit, categories }) => (
        <Reveal key={postingId} summary={[name, unit, named(categories)].filter(Boolean).join('  ')}>
          <StepForm
            isWide
            action={assignFieldAction}
            prefix={`${postingId}-`}
            hidden={{ commandId: crypto.randomUUID(), postingId }}
            fields={[
              {
                name: 'categories',
                label: t('field.categories'),
                type: 'picks',
                options: CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) })),
                picked: categories,
              },
            ]}
            submit={t('form.save')}
            busy={t('form.busy')}
          />
        </Reveal>
      ))}
    </section>
  )
}
