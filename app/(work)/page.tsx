import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { WaitingBanner } from '@/components/findings/waiting-banner'
import { LoansBanner } from '@/components/loans/loans-banner'
import { PageHead } from '@/components/shell/page-head'
import { Dot } from '@/components/ui/dot'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { AdminDay } from '@/components/worklist/admin-day'
import { FieldDay } from '@/components/worklist/field-day'
import { LateBanner } from '@/components/worklist/late-banner'
import { OfficeDay } from '@/components/worklist/office-day'
import { countWaiting } from '@/lib/findings/queries/household'
import { clientWords } from '@/lib/i18n/client-words'
import { shortDay, weekday } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { getLoansWaiting } from '@/lib/loans/queries/counts'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { getToday } from '@/lib/worklist/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('worklist')
  return { title: t('title') }
}

async function open(all: boolean) {
  for (;;) {
    const found = await load('account:self', async (ctx) => {
      const work = await getToday(ctx, all)
      if (!work) return null
      const asks = (work.desk === 'FIELD' || work.desk === 'OFFICE') && may(ctx.actor.role, 'finding:read')
      const waiting = asks ? await countWaiting(ctx) : null
      const loans = asks ? await getLoansWaiting(ctx) : null
      return { work, waiting, loans, today: ctx.today, actor: ctx.actor }
    })
    if (found) return found
  }
}

export default async function Today({ searchParams }: PageProps<'/'>) {
  const { all } = await searchParams
  const [{ work, waiting, loans, today, actor }, t, words, locale] = await Promise.all([
    open(all === '1'),
    getTranslations('worklist'),
    clientWords('visits'),
    getLocale(),
  ])
  const late = work.desk === 'FIELD' ? work.late : work.desk === 'OFFICE' ? work.deadlines.late : 0
  if (work.desk === 'WALL') redirect(`/dashboard/${actor.regionCode}`)
  return (
    <>
      {work.desk === 'ADMIN' ? (
        <PageHead title={t('admin.title')} />
      ) : (
        <PageHead
          title={shortDay(today, locale)}
          aside={weekday(today, locale)}
          sub={
            <p className="text-14 text-ink-2">
              {actor.regionName}
              <Dot />
              {actor.name}
            </p>
          }
        />
      )}
      {may(actor.role, 'visit:log') && <UnsentBanner userId={actor.userId} words={words.unsent} />}
      {late > 0 && may(actor.role, 'deadline:explain') && <LateBanner late={late} />}
      {waiting && <WaitingBanner waiting={waiting} />}
      {loans && <LoansBanner waiting={loans} />}
      {work.desk === 'FIELD' && (
        <FieldDay
          day={work.day}
          events={work.events}
          today={today}
          regionCode={actor.regionCode}
          isAll={all === '1'}
          escalateDays={work.escalateDays}
        />
      )}
      {work.desk === 'OFFICE' && (
        <OfficeDay
          day={work.day}
          events={work.events}
          deadlines={work.deadlines}
          behind={work.behind}
          today={today}
          regionCode={actor.regionCode}
        />
      )}
      {work.desk === 'ADMIN' && <AdminDay />}
    </>
  )
}
