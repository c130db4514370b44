import type { Metadata } from 'next'
import { PlanForm } from '@/components/identification/plan-form'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { planExitsAction } from '@/lib/identification/actions'
import { getPlan } from '@/lib/identification/queries/start'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identification'))('plan.title') }
}

export default async function ExitPlanPage({ searchParams }: Readonly<Props>) {
  const region = asked(await searchParams, 'region')
  const [t, items, { plan, own }] = await Promise.all([
    getTranslations('identification'),
    getTranslations('monitoring.items'),
    load('identification:plan', async (ctx) => ({
      plan: await getPlan(ctx, region),
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    })),
  ])
  const shown = plan.households.length
  return (
    <>
      <PageHead title={t('plan.title')} back="/identification" sub={t('plan.sub', { year: String(plan.year) })} />
      <RegionFilter own={own} place={plan.place} />
      {shown === 0 ? (
        <EmptyState title={t('plan.empty')}>{t('plan.emptyWhy')}</EmptyState>
      ) : (
        <section className="sheet px-4 py-4">
          {plan.total > shown && (
            <p className="pb-3 text-13 text-ink-2">{t('plan.more', { total: plan.total, n: shown })}</p>
          )}
          <PlanForm
            action={planExitsAction}
            commandId={crypto.randomUUID()}
            year={plan.year}
            rows={plan.households.map((each) => ({
              pair: `${each.id}:${crypto.randomUUID()}`,
              name: each.headName,
              village: each.village,
              income: each.incomeFen === null ? t('plan.noIncome') : `${yuan(each.incomeFen)} (${each.incomeYear})`,
              failing:
                each.failing.length === 0 ? t('plan.none') : each.failing.map((item) => items(item)).join(t('join')),
            }))}
            words={{
              year: t('plan.year'),
              choose: t('plan.choose'),
              household: t('plan.household'),
              income: t('plan.income'),
              failing: t('plan.failing'),
              go: t('plan.go'),
              busy: t('plan.busy'),
              caption: t('plan.title'),
            }}
          />
        </section>
      )}
    </>
  )
}
