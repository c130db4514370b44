import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { SectionHead } from '@/components/ui/section-head'
import { DeedForm } from '@/components/users/deed-form'
import { deedWords } from '@/components/users/deed-words'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { appointDeputyAction, endDeputyAction } from '@/lib/users/actions/accounts'
import { listDeputies } from '@/lib/users/queries/deputies'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('users'))('deputy.title') }
}

export default async function DeputyPage() {
  const { deputies, actingFor, today, isFresh } = await load('deputy:appoint', listDeputies)
  const [t, people, words, locale] = await Promise.all([
    getTranslations('users.deputy'),
    getTranslations('users.people'),
    deedWords(),
    getLocale(),
  ])
  return (
    <div className="max-w-160">
      <PageHead title={t('title')} back="/me" sub={t('note')} />
      <section className="sheet p-4">
        {actingFor ? (
          <Banner state="plain" title={t('isDeputy', { name: actingFor })} />
        ) : (
          <DeedForm
            action={appointDeputyAction}
            commandId={crypto.randomUUID()}
            hidden={{ id: crypto.randomUUID() }}
            proof={!isFresh}
            fields={[
              { name: 'username', label: t('username'), maxLength: 64 },
              { name: 'validFrom', label: t('from'), type: 'date', value: today },
              { name: 'validTo', label: t('to'), type: 'date' },
            ]}
            words={{ ...words, submit: t('appoint'), busy: t('busy') }}
          />
        )}
      </section>
      <section className="sheet mt-4 px-4 pb-4">
        <SectionHead title={t('list')} />
        {deputies.length === 0 && <p className="text-13 text-ink-3">{t('none')}</p>}
        <ul>
          {deputies.map((deputy) => (
            <li
              key={deputy.id}
              className="flex flex-wrap items-center justify-between gap-3 border-b border-hair py-2 last:border-0"
            >
              <span>
                <b>{deputy.name}</b> {deputy.username}
                <span className="block text-13 text-ink-3">
                  {people('span', { from: longDay(deputy.validFrom, locale), to: longDay(deputy.validTo, locale) })}
                </span>
              </span>
              {!deputy.isOver && (
                <DeedForm
                  action={endDeputyAction}
                  commandId={crypto.randomUUID()}
                  hidden={{ postingId: deputy.id }}
                  proof={false}
                  look="plain"
                  words={{ ...words, submit: t('end') }}
                />
              )}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
