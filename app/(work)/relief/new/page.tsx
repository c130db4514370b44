import type { Metadata } from 'next'
import { HouseholdSummary } from '@/components/monitoring/household-summary'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { EmptyState } from '@/components/ui/empty-state'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { recordReliefEventAction } from '@/lib/relief/actions'
import { getReliefStart } from '@/lib/relief/queries/event'
import { CAUSES } from '@/lib/relief/schema/lines'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('relief'))('event.new') }
}

export default async function NewReliefEventPage({ searchParams }: Readonly<Props>) {
  const householdId = asked(await searchParams, 'household')
  const [t, named, found] = await Promise.all([
    getTranslations('relief'),
    getTranslations('households'),
    load('relief:apply', async (ctx) => (householdId ? getReliefStart(ctx, householdId) : null)),
  ])
  if (!found) {
    return (
      <>
        <PageHead title={t('event.new')} back="/relief" />
        <EmptyState title={t('event.choose')} action={{ href: '/households', label: t('list.toHouseholds') }}>
          {t('event.chooseWhy')}
        </EmptyState>
      </>
    )
  }
  const { household, members, today } = found
  return (
    <div className="max-w-160">
      <PageHead
        title={t('event.new')}
        aside={named('householdOf', { name: household.headName })}
        back={`/households/${household.id}`}
      />
      <div className="grid gap-4">
        <section className="sheet px-4 py-4">
          <StepForm
            prefix="event-"
            action={recordReliefEventAction}
            hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID(), householdId: household.id }}
            fields={[
              {
                name: 'cause',
                label: t('event.cause'),
                type: 'select',
                options: CAUSES.map((value) => ({ value, label: t(`causes.${value}`) })),
              },
              {
                name: 'personId',
                label: t('event.person'),
                type: 'select',
                empty: t('event.wholeHousehold'),
                options: members.map(({ id, name }) => ({ value: id, label: name })),
              },
              { name: 'happenedOn', label: t('event.happenedOn'), type: 'day', value: today, most: today },
              {
                name: 'totalYuan',
                label: t('event.totalYuan'),
                type: 'money',
                unit: t('yuan'),
                hint: t('event.totalHint'),
              },
              {
                name: 'policyYuan',
                label: t('event.policyYuan'),
                type: 'money',
                unit: t('yuan'),
                hint: t('event.policyHint'),
              },
              { name: 'note', label: t('event.note'), type: 'long', max: 300 },
            ]}
            submit={t('event.record')}
            busy={t('busy')}
          />
        </section>
        <HouseholdSummary household={household} today={today} />
      </div>
    </div>
  )
}
