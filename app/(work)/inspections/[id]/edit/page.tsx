import type { Metadata } from 'next'
import { planFields } from '@/components/inspections/plan-fields'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { EmptyState } from '@/components/ui/empty-state'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { replanCampaignAction } from '@/lib/inspections/actions'
import { getReplanForm } from '@/lib/inspections/queries/plan'
import { load } from '@/lib/platform/load'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inspections'))('page.editTitle') }
}

/** The plan of a campaign, open until its first draw. */
export default async function ReplanPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, errors, locale, plan] = await Promise.all([
    getTranslations('inspections'),
    getTranslations('errors'),
    getLocale(),
    load('inspection:plan', (ctx) => getReplanForm(ctx, id)),
  ])
  return (
    <>
      <PageHead title={t('page.editTitle')} back={`/inspections/${id}`} sub={plan.first.title} />
      {plan.isOpen ? (
        <section className="sheet max-w-4xl px-4 py-4">
          <StepForm
            isWide
            action={replanCampaignAction}
            hidden={{ commandId: crypto.randomUUID(), campaignId: id, version: plan.version }}
            fields={planFields(t, locale, plan.known, plan.first)}
            submit={t('plan.save')}
            busy={t('plan.busy')}
          />
        </section>
      ) : (
        <EmptyState title={errors('inspections.drawnAlready')} />
      )}
    </>
  )
}
