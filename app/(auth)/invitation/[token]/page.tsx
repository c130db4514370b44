import type { Metadata } from 'next'
import { Notice } from '@/components/shell/notice'
import { InvitationForm } from '@/components/users/invitation-form'
import { SignInFrame } from '@/components/users/sign-in-frame'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { acceptInvitationAction } from '@/lib/users/actions/door'
import { findInvitation, getFrontDoor } from '@/lib/users/queries/door'
import { PASSWORD_LENGTH } from '@/lib/users/schema'

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('invitation.title'), referrer: 'no-referrer' }
}

export default async function InvitationPage({ params }: Props) {
  const { token } = await params
  const [invitation, door, t, words] = await Promise.all([
    findInvitation(token),
    getFrontDoor(),
    getTranslations('auth'),
    clientWords('auth'),
  ])
  if (!invitation) {
    return (
      <main>
        <Notice
          title={t('invitation.gone.title')}
          text={t('invitation.gone.text')}
          action={{ href: '/login', label: t('invitation.gone.toSignIn') }}
        />
      </main>
    )
  }
  return (
    <SignInFrame
      title={t('invitation.title')}
      purpose={t('invitation.hello', { name: invitation.name, username: invitation.username })}
      isDemo={door.isDemo}
    >
      <InvitationForm
        action={acceptInvitationAction}
        words={{ ...words.invitation, show: words.signIn.show, hide: words.signIn.hide, busy: words.signIn.submitting }}
        token={token}
        username={invitation.username}
        minLength={PASSWORD_LENGTH.least}
      />
    </SignInFrame>
  )
}
