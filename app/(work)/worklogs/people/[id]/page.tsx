import type { Metadata } from 'next'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { MonthNav } from '@/components/worklogs/month-nav'
import { PersonMonth } from '@/components/worklogs/person-month'
import { month as monthName } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { getMonth } from '@/lib/worklogs/queries/month'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('worklogs'))('title') }
}

export default async function PersonMonthPage({ params, searchParams }: Readonly<Props>) {
  const [{ id }, parameters] = await Promise.all([params, searchParams])
  const [t, locale, view] = await Promise.all([
    getTranslations('worklogs'),
    getLocale(),
    load('workLog:read', (ctx) => getMonth(ctx, id, asked(parameters, 'month'))),
  ])
  return (
    <>
      <PageHead
        title={view.person.name}
        back="/worklogs"
        crumbs={[{ href: '/worklogs', label: t('people.title') }, { label: view.person.name }]}
        sub={`${t('own.sub', { village: view.person.village, month: monthName(`${view.month}-01`, locale) })}  ${t(
          `roles.${view.person.role as 'FIRST_SECRETARY'}`,
        )}`}
      />
      <MonthNav path={`/worklogs/people/${id}`} month={view.month} today={view.today} />
      <PersonMonth view={view} />
    </>
  )
}
