import { Life } from '@/components/ui/life'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { CampaignView } from '@/lib/inspections/queries/campaign'
import { CAMPAIGN_STATUSES } from '@/lib/inspections/schema'

/** What a campaign went through with its figures of those days, and what is still to come. */
export async function CampaignLife({ campaign }: Readonly<{ campaign: CampaignView }>) {
  const [t, locale] = await Promise.all([getTranslations('inspections'), getLocale()])
  const ahead = CAMPAIGN_STATUSES.slice(CAMPAIGN_STATUSES.indexOf(campaign.status) + 1)
  const told = ({ record }: CampaignView['record'][number]) => {
    const n = (name: string) => Number(record[name] ?? 0)
    if ('round' in record) return t('page.drawn', { drawn: n('drawn'), frame: n('frame'), round: n('round') })
    if ('done' in record) {
      return t('page.summed', { done: n('done'), drawn: n('drawn'), problems: n('problems'), fixed: n('fixed') })
    }
    return 'letters' in record ? t('page.letters', { n: n('letters') }) : String(record.note ?? '')
  }
  return (
    <Life
      steps={[
        ...campaign.record.map((step) => ({
          key: `done-${step.no}`,
          phase: 'done' as const,
          title:
            'version' in step.record
              ? t('page.edited')
              : 'round' in step.record
                ? t('steps.SAMPLING_DRAWN')
                : t(`steps.${step.to}`),
          sub: [nearDay(step.on, campaign.today, locale), step.by, told(step)].filter(Boolean).join('  '),
        })),
        ...ahead.map((status, index) => ({
          key: `ahead-${status}`,
          phase: index === 0 ? ('now' as const) : ('todo' as const),
          title: t(`steps.${status}`),
        })),
      ]}
    />
  )
}
