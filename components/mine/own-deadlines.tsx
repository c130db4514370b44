import { deadlineHref, deadlineSpeaker } from '@/components/deadlines/speak'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { percent } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { Mine } from '@/lib/worklist/queries/mine'

type Props = { deadlines: NonNullable<Mine['deadlines']>; today: string }

/** 今年办结的期限 · What a person met this year, in time or late, with the reason; the share is of the rows below it. */
export async function OwnDeadlines({ deadlines: { rows, most }, today }: Readonly<Props>) {
  const [t, { kind, day }] = await Promise.all([getTranslations('mine.deadlines'), deadlineSpeaker(today)])
  const late = rows.filter(({ isLate }) => isLate)
  const kept = rows.length - late.length
  const told = (reason: string | null) => (reason ? t('reason', { reason }) : t('ask'))
  return (
    <section className="sheet px-4 pb-3">
      <SectionHead
        title={t('title')}
        note={rows.length > 0 && t('kept', { rate: percent(kept, rows.length), n: kept, of: rows.length })}
      />
      {rows.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
      ) : (
        <details open={rows.length <= 10}>
          <summary className="min-h-8 cursor-pointer py-1">{t('late', { n: late.length })}</summary>
          <TupleTable
            caption={t('title')}
            columns={[
              { head: t('heads.what'), at: 1, href: '{7}', strong: true },
              { head: t('heads.household'), at: 2, sub: 3 },
              { head: t('heads.due'), at: 4 },
              { head: t('heads.met'), at: 5, sub: 8, kind: 'state', state: 6 },
            ]}
            rows={[...late, ...rows.filter(({ isLate }) => !isLate)].map((row) => [
              row.id,
              kind(row.kind),
              row.name,
              row.village,
              day(row.dueOn),
              `${day(row.metOn)} ${row.isLate ? t('lateWord') : t('onTime')}`,
              row.isLate ? 'crossed' : 'held',
              deadlineHref(row),
              row.isLate ? told(row.lateReason) : '',
            ])}
          />
        </details>
      )}
      {rows.length === most && <p className="pt-2 text-12 text-ink-3">{t('most', { n: most })}</p>}
    </section>
  )
}
