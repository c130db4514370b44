import { HistoryFilter } from '@/components/audit/history-filter'
import { changeText, type Speakers } from '@/components/audit/speak'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { Timeline } from '@/components/ui/timeline'
import { changedFields } from '@/lib/households/rules/history'
import { clientWords } from '@/lib/i18n/client-words'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { AccountEntry } from '@/lib/users/queries/entries'

type Props = {
  path: string
  asked: { kind: string; from: string; to: string; before: string }
  entries: readonly AccountEntry[]
  older: string | null
}

const KEPT = {
  name: 'FULL',
  address: true,
  health: true,
  idNumber: 'FULL',
  phone: 'FULL',
  bankAccount: 'FULL',
} as const

/** What an account did and what was done to it: who, when, for whom, which field; no values of the register. */
export async function AccountRecord({ path, asked, entries, older }: Readonly<Props>) {
  const [t, audit, edit, register, common, words, locale] = await Promise.all([
    getTranslations('users.people.one'),
    getTranslations('audit'),
    getTranslations('households.edit.fields'),
    getTranslations('register'),
    getTranslations('common'),
    clientWords('audit'),
    getLocale(),
  ])
  const speakers = { audit, edit, register, households: edit } as unknown as Speakers
  const href = (over: Record<string, string>) =>
    `${path}?${new URLSearchParams(Object.entries({ ...asked, before: '', ...over }).filter(([, value]) => value))}`
  const word = (key: string, fallback: string) => (audit.has(key as never) ? audit(key as never) : fallback)
  return (
    <>
      <Tabs
        label={t('history')}
        tabs={[
          { href: href({ kind: '' }), label: t('all'), current: !asked.kind },
          { href: href({ kind: 'DEEDS' }), label: t('deeds'), current: asked.kind === 'DEEDS' },
          { href: href({ kind: 'ACCOUNT' }), label: t('changes'), current: asked.kind === 'ACCOUNT' },
        ]}
      />
      <div className="pt-4">
        <HistoryFilter hidden={{ kind: asked.kind }} asked={asked} words={words.history} />
      </div>
      {entries.length === 0 && <EmptyState title={audit('history.none')} />}
      <Timeline
        items={entries.map((entry) => {
          const fields = changedFields(entry.old, entry.new, KEPT)
          return {
            key: String(entry.id),
            when: moment(entry.at, locale),
            icon: entry.action === 'INSERT' ? 'plus' : entry.action === 'DELETE' ? 'cross' : 'pen',
            title: `${word(`history.actions.${entry.action}`, entry.action)} ${word(`history.tables.${entry.table}`, entry.table)}`,
            text: fields.length > 0 && fields.map((field) => changeText(speakers, field)).join('; '),
            note: [
              entry.actor ?? audit('history.system'),
              entry.actingFor && audit('history.actingFor', { name: entry.actingFor }),
            ]
              .filter(Boolean)
              .join(' '),
          }
        })}
      />
      <Pager
        label={common('paging')}
        newer={asked.before ? { href: href({}), label: common('first') } : undefined}
        older={older ? { href: href({ before: older }), label: common('older') } : undefined}
      />
    </>
  )
}
