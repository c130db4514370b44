import { randomUUID } from 'node:crypto'
import { LateReasonForm } from '@/components/deadlines/late-reason-form'
import { deadlineHref, deadlineSpeaker } from '@/components/deadlines/speak'
import { Dot } from '@/components/ui/dot'
import { Glyph } from '@/components/ui/glyph'
import { explainLateAction } from '@/lib/deadlines/actions'
import { daysBetween } from '@/lib/platform/days'
import type { ShownDeadline } from '@/lib/worklist/queries/deadlines'

type Props = { rows: readonly ShownDeadline[]; today: string; mayExplain: boolean }

/** What was done late, with why; where nobody has said it yet, the question. */
export async function LateDeadlines({ rows, today, mayExplain }: Readonly<Props>) {
  const { t, day, kind } = await deadlineSpeaker(today)
  const words = {
    explain: t('late.explain'),
    label: t('late.label'),
    hint: t('late.hint'),
    do: t('late.do'),
    busy: t('late.busy'),
  }
  return (
    <ul className="sheet divide-y divide-hair px-4">
      {rows.map((row) => (
        <li key={row.id} className="py-3">
          <div className="flex items-start gap-2.5 text-st" data-s={row.lateReason ? 'closed' : 'behind'}>
            <Glyph state={row.lateReason ? 'closed' : 'behind'} className="mt-1 size-[18px] shrink-0" />
            <div className="min-w-0 flex-1 text-ink">
              <a href={deadlineHref(row)} className="font-semibold">
                {row.name}
              </a>
              <Dot />
              {kind(row.kind)}
              <p className="text-13 text-ink-2">
                {[row.township, row.village].filter(Boolean).join(' ')}
                <Dot />
                {t('late.met', {
                  day: day(row.metOn ?? row.dueOn),
                  n: daysBetween(row.dueOn, row.metOn ?? row.dueOn),
                })}
                {row.metBy && (
                  <>
                    <Dot />
                    {t('late.by', { name: row.metBy })}
                  </>
                )}
              </p>
              <p className="text-14">
                {row.lateReason ? t('late.reason', { text: row.lateReason }) : t('late.missing')}
              </p>
            </div>
          </div>
          {!row.lateReason && mayExplain && (
            <LateReasonForm action={explainLateAction} deadlineId={row.id} commandId={randomUUID()} words={words} />
          )}
        </li>
      ))}
    </ul>
  )
}
