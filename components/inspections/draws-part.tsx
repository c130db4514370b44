import { Facts } from '@/components/ui/facts'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { CampaignView } from '@/lib/inspections/queries/campaign'

/** Every draw with what it takes to repeat it. */
export async function DrawsPart({ campaign }: Readonly<{ campaign: CampaignView }>) {
  const [t, locale] = await Promise.all([getTranslations('inspections'), getLocale()])
  return campaign.draws.map((draw) => (
    <div key={draw.round} className="border-b border-hair py-2">
      <Facts
        items={[
          {
            key: 'round',
            name: t('draws.round'),
            value: draw.isInstead ? t('draws.instead', { round: draw.round }) : draw.round,
          },
          { key: 'drawn', name: t('draws.drawn'), value: draw.drawn },
          {
            key: 'frame',
            name: t('draws.frame'),
            value: t('draws.frameText', { day: nearDay(draw.frameOn, campaign.today, locale), n: draw.frameSize }),
          },
          { key: 'by', name: t('draws.by'), value: draw.by },
          { key: 'seed', name: t('draws.seed'), value: <code className="break-all text-12">{draw.seed}</code> },
          { key: 'sum', name: t('draws.sum'), value: <code className="break-all text-12">{draw.frameSum}</code> },
          { key: 'method', name: t('draws.method'), value: t(`draws.methods.${draw.method}`) },
        ]}
      />
    </div>
  ))
}
