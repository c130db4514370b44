import { EXPORT_STATE } from '@/components/exports/state'
import { TupleTable } from '@/components/ui/tuple-table'
import type { ListedExport } from '@/lib/exports/queries/requests'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

/** Exports, one a row: what, by whom, how much, what for, how it stands. */
export async function ExportTable({
  caption,
  exports,
}: Readonly<{ caption: string; exports: readonly ListedExport[] }>) {
  const [t, locale] = await Promise.all([getTranslations('exports'), getLocale()])
  const rows = exports.map((each) => [
    each.id,
    t(`kinds.${each.kind}`),
    `${each.serial} ${each.regionName}`,
    each.requestedByName,
    moment(each.requestedAt, locale),
    each.fileRows ?? each.rowCount,
    each.isUnmasked ? t('page.unmasked') : t('page.masked'),
    t(`purposes.${each.purpose}`),
    each.purposeNote,
    t(`states.${each.state}`),
    each.decidedByName ?? '',
    EXPORT_STATE[each.state],
  ])
  return (
    <TupleTable
      caption={caption}
      columns={[
        { head: t('inbox.what'), at: 1, sub: 2, href: '/exports/{0}', strong: true },
        { head: t('inbox.who'), at: 3, sub: 4 },
        { head: t('inbox.rows'), at: 5, sub: 6, kind: 'number' },
        { head: t('inbox.purpose'), at: 7, sub: 8 },
        { head: t('inbox.state'), at: 9, kind: 'state', state: 11 },
        { head: t('inbox.approvedBy'), at: 10 },
      ]}
      rows={rows}
    />
  )
}
