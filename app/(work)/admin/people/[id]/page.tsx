import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Facts } from '@/components/ui/facts'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { AccountDeeds } from '@/components/users/account-deeds'
import { AccountPostings } from '@/components/users/account-postings'
import { AccountRecord } from '@/components/users/account-record'
import { DeedForm } from '@/components/users/deed-form'
import { deedWords } from '@/components/users/deed-words'
import { postingFields } from '@/components/users/posting-fields'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { isSteppedUp } from '@/lib/platform/step-up'
import { confirmResetAction, grantPostingAction } from '@/lib/users/actions/accounts'
import { getAccount } from '@/lib/users/queries/accounts'
import { listAccountEntries } from '@/lib/users/queries/entries'
import { listPlaces } from '@/lib/users/queries/places'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('users'))('people.title') }
}

export default async function AccountPage({ params, searchParams }: PageProps<'/admin/people/[id]'>) {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '')
  const asked = { kind: text('kind'), from: text('from'), to: text('to'), before: text('before') }
  const { account, actor, record, places, today, proof } = await load('account:read', async (ctx) => ({
    account: await getAccount(ctx, id),
    record: may(ctx.actor.role, 'audit:read') ? await listAccountEntries(ctx, id, asked) : null,
    places: may(ctx.actor.role, 'account:manage') ? await listPlaces(ctx) : [],
    actor: ctx.actor,
    today: ctx.today,
    proof: !isSteppedUp(ctx.actor, ctx.now),
  }))
  const [t, deed, words, locale] = await Promise.all([
    getTranslations('users.people'),
    getTranslations('users.me'),
    deedWords(),
    getLocale(),
  ])
  const mayManage = may(actor.role, 'account:manage') && !account.isSelf
  const mayEnd = may(actor.role, 'account:endSession') && !account.isSelf
  return (
    <>
      <PageHead title={account.name} aside={account.username} back="/admin/people" sub={account.unit} />
      {account.isSelf && <Banner state="plain" title={t('one.self')} />}
      {!account.isActive && <Banner state="na" title={t('states.CLOSED')} />}
      {account.reset && (
        <div className="sheet my-4 grid gap-4 p-4">
          <Banner
            state="due"
            title={t('one.resetWaiting', { name: account.reset.byName, reason: account.reset.reason })}
          />
          {may(actor.role, 'account:confirmReset') && !account.reset.isMine && !account.isSelf && (
            <DeedForm
              action={confirmResetAction}
              commandId={crypto.randomUUID()}
              hidden={{ resetId: account.reset.id }}
              proof={proof}
              words={{ ...words, submit: t('one.resetConfirm') }}
            />
          )}
        </div>
      )}
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid min-w-0 gap-4">
          <section className="sheet wenwu px-4 pb-4">
            <SectionHead title={t('one.postings')} />
            <AccountPostings postings={account.postings} mayManage={mayManage} proof={proof} />
            {mayManage && (
              <Reveal summary={t('one.grant')}>
                <DeedForm
                  action={grantPostingAction}
                  commandId={crypto.randomUUID()}
                  hidden={{ userId: account.id, 'posting.id': crypto.randomUUID() }}
                  proof={proof}
                  fields={await postingFields(actor.role, places, today)}
                  words={{ ...words, submit: t('one.grant') }}
                />
              </Reveal>
            )}
          </section>
          {record && (
            <section className="sheet px-4 pb-4">
              <SectionHead title={t('one.history')} />
              <AccountRecord path={`/admin/people/${id}`} asked={asked} entries={record.entries} older={record.older} />
            </section>
          )}
        </div>
        <aside className="grid min-w-0 gap-4 max-desk:order-first">
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('one.account')} />
            <Facts
              items={[
                { key: 'account', name: t('one.account'), value: account.username },
                { key: 'factor', name: t('one.factor'), value: t(account.hasFactor ? 'factorOn' : 'noFactor') },
                {
                  key: 'invitation',
                  name: t('one.invitation'),
                  value: account.invitedUntil
                    ? t('one.invitedUntil', { at: moment(account.invitedUntil, locale) })
                    : account.hasPassword
                      ? t('one.hasPassword')
                      : t('states.INVITED'),
                },
              ]}
            />
            <AccountDeeds account={account} mayManage={mayManage} mayEnd={mayEnd} proof={proof} />
          </section>
          {account.sessions && (
            <section className="sheet px-4 pb-4">
              <SectionHead title={t('one.sessions')} />
              {account.sessions.length === 0 && <p className="text-13 text-ink-3">{t('one.noSessions')}</p>}
              <ul>
                {account.sessions.map((session) => (
                  <li key={session.id} className="border-b border-hair py-2 last:border-0">
                    <b>{[deed(session.isPhone ? 'phone' : 'desk'), session.browser].filter(Boolean).join(' ')}</b>
                    <span className="block text-13 text-ink-3">
                      {deed('since', {
                        from: moment(session.createdAt, locale),
                        last: moment(session.lastSeenAt, locale),
                      })}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </aside>
      </div>
    </>
  )
}
