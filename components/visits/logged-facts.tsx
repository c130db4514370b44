import type { ReactNode } from 'react'
import { Facts } from '@/components/ui/facts'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { GUARANTEE_ITEMS } from '@/lib/monitoring/rules/choices'
import type { LoggedVisit } from '@/lib/visits/queries/visit-result'

/** What a visit noted, as it was written down. */
export async function LoggedFacts({ visit, today }: Readonly<{ visit: LoggedVisit; today: string }>) {
  const [t, f, locale] = await Promise.all([
    getTranslations('visits.result'),
    getTranslations('visits.form'),
    getLocale(),
  ])
  const join = f('guarantees.join')
  const failed = GUARANTEE_ITEMS.filter((item) => visit.guarantees[item]?.result === 'FAIL')
  const shocks = visit.shocks.map((shock) => {
    const amounts = [
      shock.totalFen === null ? '' : t('total', { yuan: yuan(shock.totalFen) }),
      shock.selfPaidFen === null ? '' : t('selfPaid', { yuan: yuan(shock.selfPaidFen) }),
      shock.note,
    ].filter(Boolean)
    return [f(`shocks.${shock.kind}`), ...amounts].join(' ')
  })
  const items: { key: string; name: string; value: ReactNode }[] = [
    { key: 'day', name: t('visitedOn'), value: nearDay(visit.visitedOn, today, locale) },
    { key: 'visitor', name: t('visitor'), value: visit.visitor },
    { key: 'met', name: t('met'), value: visit.peopleMet.map((person) => f(`met.${person}`)).join(join) },
    {
      key: 'guarantees',
      name: t('guarantees'),
      value:
        failed.length === 0
          ? t('metAll')
          : failed.map((item) => `${f(`guarantees.${item}`)} ${t('failed')}`).join(join),
    },
    { key: 'income', name: t('income'), value: f(`income.${visit.incomeChange}`) },
  ]
  if (visit.expectedPerCapitaFen !== null) {
    items.push({
      key: 'expected',
      name: t('expected'),
      value: `${yuan(visit.expectedPerCapitaFen)} ${f('shocks.yuan')}`,
    })
  }
  if (shocks.length > 0) items.push({ key: 'shocks', name: t('shocks'), value: shocks.join(join) })
  if (visit.kept.length > 0) {
    items.push({ key: 'kept', name: t('kept'), value: visit.kept.map((each) => each.content).join(join) })
  }
  if (visit.demands) items.push({ key: 'demands', name: t('demands'), value: visit.demands })
  if (visit.note) items.push({ key: 'note', name: t('note'), value: visit.note })
  return <Facts items={items} />
}
