import { Facts } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import type { MonitoredType } from '@/lib/households/schema'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { GuaranteeItem } from '@/lib/monitoring/rules/choices'

type Props = {
  today: string
  household: {
    id: string
    householdNo: string
    memberCount: number
    povertyStatus: keyof typeof STANDINGS
    exitYear: number | null
    monitoredType: MonitoredType | null
    village: string
    township: string
    lastVisitedOn: string | null
    failing: readonly GuaranteeItem[]
  }
}

const STANDINGS = {
  NEVER_POOR: 1,
  NOT_EXITED: 1,
  EXIT_PLANNED: 1,
  EXITED: 1,
  EXITED_STABLE: 1,
  RELAPSED: 1,
} as const

/** The household of a clue or a case in a few facts, with the way to its own page. */
export async function HouseholdSummary({ household, today }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('monitoring'), getLocale()])
  const failing = household.failing.map((item) => t(`items.${item}`)).join(t('listJoin'))
  const exit = household.exitYear ? ` ${household.exitYear}` : ''
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead
        title={t('clue.household')}
        end={
          <LinkButton href={`/households/${household.id}`} size="small" icon="house">
            {t('clue.toHousehold')}
          </LinkButton>
        }
      />
      <Facts
        items={[
          { key: 'place', name: t('clue.place'), value: `${household.township} ${household.village}` },
          { key: 'no', name: t('clue.householdNo'), value: household.householdNo },
          { key: 'status', name: t('clue.status'), value: t(`standing.${household.povertyStatus}`) + exit },
          { key: 'people', name: t('clue.people'), value: t('clue.members', { n: household.memberCount }) },
          { key: 'failing', name: t('clue.failing'), value: failing || t('clue.allMet') },
          {
            key: 'visit',
            name: t('clue.lastVisit'),
            value: household.lastVisitedOn ? nearDay(household.lastVisitedOn, today, locale) : t('clue.never'),
          },
        ]}
      />
    </section>
  )
}
