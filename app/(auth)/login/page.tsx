import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { Banner } from '@/components/ui/banner'
import { DemoAccounts } from '@/components/users/demo-accounts'
import { SignInForm } from '@/components/users/sign-in-form'
import { SignInFrame } from '@/components/users/sign-in-frame'
import { ForgetDrafts } from '@/components/visits/forget-drafts'
import { clientWords } from '@/lib/i18n/client-words'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { currentActor, sessionCookieName } from '@/lib/platform/session'
import { signInAction } from '@/lib/users/actions/door'
import { getFrontDoor } from '@/lib/users/queries/door'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('signIn.title') }
}

export default async function SignInPage({ searchParams }: Props) {
  const [door, asked, jar, actor] = await Promise.all([getFrontDoor(), searchParams, cookies(), currentActor()])
  const [t, post, words, locale] = await Promise.all([
    getTranslations('auth'),
    getTranslations('users.roles'),
    clientWords('auth'),
    getLocale(),
  ])
  const next = typeof asked.next === 'string' ? asked.next : undefined
  const chosen = door.demoAccounts.find((account) => account.username === asked.as)
  const hasEnded = !actor && jar.has(sessionCookieName())
  const place = locale === 'zh-CN' ? door.place : door.placeEn
  return (
    <SignInFrame title={t('signIn.title')} purpose={t('signIn.purpose', { place })} isDemo={door.isDemo}>
      {hasEnded && <Banner state="due" title={t('signIn.ended')} live />}
      {asked.signedOut !== undefined && <Banner state="held" title={t('signIn.signedOut')} live />}
      {asked.signedOut !== undefined && <ForgetDrafts />}
      <SignInForm
        action={signInAction}
        words={words.signIn}
        next={next}
        username={chosen?.username}
        password={chosen?.password}
      />
      <details className="text-13 text-ink-2">
        <summary className="flex w-max items-center text-dai phone:min-h-12">{t('signIn.forgot')}</summary>
        {t('signIn.forgotNote')}
      </details>
      {door.isDemo && (
        <DemoAccounts
          title={t('demo.title')}
          note={t('demo.note')}
          rows={door.demoAccounts.map(({ username, name, role }) => ({ username, name, post: post(role) }))}
          chosen={chosen?.username}
          next={next}
        />
      )}
    </SignInFrame>
  )
}
