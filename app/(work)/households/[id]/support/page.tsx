import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { PlanPart } from '@/components/support/plan-part'
import { RecordSupport } from '@/components/support/record-support'
import { Banner } from '@/components/ui/banner'
import { loadRecord } from '@/lib/audit/readings'
import { getTranslations } from '@/lib/i18n/server'
import { newId } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { getMeasureForm } from '@/lib/support/queries/form'
import { getHouseholdSupport } from '@/lib/support/queries/household'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('household.title') }
}

export default async function HouseholdSupportPage({ params, searchParams }: Readonly<Props>) {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const [t, named, { form, support, role, today, planId }] = await Promise.all([
    getTranslations('support'),
    getTranslations('households'),
    loadRecord('household:read', async (ctx) => {
      const found = await getMeasureForm(ctx, id)
      return {
        reading: found.reading,
        form: found,
        support: await getHouseholdSupport(ctx, id),
        role: ctx.actor.role,
        today: ctx.today,
        planId: newId(ctx.now),
      }
    }),
  ])
  const { household } = form
  const name = named('householdOf', { name: household.headName })
  return (
    <>
      <PageHead
        title={t('household.title')}
        back={`/households/${id}`}
        crumbs={[{ href: `/households/${id}`, label: name }, { label: t('household.title') }]}
        sub={`${name}  ${household.village}`}
      />
      {query.kept === 'plan' && (
        <div className="pb-4">
          <Banner state="held" live title={t('household.kept')} />
        </div>
      )}
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <RecordSupport support={support} householdId={id} today={today} mayRecord={may(role, 'support:record')} />
        <PlanPart
          support={support}
          household={{ ...household, helper: form.usual.responsible }}
          today={today}
          mayPlan={may(role, 'support:plan')}
          newId={planId}
        />
      </div>
    </>
  )
}
