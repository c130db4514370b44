import { fieldSpeaker } from '@/components/duplicates/speak'
import { Glyph } from '@/components/ui/glyph'
import { LedgerTable } from '@/components/ui/ledger-table'
import type { FieldRow } from '@/lib/duplicates/queries/shown'
import { getTranslations } from '@/lib/i18n/server'

/** Both records field by field; a shape and a word mark what differs. */
export async function CompareTable({ rows }: Readonly<{ rows: readonly FieldRow[] }>) {
  const [t, speak] = await Promise.all([getTranslations('duplicates'), fieldSpeaker()])
  const cell = (text: string) => text || <span className="text-ink-3">{t('review.blank')}</span>
  return (
    <LedgerTable
      caption={t('review.compare')}
      stack
      columns={[{ head: t('review.field') }, { head: t('review.first') }, { head: t('review.second') }]}
      rows={rows.map((row) => ({
        key: row.field,
        cells: [
          <span key="field" className="inline-flex items-center gap-1">
            {t(`fields.${row.field}` as never)}
            {!row.isSame && (
              <span className="chip bare" data-s="behind">
                <Glyph state="behind" />
                <span className="sr-only">{t('review.differs')}</span>
              </span>
            )}
          </span>,
          cell(speak(row.left)),
          cell(speak(row.right)),
        ],
      }))}
    />
  )
}
