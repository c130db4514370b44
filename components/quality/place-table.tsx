import { LedgerTable } from '@/components/ui/ledger-table'
import { count, percent } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { scoreOf } from '@/lib/quality/rules/clearing'
import type { VillageRow } from '@/lib/quality/schema'

/** Villages (or counties) with what is to be cleared in them, worst first; each leads to its own list. */
export async function PlaceTable({ rows, isVillages }: Readonly<{ rows: readonly VillageRow[]; isVillages: boolean }>) {
  const t = await getTranslations('quality')
  const right = 'r' as const
  return (
    <LedgerTable
      caption={t('places.caption')}
      stack
      columns={[
        { head: isVillages ? t('places.village') : t('places.place') },
        { head: t('places.score'), align: right },
        { head: t('severities.E'), align: right },
        { head: t('severities.W'), align: right },
        { head: t('severities.A'), align: right },
        { head: t('places.explained'), align: right },
        { head: t('places.complete'), align: right },
        { head: t('places.households'), align: right },
      ]}
      rows={rows.map((row) => ({
        key: row.code,
        cells: [
          <span key="name">
            <a className="tap underline" href={`/quality?region=${row.code}`}>
              {row.name}
            </a>
            {isVillages && <small className="block text-ink-2">{row.township}</small>}
          </span>,
          t('places.percent', { n: scoreOf(row) ?? 0 }),
          count(row.errors),
          count(row.warnings),
          count(row.audits),
          count(row.explained),
          percent(row.filled, row.expected),
          count(row.households),
        ],
      }))}
    />
  )
}
