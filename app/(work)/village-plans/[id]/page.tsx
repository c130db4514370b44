import type { Metadata } from 'next'
import { LoanCounts } from '@/components/loans/loan-counts'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { GroupsPart } from '@/components/yearplans/groups-part'
import { LabourPart } from '@/components/yearplans/labour-part'
import { PlanTabs } from '@/components/yearplans/plan-tabs'
import { SuppliesPart } from '@/components/yearplans/supplies-part'
import { TasksPart } from '@/components/yearplans/tasks-part'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { getLoanCounts } from '@/lib/loans/queries/counts'
import { load } from '@/lib/platform/load'
import { getPlanPart } from '@/lib/yearplans/queries/part'
import { PLAN_PARTS } from '@/lib/yearplans/schema'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('yearplans'))('title') }
}

export default async function VillagePlanPage({ params, searchParams }: Readonly<Props>) {
  const [{ id }, parameters] = await Promise.all([params, searchParams])
  const part = PLAN_PARTS.find((each) => each === asked(parameters, 'part')) ?? 'tasks'
  const [t, words, { loans, plan, ...shown }] = await Promise.all([
    getTranslations('yearplans'),
    clientWords('outbox'),
    load('villagePlan:read', async (ctx) => {
      const found = await getPlanPart(ctx, id, part)
      const isFirst = part === 'tasks'
      return { ...found, loans: isFirst ? await getLoanCounts(ctx, found.plan.region.code) : null }
    }),
  ])
  const title = t('plan.title', { village: plan.region.name, year: String(plan.year) })
  return (
    <>
      <PageHead
        title={title}
        back="/village-plans"
        crumbs={[{ href: '/village-plans', label: t('title') }, { label: title }]}
        sub={t('plan.sub', { above: plan.region.above, secretary: plan.secretary })}
      />
      {plan.mayKeep && <UnsentBanner userId={plan.userId} words={words.unsent} />}
      <PlanTabs id={id} part={part} />
      <div className="pt-4">
        {loans && (
          <div className="pb-4">
            <LoanCounts counts={loans} region={plan.region.code} />
          </div>
        )}
        {shown.part === 'tasks' && <TasksPart plan={plan} tasks={shown.tasks} />}
        {shown.part === 'labour' && <LabourPart plan={plan} labour={shown.labour} />}
        {shown.part === 'groups' && <GroupsPart plan={plan} groups={shown.groups} />}
        {shown.part === 'supplies' && <SuppliesPart plan={plan} supplies={shown.supplies} />}
      </div>
    </>
  )
}
