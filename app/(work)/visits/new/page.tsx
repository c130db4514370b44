import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { LinkButton } from '@/components/ui/link-button'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { VisitForm } from '@/components/visits/visit-form'
import { VisitHead } from '@/components/visits/visit-head'
import { VisitPicks } from '@/components/visits/visit-picks'
import { clientWords } from '@/lib/i18n/client-words'
import { nearDay, shortDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { addDays, daysBetween, nextMonth } from '@/lib/platform/days'
import { newId } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { logVisitAction } from '@/lib/visits/actions'
import { findToVisit, listDue } from '@/lib/visits/queries/pick'
import { getVisitForm } from '@/lib/visits/queries/visit-form'
import { LATEST_SENDING_DAYS } from '@/lib/visits/rules/choices'

type Props = { searchParams: Promise<{ household?: string | string[]; q?: string | string[] }> }

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? ''

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('visits.form'))('title') }
}

export default async function NewVisitPage({ searchParams }: Readonly<Props>) {
  const query = await searchParams
  const household = one(query.household)
  return household ? <FormFor household={household} /> : <Choose text={one(query.q).trim().slice(0, 40)} />
}

async function Choose({ text }: Readonly<{ text: string }>) {
  const [t, words, { picks, today, userId }] = await Promise.all([
    getTranslations('visits.pick'),
    clientWords('visits'),
    load('visit:log', async (ctx) => ({
      picks: text ? await findToVisit(ctx, text) : await listDue(ctx),
      today: ctx.today,
      userId: ctx.actor.userId,
    })),
  ])
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <LinkButton href="/visits" look="quiet" icon="ledger">
            {t('records')}
          </LinkButton>
        }
      />
      <UnsentBanner userId={userId} words={words.unsent} />
      <VisitPicks picks={picks} text={text} today={today} />
    </>
  )
}

async function FormFor({ household }: Readonly<{ household: string }>) {
  const [t, words, locale, { visit, today, now, userId }] = await Promise.all([
    getTranslations('visits'),
    clientWords('visits'),
    getLocale(),
    load('visit:log', async (ctx) => ({
      visit: await getVisitForm(ctx, household),
      today: ctx.today,
      now: ctx.now,
      userId: ctx.actor.userId,
    })),
  ])
  const left = (dueOn: string) => {
    const n = daysBetween(today, dueOn)
    if (n < 0) return t('head.overdue', { n: -n })
    return n === 0 ? t('head.dueToday') : t('head.daysLeft', { n })
  }
  return (
    <div className="max-w-160">
      <PageHead title={t('form.title')} back="/visits/new" />
      <UnsentBanner userId={userId} words={words.unsent} mending={visit.id} />
      <VisitHead visit={visit} today={today} />
      <VisitForm
        action={logVisitAction}
        userId={userId}
        id={newId(now)}
        household={{ id: visit.id, name: visit.headName }}
        known={visit.checks}
        promises={visit.promises.map(({ id, content, dueOn, promisedOn }) => ({
          id,
          content,
          sub: `${t('head.promised', { day: nearDay(promisedOn, today, locale) })} · ${left(dueOn)}`,
          isLate: dueOn < today,
        }))}
        days={{
          today,
          tomorrow: addDays(today, 1),
          earliest: addDays(today, -LATEST_SENDING_DAYS),
          latest: addDays(today, 400),
          presets: {
            '1w': shortDay(addDays(today, 7), locale),
            '2w': shortDay(addDays(today, 14), locale),
            '1m': shortDay(nextMonth(today), locale),
          },
        }}
        words={words.form}
        wide={locale === 'en'}
      />
    </div>
  )
}
