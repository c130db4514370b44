import type { Metadata } from 'next'
import { placesOf } from '@/app/(work)/places'
import { LanguageSwitch } from '@/components/shell/language-switch'
import { PageHead } from '@/components/shell/page-head'
import { PlaceGroups } from '@/components/shell/place-groups'
import { ThemeSwitch } from '@/components/shell/theme-switch'
import { Button } from '@/components/ui/button'
import { Facts } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { Tag } from '@/components/ui/tag'
import { EndSession } from '@/components/users/end-session'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { Role } from '@/lib/platform/actor'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { endSessionAction, signOutAction } from '@/lib/users/actions/door'
import { listOwnSessions } from '@/lib/users/queries/door'
import { getOwnFactor } from '@/lib/users/queries/factor'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('users'))('me.title') }
}

/** Who visits, puts right or verifies has a page of his own work. */
const answers = (role: Role) => may(role, 'visit:log') || may(role, 'finding:rectify') || may(role, 'finding:verify')

export default async function MePage() {
  const { actor, sessions, factor } = await load('account:self', async (ctx) => ({
    actor: ctx.actor,
    sessions: await listOwnSessions(ctx),
    factor: await getOwnFactor(ctx),
  }))
  const [t, deputy, mine, shell, locale, { groups }] = await Promise.all([
    getTranslations('users'),
    getTranslations('users.deputy'),
    getTranslations('mine'),
    getTranslations('shell'),
    getLocale(),
    placesOf(actor),
  ])
  return (
    <div className="max-w-160">
      <PageHead title={actor.name} sub={actor.unit} />
      <section className="sheet wenwu px-4 pb-4">
        <SectionHead title={t('me.title')} />
        <Facts
          items={[
            { key: 'account', name: t('me.account'), value: actor.username },
            { key: 'post', name: t('me.post'), value: actor.title || t(`roles.${actor.role}`) },
            { key: 'region', name: t('me.region'), value: actor.regionName },
            ...(actor.actingFor
              ? [{ key: 'acting', name: t('me.deputy'), value: t('me.actingFor', { name: actor.actingFor.name }) }]
              : []),
          ]}
        />
      </section>
      <section className="sheet mt-4 hidden px-4 pb-2 phone:block">
        <SectionHead title={shell('allPlaces')} />
        <PlaceGroups groups={groups} label={shell('navigation')} className="places" />
      </section>
      <section className="sheet mt-4 px-4 pb-4">
        <SectionHead title={t('me.deviceTitle')} />
        <div className="flex min-h-12 items-center justify-between border-b border-hair">
          <span>{t('me.language')}</span>
          <LanguageSwitch />
        </div>
        <div className="flex min-h-12 items-center justify-between py-1">
          <span>{t('me.appearance')}</span>
          <ThemeSwitch />
        </div>
      </section>
      <section className="sheet mt-4 px-4 pb-4">
        <SectionHead title={t('me.sessionsTitle')} />
        <ul>
          {sessions.map((session) => (
            <li
              key={session.id}
              className="flex min-h-14 items-center justify-between gap-3 border-b border-hair py-1 last:border-0"
            >
              <span className="min-w-0">
                <b>{[t(session.isPhone ? 'me.phone' : 'me.desk'), session.browser].filter(Boolean).join(' ')}</b>
                <span className="block text-13 text-ink-3">
                  {t('me.since', { from: moment(session.createdAt, locale), last: moment(session.lastSeenAt, locale) })}
                </span>
              </span>
              {session.isThis ? (
                <Tag>{t('me.thisDevice')}</Tag>
              ) : (
                <EndSession
                  action={endSessionAction}
                  commandId={crypto.randomUUID()}
                  session={session.id}
                  label={t('me.endSession')}
                  busy={t('me.ending')}
                />
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className="sheet mt-4 px-4 pb-4">
        <SectionHead title={t('me.factorTitle')} />
        <div className="flex min-h-12 items-center justify-between gap-3">
          <span>{factor.isOn ? t('me.factorOn', { n: factor.recoveryLeft }) : t('me.factorOff')}</span>
          <LinkButton href="/me/second-factor" icon="lock">
            {t(factor.isOn ? 'me.factorChange' : 'me.factorSetUp')}
          </LinkButton>
        </div>
      </section>
      {answers(actor.role) && (
        <LinkButton href="/mine" icon="person" className="mt-4 mr-3">
          {mine('open')}
        </LinkButton>
      )}
      {may(actor.role, 'deputy:appoint') && (
        <LinkButton href="/me/deputy" icon="swap" className="mt-4">
          {deputy('open')}
        </LinkButton>
      )}
      {may(actor.role, 'handover:make') && (
        <LinkButton href="/me/handover" icon="paper" className="mt-4 ml-3">
          {t('handover.open')}
        </LinkButton>
      )}
      <form action={signOutAction} className="mt-4 grid gap-2">
        <Button type="submit" icon="leave" size="big">
          {t('me.signOut')}
        </Button>
        <p className="text-13 text-ink-3">{t('me.signOutNote')}</p>
      </form>
    </div>
  )
}
