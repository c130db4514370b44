import type { Metadata } from 'next'
import { enterpriseFields } from '@/components/resumption/enterprise-fields'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { SectionHead } from '@/components/ui/section-head'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { editEnterpriseAction, endEnterpriseAction } from '@/lib/resumption/actions'
import { getEnterpriseToEdit } from '@/lib/resumption/queries/form'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('resumption'))('form.edit') }
}

export default async function EditEnterprisePage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, form] = await Promise.all([
    getTranslations('resumption'),
    load('enterprise:keep', (ctx) => getEnterpriseToEdit(ctx, id)),
  ])
  const { firms, version, lastStepOn, today, name } = form
  return (
    <>
      <PageHead
        title={t('form.edit')}
        back={`/enterprises/${id}`}
        crumbs={[
          { href: '/enterprises', label: t('title') },
          { href: `/enterprises/${id}`, label: name },
          { label: t('form.edit') },
        ]}
      />
      <div className="grid max-w-4xl gap-4">
        <section className="sheet px-4 py-4">
          <StepForm
            action={editEnterpriseAction}
            hidden={{ commandId: crypto.randomUUID(), enterpriseId: id, version }}
            fields={await enterpriseFields(form, firms)}
            submit={t('form.save')}
            busy={t('form.busy')}
            isWide
          />
        </section>
        <section className="sheet px-4 pb-4">
          <SectionHead title={t('form.end')} note={t('form.endHint')} />
          <StepForm
            action={endEnterpriseAction}
            prefix="end-"
            hidden={{ commandId: crypto.randomUUID(), enterpriseId: id, version }}
            fields={[
              { name: 'on', label: t('form.endOn'), type: 'day', value: today, least: lastStepOn, most: today },
              { name: 'reason', label: t('form.reason'), type: 'long', max: 300, needed: true },
            ]}
            submit={t('form.end')}
            busy={t('form.busy')}
            look="plain"
          />
        </section>
      </div>
    </>
  )
}
