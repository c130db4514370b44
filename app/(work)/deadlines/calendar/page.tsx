import type { Metadata } from 'next'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import { Tabs } from '@/components/ui/tabs'
import { TupleTable } from '@/components/ui/tuple-table'
import { setDayAction } from '@/lib/deadlines/actions'
import { listArrangedYears, listYear } from '@/lib/deadlines/queries/calendar'
import { REASON_LENGTH } from '@/lib/deadlines/rules/late'
import { DAY_KINDS } from '@/lib/deadlines/schema'
import { longDay, moment, weekday } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('deadlines'))('calendar.title') }
}

/** The days by which deadlines in working days count: as the country arranged them, and as the county corrected that. */
export default async function CalendarPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [wanted, set] = [asked(parameters, 'year'), asked(parameters, 'set')]
  const [t, locale, { days, years, year, today, maySet }] = await Promise.all([
    getTranslations('deadlines'),
    getLocale(),
    load('deadline:read', async (ctx) => {
      const year = /^20\d\d$/.test(wanted ?? '') ? (wanted as string) : ctx.today.slice(0, 4)
      const next = String(Number(ctx.today.slice(0, 4)) + 1)
      return {
        days: await listYear(ctx, year),
        years: [...new Set([...(await listArrangedYears(ctx)), year, next])].sort(),
        year,
        today: ctx.today,
        maySet: may(ctx.actor.role, 'calendar:set'),
      }
    }),
  ])
  const named = (day: string) => `${longDay(day, locale)} ${weekday(day, locale)}`
  return (
    <>
      <PageHead
        title={t('calendar.title')}
        back="/deadlines"
        crumbs={[{ href: '/deadlines', label: t('title') }, { label: t('calendar.title') }]}
        sub={t('calendar.sub')}
      />
      {set && days.some(({ day }) => day === set) && (
        <Banner state="held" live title={t('calendar.set', { day: named(set) })}>
          {t('calendar.notAnew')}
        </Banner>
      )}
      <Tabs
        label={t('calendar.year')}
        tabs={years.map((each) => ({
          href: `/deadlines/calendar?year=${each}`,
          label: each,
          current: each === year,
        }))}
      />
      <div className="grid gap-4 pt-4">
        {maySet && (
          <section className="sheet max-w-160 px-4 pb-4">
            <SectionHead title={t('calendar.correct')} note={t('calendar.notAnew')} />
            <StepForm
              prefix="day-"
              action={setDayAction}
              hidden={{ commandId: crypto.randomUUID() }}
              fields={[
                { name: 'day', label: t('calendar.day'), type: 'day', value: today },
                {
                  name: 'kind',
                  label: t('calendar.kind'),
                  type: 'select',
                  value: 'HOLIDAY',
                  options: DAY_KINDS.map((value) => ({ value, label: t(`calendar.kinds.${value}`) })),
                },
                { name: 'name', label: t('calendar.name'), type: 'text', max: 30, hint: t('calendar.nameHint') },
                {
                  name: 'reason',
                  label: t('calendar.reason'),
                  type: 'long',
                  max: REASON_LENGTH,
                  hint: t('calendar.reasonHint'),
                },
              ]}
              submit={t('calendar.do')}
              busy={t('calendar.busy')}
            />
          </section>
        )}
        {days.length === 0 ? (
          <EmptyState title={t('calendar.noneOf', { year })}>{t('calendar.onlyWeekends')}</EmptyState>
        ) : (
          <section className="sheet px-4 pb-2">
            <TupleTable
              caption={t('calendar.title')}
              columns={[
                { head: t('calendar.day'), at: 1, sub: 2, strong: true },
                { head: t('calendar.kind'), at: 3 },
                { head: t('calendar.source'), at: 4, sub: 5 },
              ]}
              rows={days.map(({ day, kind, name, source, correction }) => [
                day,
                named(day),
                name,
                t(`calendar.kinds.${kind}`),
                correction ? t('calendar.corrected', { reason: correction.reason }) : source,
                correction ? `${correction.by} ${moment(correction.at, locale)}` : '',
              ])}
              stack
            />
          </section>
        )}
      </div>
    </>
  )
}
