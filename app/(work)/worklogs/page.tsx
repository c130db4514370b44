import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { LeaveWaiting } from '@/components/worklogs/leave-waiting'
import { MonthNav } from '@/components/worklogs/month-nav'
import { PeopleTable } from '@/components/worklogs/people-table'
import { PersonMonth } from '@/components/worklogs/person-month'
import { clientWords } from '@/lib/i18n/client-words'
import { month as monthName } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { Role } from '@/lib/platform/actor'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { getMonth, type MonthView } from '@/lib/worklogs/queries/month'
import { listPeople, type PeopleList } from '@/lib/worklogs/queries/people'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('worklogs'))('title') }
}

/** One's own month in a village; above it, the people of its villages. */
export default async function WorkLogsPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, month, after] = ['region', 'month', 'after'].map((name) => asked(parameters, name))
  const { own, list, role } = await load('workLog:read', async (ctx) => {
    const writes = may(ctx.actor.role, 'workLog:write')
    return {
      own: writes ? await getMonth(ctx, ctx.actor.userId, month) : null,
      list: writes ? null : await listPeople(ctx, { region, month, after }),
      role: ctx.actor.role,
    }
  })
  return own ? <Own view={own} /> : list && <People list={list} role={role} region={region} after={after} />
}

async function Own({ view }: Readonly<{ view: MonthView }>) {
  const [t, outbox, locale] = await Promise.all([getTranslations('worklogs'), clientWords('outbox'), getLocale()])
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('own.sub', { village: view.person.village, month: monthName(`${view.month}-01`, locale) })}
        actions={
          <>
            <LinkButton href="/worklogs/new" icon="pen" look="act">
              {t('own.write')}
            </LinkButton>
            <LinkButton href="/worklogs/leave">{t('own.ask')}</LinkButton>
          </>
        }
      />
      <UnsentBanner userId={view.userId} words={outbox.unsent} />
      <MonthNav path="/worklogs" month={view.month} today={view.today} />
      <PersonMonth view={view} />
    </>
  )
}

type PeopleProps = { list: PeopleList; role: Role; region: string | undefined; after: string | undefined }

async function People({ list, role, region, after }: Readonly<PeopleProps>) {
  const [t, locale] = await Promise.all([getTranslations('worklogs'), getLocale()])
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/worklogs', { region, month: list.month, ...over })
  return (
    <>
      <PageHead
        title={t('people.title')}
        sub={t('people.sub', { region: list.place.name, month: monthName(`${list.month}-01`, locale) })}
        actions={
          <>
            {list.people.length > 0 && <ExportButton role={role} kind="ATTENDANCE" list={address({})} />}
            <LinkButton href="/worklogs/kinds">{t('kinds.title')}</LinkButton>
          </>
        }
      />
      <RegionFilter own={list.own} place={list.place} kept={{ month: list.month }} />
      <MonthNav path="/worklogs" month={list.month} today={list.today} region={region} />
      <div className="grid gap-4">
        {list.waiting.length > 0 && <LeaveWaiting list={list} />}
        {list.people.length === 0 ? (
          <EmptyState title={t('people.empty')}>{t('people.emptyWhy')}</EmptyState>
        ) : (
          <section className="sheet px-4">
            {list.needed !== null && (
              <p className="pt-3 text-13 text-ink-2">{t('people.needed', { n: list.needed })}</p>
            )}
            <PeopleTable list={list} />
          </section>
        )}
      </div>
      <ListPager after={after} next={list.next} address={address} />
    </>
  )
}
