import type { Metadata } from 'next'
import { HistoryFilter } from '@/components/audit/history-filter'
import { changeText, type Speakers } from '@/components/audit/speak'
import { PageHead } from '@/components/shell/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { SectionHead } from '@/components/ui/section-head'
import { Tabs } from '@/components/ui/tabs'
import { Timeline, type TimelineItem } from '@/components/ui/timeline'
import { loadRecord } from '@/lib/audit/readings'
import { getHistory } from '@/lib/households/queries/history'
import { clientWords } from '@/lib/i18n/client-words'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('history.open') }
}

export default async function HistoryPage({ params, searchParams }: PageProps<'/households/[id]/history'>) {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const asked = Object.fromEntries(Object.entries(query).filter(([, value]) => typeof value === 'string'))
  const { history } = await loadRecord('audit:read', async (ctx) => {
    const history = await getHistory(ctx, id, asked)
    return { reading: { householdId: id, regionCode: history.regionCode, field: 'history' }, history }
  })
  const [t, households, edit, register, common, words, locale] = await Promise.all([
    getTranslations('audit'),
    getTranslations('households'),
    getTranslations('households.edit.fields'),
    getTranslations('register'),
    getTranslations('common'),
    clientWords('audit'),
    getLocale(),
  ])
  const speakers = { audit: t, households, edit, register } as unknown as Speakers
  const { kind, from, to, person } = history.asked
  const href = (over: Record<string, string>) => {
    const wanted = { kind, from, to, person, ...over }
    const search = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value))
    return `/households/${id}/history?${search}`
  }
  const who = (line: { actor: string | null; actingFor: string | null }) =>
    [line.actor ?? t('history.system'), line.actingFor && t('history.actingFor', { name: line.actingFor })]
      .filter(Boolean)
      .join(' ')
  const word = (path: string, fallback: string) => (t.has(path as never) ? t(path as never) : fallback)
  const seen = (field: string) => word(`history.seen.${field.replaceAll('.', '_')}`, word(`fields.${field}`, field))
  const items: TimelineItem[] =
    kind === 'CHANGES'
      ? history.changes.map((change) => ({
          key: change.key,
          when: moment(change.at, locale),
          icon: change.action === 'INSERT' ? 'plus' : change.action === 'DELETE' ? 'cross' : 'pen',
          title: [
            word(`history.actions.${change.action}`, change.action),
            word(`history.tables.${change.table}`, change.table),
            change.person,
          ]
            .filter(Boolean)
            .join(' '),
          text:
            change.fields.length > 0 &&
            change.fields.map((field) => (
              <span key={field.column} className="block break-words">
                {changeText(speakers, field)}
              </span>
            )),
          note: who(change),
        }))
      : history.readings.map((reading) => ({
          key: reading.key,
          when: moment(reading.at, locale),
          icon: reading.kind === 'READ' ? 'eye' : reading.kind === 'UNMASK' ? 'lock' : 'paper',
          title: [
            word(`history.kinds.${reading.kind}`, reading.kind),
            reading.field && seen(reading.field),
            reading.person,
          ]
            .filter(Boolean)
            .join(' '),
          text: [reading.purpose && word(`unmask.purposes.${reading.purpose}`, reading.purpose), reading.reason]
            .filter(Boolean)
            .join(': '),
          note: who(reading),
        }))
  return (
    <div className="max-w-240">
      <PageHead title={t('history.title', { name: history.headName })} back={`/households/${id}`} />
      <Tabs
        label={t('history.tabs')}
        tabs={(['CHANGES', 'READINGS'] as const).map((each) => ({
          href: href({ kind: each, before: '' }),
          label: t(each === 'CHANGES' ? 'history.changes' : 'history.readings'),
          current: each === kind,
        }))}
      />
      <section className="sheet mt-4 p-4">
        <SectionHead title={t(kind === 'CHANGES' ? 'history.changes' : 'history.readings')} />
        <HistoryFilter
          hidden={{ kind }}
          asked={{ from, to, person }}
          people={history.members.map((each) => ({ value: each.id, label: each.name }))}
          words={words.history}
        />
        {items.length === 0 ? <EmptyState title={t('history.none')} /> : <Timeline items={items} />}
        <Pager
          label={common('paging')}
          newer={asked.before ? { href: href({}), label: common('first') } : undefined}
          older={history.older ? { href: href({ before: history.older }), label: common('older') } : undefined}
        />
      </section>
    </div>
  )
}
