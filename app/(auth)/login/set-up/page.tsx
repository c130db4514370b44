import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { SetUpFactor } from '@/components/users/set-up-factor'
import { SignInFrame } from '@/components/users/sign-in-frame'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { now } from '@/lib/platform/clock'
import { currentHalf } from '@/lib/platform/half-session'
import { currentActor } from '@/lib/platform/session'
import { signInSetUpAction } from '@/lib/users/actions/steps'
import { getFrontDoor } from '@/lib/users/queries/door'
import { getSeedPicture } from '@/lib/users/queries/factor'
import { localPath } from '@/lib/users/rules/door'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('factor.setUpTitle'), referrer: 'no-referrer' }
}

export default async function SignInSetUpPage() {
  const [half, actor] = await Promise.all([currentHalf(), currentActor()])
  if (!half && !actor) redirect('/login')
  const [t, words, door] = await Promise.all([getTranslations('auth'), clientWords('auth'), getFrontDoor()])
  // Once the code was right the page is drawn again without a seed; the form then still holds the recovery codes.
  const seed = half?.step === 'setUp' ? await getSeedPicture(half.userId, now()) : null
  const onward = half?.step === 'posting' ? '/login/posting' : (localPath(half?.next) as Route)
  return (
    <SignInFrame title={t('factor.setUpTitle')} purpose={t('factor.setUpPurpose')} isDemo={door.isDemo}>
      <SetUpFactor action={signInSetUpAction} seed={seed} onward={onward} words={words.factor} />
    </SignInFrame>
  )
}
