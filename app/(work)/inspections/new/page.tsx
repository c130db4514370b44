import type { Metadata } from 'next'
import { planFields } from '@/components/inspections/plan-fields'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { StepForm } from '@/components/shell/step-form'
import { EmptyState } from '@/components/ui/empty-state'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { planCampaignAction } from '@/lib/inspections/actions'
import { getPlanForm } from '@/lib/inspections/queries/plan'
import { MUST_INCLUDE } from '@/lib/inspections/schema'
import { addDays } from '@/lib/platform/days'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const USUAL_DAYS = 30

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inspections'))('plan.title') }
}

export default async function NewCampaignPage({ searchParams }: Readonly<Props>) {
  const region = asked(await searchParams, 'region')
  const [t, locale, plan] = await Promise.all([
    getTranslations('inspections'),
    getLocale(),
    load('inspection:plan', (ctx) => getPlanForm(ctx, region)),
  ])
  return (
    <>
      <PageHead
        title={t('plan.title')}
        back="/inspections"
        crumbs={[{ href: '/inspections', label: t('titleLong') }, { label: t('plan.title') }]}
      />
      <RegionFilter own={plan.own} place={plan.place} />
      {plan.needsCounty ? (
        <EmptyState title={t('plan.chooseCounty')}>{t('plan.chooseCountyWhy')}</EmptyState>
      ) : (
        <section className="sheet max-w-4xl px-4 py-4">
          <StepForm
            isWide
            action={planCampaignAction}
            hidden={{ commandId: crypto.randomUUID(), id: plan.id }}
            fields={planFields(t, locale, plan, {
              title: '',
              organiser: plan.unit,
              organiserLevel: 'COUNTY',
              beginsOn: plan.today,
              endsOn: addDays(plan.today, USUAL_DAYS),
              registered: plan.registered,
              others: plan.others,
              mustInclude: MUST_INCLUDE,
              aspects: plan.aspects.map(({ code }) => code),
              regions: [],
            })}
            submit={t('plan.save')}
            busy={t('plan.busy')}
          />
        </section>
      )}
    </>
  )
}
