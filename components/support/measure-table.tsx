import type { StateKey } from '@/components/ui/glyph'
import { TupleTable } from '@/components/ui/tuple-table'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { ShownMeasure } from '@/lib/support/queries/shown'
import type { MeasureStatus } from '@/lib/support/schema'

type Line = ShownMeasure & { headName?: string; village?: string }

export const STATE_OF: Record<MeasureStatus, StateKey> = {
  PLANNED: 'open',
  IN_PROGRESS: 'doing',
  DELIVERED: 'submitted',
  CONFIRMED_BY_HOUSEHOLD: 'held',
  CANCELLED: 'na',
}

/** Measures as lines: for whom, what, how much, and how far it is. */
export async function MeasureTable({ measures, today }: Readonly<{ measures: readonly Line[]; today: string }>) {
  const [t, locale] = await Promise.all([getTranslations('support'), getLocale()])
  const day = (text: string) => nearDay(text, today, locale)
  const hasHouseholds = measures.some(({ headName }) => headName !== undefined)
  const rows = measures.map((each) => {
    const isOpen = each.status === 'PLANNED' || each.status === 'IN_PROGRESS'
    const late = isOpen && each.finishBy < today
    const named = each.title || (each.type && (locale === 'zh-CN' ? each.type.nameZh : each.type.nameEn))
    const category = t(`categories.${each.category}`)
    return [
      each.id,
      each.headName ?? '',
      each.village ?? '',
      named || category,
      [named && category, each.scale, each.person].filter(Boolean).join('  '),
      each.amountFen > 0 ? yuan(each.amountFen) : '',
      each.fundSource ? t(`sources.${each.fundSource}`) : '',
      day(each.countsOn),
      t(`statuses.${each.status}`),
      late
        ? t('page.late', { day: day(each.finishBy) })
        : isOpen
          ? t('list.by', { day: day(each.finishBy) })
          : each.confirmedOn
            ? t('list.signed', { day: day(each.confirmedOn) })
            : '',
      late ? 'crossed' : STATE_OF[each.status],
      each.unit,
      each.responsible,
    ]
  })
  const measure = { head: t('list.measure'), at: 3, sub: 4, href: '/support/{0}', strong: !hasHouseholds }
  return (
    <TupleTable
      caption={t('title')}
      columns={[
        ...(hasHouseholds
          ? [
              { head: t('list.household'), at: 1, sub: 2, href: '/support/{0}', strong: true },
              { ...measure, href: undefined },
            ]
          : [measure]),
        { head: t('list.amount'), at: 5, sub: 6, align: 'r' as const },
        { head: t('list.day'), at: 7 },
        { head: t('list.status'), at: 8, sub: 9, kind: 'state' as const, state: 10 },
        { head: t('list.unit'), at: 11, sub: 12 },
      ]}
      rows={rows}
    />
  )
}
