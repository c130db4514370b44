import { Chip } from '@/components/ui/chip'
import type { StateKey } from '@/components/ui/glyph'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import type { HouseholdRecord } from '@/lib/households/queries/record'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'

const SOON_DAYS = 7

/** What is due for this household: its open clue or case, promises and the next visit. */
export async function RecordAhead({ record, today }: Readonly<{ record: HouseholdRecord; today: string }>) {
  const [t, locale] = await Promise.all([getTranslations('households'), getLocale()])
  const { clue, openCase, household } = record
  const day = (text: string) => nearDay(text, today, locale)
  const due = (text: string): { state: StateKey; words: string } => {
    const days = daysBetween(today, text)
    if (days < 0) return { state: 'crossed', words: t('list.daysOver', { n: -days }) }
    if (days === 0) return { state: 'due', words: t('list.dueToday') }
    return { state: days <= SOON_DAYS ? 'due' : 'open', words: t('list.daysLeft', { n: days }) }
  }
  const rows = [
    ...record.promises.map((promise) => ({
      key: promise.id,
      title: promise.content,
      sub: t('page.promise', { name: promise.by, day: day(promise.dueOn) }),
      due: due(promise.dueOn),
    })),
    ...(household.nextVisitOn
      ? [{ key: 'next', title: t('page.nextVisit'), sub: day(household.nextVisitOn), due: due(household.nextVisitOn) }]
      : []),
  ]
  return (
    <>
      {clue && (
        <section className="sheet border-t-4 border-t-st px-4 pb-4" data-s={due(clue.verifyBy).state}>
          <SectionHead title={t('page.clue', { number: clue.no })} />
          <p className="text-16 font-semibold">{t('page.verifyBy', { day: day(clue.verifyBy) })}</p>
          <Chip state={due(clue.verifyBy).state} bare>
            {due(clue.verifyBy).words}
          </Chip>
          <p className="pb-3 text-13 text-ink-2">{t('page.identifyBy', { day: day(clue.identifyBy) })}</p>
          <LinkButton href={`/clues/${clue.id}`}>{t('page.openClue')}</LinkButton>
        </section>
      )}
      {openCase && (
        <section className="sheet px-4 pb-4">
          <SectionHead title={t('page.cases', { number: openCase.no })} />
          <p className="pb-3 text-13 text-ink-2">{t('page.identifiedOn', { day: day(openCase.identifiedOn) })}</p>
          <LinkButton href={`/monitoring/${openCase.id}`}>{t('page.openCase')}</LinkButton>
        </section>
      )}
      <section className="sheet px-4 pb-4">
        <SectionHead title={t('page.ahead')} />
        {record.promises.length === 0 && <p className="py-2 text-13 text-ink-3">{t('page.aheadNone')}</p>}
        <ul>
          {rows.map((row) => (
            <li key={row.key} className="flex items-start justify-between gap-3 border-t border-hair py-2">
              <span className="min-w-0">
                <b className="block">{row.title}</b>
                <span className="text-12 text-ink-3">{row.sub}</span>
              </span>
              <Chip state={row.due.state} bare>
                {row.due.words}
              </Chip>
            </li>
          ))}
        </ul>
        {!household.nextVisitOn && (
          <p className="border-t border-hair py-2 text-13 text-ink-3">{t('page.noNextVisit')}</p>
        )}
      </section>
    </>
  )
}
