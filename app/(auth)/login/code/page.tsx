import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CodeForm } from '@/components/users/code-form'
import { SignInFrame } from '@/components/users/sign-in-frame'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { currentHalf } from '@/lib/platform/half-session'
import { signInCodeAction } from '@/lib/users/actions/steps'
import { getFrontDoor } from '@/lib/users/queries/door'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('factor.codeTitle') }
}

export default async function SignInCodePage() {
  const half = await currentHalf()
  if (half?.step !== 'code') redirect('/login')
  const [t, words, door] = await Promise.all([getTranslations('auth'), clientWords('auth'), getFrontDoor()])
  return (
    <SignInFrame title={t('factor.codeTitle')} purpose={t('factor.codePurpose')} isDemo={door.isDemo}>
      <CodeForm action={signInCodeAction} words={words.factor} />
      <a href="/login" className="flex w-max items-center text-13 text-dai phone:min-h-12">
        {t('factor.back')}
      </a>
    </SignInFrame>
  )
}
