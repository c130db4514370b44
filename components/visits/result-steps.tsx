import { Life, type LifeStep } from '@/components/ui/life'
import { moment, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { VisitResult } from '@/lib/visits/queries/visit-result'

/** What comes next after a visit, with days and who. */
export async function ResultSteps({ result, today }: Readonly<{ result: VisitResult; today: string }>) {
  const [t, locale] = await Promise.all([getTranslations('visits.result.steps'), getLocale()])
  const { visit, screening } = result
  const clue = screening?.clue?.status === 'OPEN' ? screening.clue : null
  const day = (text: string) => nearDay(text, today, locale)
  const steps: (LifeStep & { on: string })[] = []
  if (clue) {
    steps.push(
      {
        key: 'verify',
        on: clue.verifyBy,
        phase: 'now',
        state: clue.verifyBy < today ? 'crossed' : 'due',
        title: t('verify', { day: day(clue.verifyBy) }),
        sub: t('verifySub'),
      },
      { key: 'identify', on: clue.identifyBy, phase: 'todo', title: t('identify', { day: day(clue.identifyBy) }) },
    )
  }
  for (const promise of visit.promises) {
    steps.push({
      key: promise.id,
      on: promise.dueOn,
      phase: 'todo',
      title: t('promise', { content: promise.content, day: day(promise.dueOn) }),
      sub: t('promiseSub', { name: promise.by }),
    })
  }
  if (visit.nextVisitOn) {
    steps.push({
      key: 'next',
      on: visit.nextVisitOn,
      phase: clue ? 'todo' : 'now',
      title: t('next', { day: day(visit.nextVisitOn) }),
      sub: t('nextSub'),
    })
  }
  steps.sort((a, b) => (a.on < b.on ? -1 : 1))
  const handed: LifeStep[] =
    clue && visit.townshipName
      ? [
          {
            key: 'handed',
            phase: 'done',
            title: t('handed', { place: visit.townshipName }),
            sub: t('handedSub', { time: moment(visit.receivedAt, locale) }),
          },
        ]
      : []
  const all = [...handed, ...steps]
  return all.length > 0 ? <Life steps={all} /> : <p className="text-ink-2">{t('nothing')}</p>
}
