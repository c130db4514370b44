import { named } from '@/components/inspections/names'
import { TupleTable } from '@/components/ui/tuple-table'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { CampaignView } from '@/lib/inspections/queries/campaign'

/** Households done and left, and problems by aspect, of every village and in all; each village opens its households. */
export async function SummaryTable({ campaign }: Readonly<{ campaign: CampaignView }>) {
  const [t, locale] = await Promise.all([getTranslations('inspections'), getLocale()])
  const { villages, aspects } = campaign
  if (villages.length === 0) return <p className="pb-4 text-ink-3">{t('summary.none')}</p>
  const sum = (of: (village: (typeof villages)[number]) => number) =>
    villages.reduce((all, village) => all + of(village), 0)
  const [drawn, done] = [sum((each) => each.drawn - each.missed), sum((each) => each.done)]
  const leftOf = (left: number) => (left > 0 ? t('summary.left', { n: left }) : '')
  return (
    <TupleTable
      caption={t('summary.title')}
      columns={[
        { head: t('summary.village'), at: 1, sub: 2, href: '{3}', strong: true },
        { head: t('summary.done'), at: 4, sub: 5, align: 'r' },
        ...aspects.map((aspect, index) => ({ head: named(aspect, locale), at: 7 + index, kind: 'number' as const })),
        { head: t('summary.fixed'), at: 6, kind: 'number' },
      ]}
      rows={[
        ...villages.map((each) => [
          each.village,
          each.name,
          each.township,
          `/inspections/${campaign.id}/households?village=${each.village}`,
          `${each.done} / ${each.drawn - each.missed}`,
          leftOf(each.drawn - each.missed - each.done),
          each.fixed,
          ...aspects.map(({ code }) => each.aspects.get(code) ?? 0),
        ]),
        [
          'total',
          t('summary.total'),
          '',
          `/inspections/${campaign.id}/households`,
          `${done} / ${drawn}`,
          leftOf(drawn - done),
          sum((each) => each.fixed),
          ...aspects.map(({ code }) => sum((each) => each.aspects.get(code) ?? 0)),
        ],
      ]}
    />
  )
}
