import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PostingChoice } from '@/components/users/posting-choice'
import { SignInFrame } from '@/components/users/sign-in-frame'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { now } from '@/lib/platform/clock'
import { currentHalf } from '@/lib/platform/half-session'
import { choosePostingAction } from '@/lib/users/actions/steps'
import { getFrontDoor, listPostingChoices } from '@/lib/users/queries/door'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('factor.postingTitle') }
}

export default async function ChoosePostingPage() {
  const half = await currentHalf()
  if (half?.step !== 'posting') redirect('/login')
  const [choices, t, roles, words, door] = await Promise.all([
    listPostingChoices(half.userId, now()),
    getTranslations('auth'),
    getTranslations('users.roles'),
    clientWords('auth'),
    getFrontDoor(),
  ])
  return (
    <SignInFrame title={t('factor.postingTitle')} purpose={t('factor.postingPurpose')} isDemo={door.isDemo}>
      <PostingChoice
        action={choosePostingAction}
        words={words.factor}
        postings={choices.map(({ id, role, regionName, title, actingForName }) => ({
          id,
          label: `${regionName} ${title || roles(role)}`,
          note: actingForName ? t('factor.actingFor', { name: actingForName }) : '',
        }))}
      />
    </SignInFrame>
  )
}
