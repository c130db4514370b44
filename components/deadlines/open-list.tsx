import { deadlineHref, deadlineSpeaker } from '@/components/deadlines/speak'
import { TupleTable } from '@/components/ui/tuple-table'
import type { ShownDeadline } from '@/lib/worklist/queries/deadlines'

/** Open deadlines: what, for whom, how it stands in words and shape, the time given, who answers and how far it was raised. */
export async function OpenDeadlines({ rows, today }: Readonly<{ rows: readonly ShownDeadline[]; today: string }>) {
  const speak = await deadlineSpeaker(today)
  const { t } = speak
  return (
    <TupleTable
      caption={t('title')}
      columns={[
        { head: t('heads.household'), at: 1, sub: 2, href: '{9}', strong: true },
        { head: t('heads.what'), at: 3 },
        { head: t('heads.due'), at: 4, sub: 5, kind: 'state', state: 6 },
        { head: t('heads.clock'), at: 7, sub: 10 },
        { head: t('heads.answers'), at: 8, sub: 11 },
      ]}
      rows={rows.map((row) => {
        const { state, text } = speak.due(row)
        const place = [row.township, row.village].filter(Boolean).join(' ')
        const unknown = row.years.length > 0 ? t('yearUnknown', { years: row.years.join(t('listJoin')) }) : ''
        return [
          row.id,
          row.name,
          place,
          speak.kind(row.kind),
          text,
          t('by', { day: speak.day(row.dueOn) }),
          state,
          speak.clock(row),
          speak.answers(row.level, row.answers),
          deadlineHref(row),
          unknown,
          speak.raised(row),
        ]
      })}
    />
  )
}
