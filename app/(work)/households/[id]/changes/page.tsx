import type { Metadata } from 'next'
import { ChangesTable } from '@/components/dossier/changes-table'
import { eventLines } from '@/components/dossier/event-lines'
import { Line, Section } from '@/components/dossier/file-lists'
import { valueWords } from '@/components/dossier/value-words'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { loadRecord } from '@/lib/audit/readings'
import { compareDays } from '@/lib/dossier/queries/compare'
import { twoDays } from '@/lib/dossier/rules/days'
import { longDay } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { may } from '@/lib/platform/permissions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('dossier'))('changes.title') }
}

export default async function ChangesPage({ params, searchParams }: PageProps<'/households/[id]/changes'>) {
  const [{ id }, query, words] = await Promise.all([params, searchParams, valueWords()])
  const { comparison, days, today, role } = await loadRecord('dossier:compare', async (ctx) => {
    const days = twoDays(query.from, query.to, ctx.today)
    const asked = days.isWrong ? { from: ctx.today, to: ctx.today } : days
    const comparison = await compareDays(ctx, id, asked.from, asked.to)
    const reading = { householdId: id, regionCode: comparison.regionCode, field: 'dossier.changes' }
    return { reading, comparison, days, today: ctx.today, role: ctx.actor.role }
  })
  const { t, households, locale } = words
  const here = `/households/${id}`
  const head = households('householdOf', { name: comparison.headName })
  const count = comparison.changes.length
  const events = await eventLines(comparison.events, today, may(role, 'event:read'))
  return (
    <>
      <PageHead
        title={t('changes.title')}
        aside={head}
        back={here}
        crumbs={[{ href: here, label: head }, { label: t('changes.title') }]}
        sub={t('changes.lead')}
      />
      <div className="grid max-w-240 gap-4">
        <form className="sheet flex flex-wrap items-end gap-4 px-4 py-4">
          <Field name="from" label={t('changes.from')} type="date" max={today} defaultValue={days.from} required />
          <Field name="to" label={t('changes.to')} type="date" max={today} defaultValue={days.to} required />
          <button type="submit" className={buttonClass('act', 'normal')}>
            {t('changes.do')}
          </button>
        </form>
        {days.isWrong ? (
          <div role="alert">
            <Banner state="crossed" title={t('changes.wrongDays')} />
          </div>
        ) : count === 0 && events.length === 0 ? (
          <EmptyState title={t('changes.none')}>
            {t('changes.noneText', { from: longDay(days.from, locale), to: longDay(days.to, locale) })}
          </EmptyState>
        ) : (
          <>
            <p className="text-13 text-ink-3" role="status">
              {t('changes.found', { n: count })}
            </p>
            {events.length > 0 && (
              <Section title={t('changes.events')} none={t('nothing')}>
                {events.map((event) => (
                  <Line key={event.id} when={longDay(event.on, locale)} title={event.title} text={event.text} />
                ))}
              </Section>
            )}
            <ChangesTable comparison={comparison} words={words} />
          </>
        )}
      </div>
    </>
  )
}
