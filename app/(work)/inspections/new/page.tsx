import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { named } from '@/components/inspections/names'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { StepForm } from '@/components/shell/step-form'
import { EmptyState } from '@/components/ui/empty-state'
import { planCampaignAction } from '@/lib/inspections/actions'
import { getPlanForm } from '@/lib/inspections/queries/plan'
import { MUST_INCLUDE, ORGANISER_LEVELS } from '@/lib/inspections/schema'
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
  const { today } = plan
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
            fields={[
              { name: 'title', label: t('plan.name'), type: 'text', max: 80, needed: true },
              { name: 'organiser', label: t('plan.organiser'), type: 'text', max: 80, value: plan.unit, needed: true },
              {
                name: 'organiserLevel',
                label: t('plan.level'),
                type: 'select',
                value: 'COUNTY',
                options: ORGANISER_LEVELS.map((value) => ({ value, label: t(`levels.${value}`) })),
              },
              { name: 'beginsOn', label: t('plan.beginsOn'), type: 'day', value: today },
              { name: 'endsOn', label: t('plan.endsOn'), type: 'day', value: addDays(today, USUAL_DAYS) },
              {
                name: 'registeredTarget',
                label: t('plan.registered'),
                type: 'count',
                max: 4,
                value: String(plan.registered ?? ''),
                needed: true,
              },
              {
                name: 'othersTarget',
                label: t('plan.others'),
                type: 'count',
                max: 4,
                value: String(plan.others ?? ''),
                needed: true,
              },
              {
                name: 'mustInclude',
                label: t('plan.mustInclude'),
                type: 'picks',
                cols: 2,
                picked: MUST_INCLUDE,
                options: MUST_INCLUDE.map((value) => ({ value, label: t(`groups.${value}`) })),
              },
              {
                name: 'aspects',
                label: `${t('plan.aspects')} (${t('plan.aspectNote')})`,
                type: 'picks',
                cols: 2,
                picked: plan.aspects.map(({ code }) => code),
                options: plan.aspects.map((each) => ({
                  value: each.code,
                  label: named(each, locale) + (each.isInferred ? ' ★' : ''),
                })),
              },
              {
                name: 'regions',
                label: t('plan.regions'),
                type: 'picks',
                options: plan.regions.map(({ code, name }) => ({ value: code, label: name })),
              },
            ]}
            submit={t('plan.save')}
            busy={t('plan.busy')}
          />
        </section>
      )}
    </>
  )
}
