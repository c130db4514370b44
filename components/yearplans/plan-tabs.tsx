import { Tabs } from '@/components/ui/tabs'
import { getTranslations } from '@/lib/i18n/server'
import { PLAN_PARTS, type PlanPart } from '@/lib/yearplans/schema'

/** The parts of a village's year. */
export async function PlanTabs({ id, part }: Readonly<{ id: string; part: PlanPart }>) {
  const t = await getTranslations('yearplans')
  return (
    <Tabs
      label={t('title')}
      tabs={PLAN_PARTS.map((each) => ({
        href: `/village-plans/${id}${each === 'tasks' ? '' : `?part=${each}`}`,
        label: t(`parts.${each}`),
        current: each === part,
      }))}
    />
  )
}
