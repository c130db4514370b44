import { shapeOf } from '@/components/findings/state'
import { Life } from '@/components/ui/life'
import { SectionHead } from '@/components/ui/section-head'
import { WAY } from '@/lib/findings/lifecycle'
import type { FindingView } from '@/lib/findings/queries/finding'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

/** How far a line is on its way to be closed, and what came of looking at it again. */
export async function FindingWay({ finding }: Readonly<{ finding: FindingView }>) {
  const [t, locale] = await Promise.all([getTranslations('findings'), getLocale()])
  const { status, record, today, rechecks } = finding
  const day = (text: string | null) => (text ? nearDay(text, today, locale) : '')
  const at = WAY.indexOf(status)
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('page.way')} />
      <Life
        steps={WAY.map((each, index) => {
          const last = record.findLast(({ to, step }) => to === each && step !== 'prove' && step !== 'progress')
          const isDone = index <= at
          return {
            key: each,
            phase: index < at || status === 'CLOSED' ? 'done' : index === at ? 'now' : 'todo',
            state: index === at ? shapeOf(finding) : undefined,
            title: t(`statuses.${each}`),
            sub: isDone && last ? [day(last.on), last.by].join('  ') : undefined,
          } as const
        })}
      />
      {rechecks.length > 0 && (
        <>
          <SectionHead title={t('page.rechecks')} />
          <ul className="grid gap-1 text-13">
            {rechecks.map(({ round, isDrawn, lapsed, dueOn, result, on, by }) => (
              <li key={round}>
                {result
                  ? t('page.looked', { day: day(on), name: by ?? '', result: t(`results.${result}`) })
                  : lapsed
                    ? t('page.lapsed', { n: round + 1 })
                    : isDrawn
                      ? t('page.drawn', { n: round + 1, day: day(dueOn) })
                      : t('page.notDrawn', { n: round + 1 })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
