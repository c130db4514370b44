import { Reveal } from '@/components/ui/reveal'
import { DeedForm } from '@/components/users/deed-form'
import { deedWords } from '@/components/users/deed-words'
import { getTranslations } from '@/lib/i18n/server'
import {
  endSessionsOfAction,
  inviteAgainAction,
  requestResetAction,
  setActiveAction,
} from '@/lib/users/actions/accounts'
import type { Account } from '@/lib/users/queries/accounts'

type Props = { account: Account; mayManage: boolean; mayEnd: boolean; proof: boolean }

/** What may be done with an account as a whole. */
export async function AccountDeeds({ account, mayManage, mayEnd, proof }: Readonly<Props>) {
  const [t, words] = await Promise.all([getTranslations('users.people.one'), deedWords()])
  const hidden = { userId: account.id }
  const one = () => crypto.randomUUID()
  return (
    <div className="grid gap-4">
      {mayEnd && (
        <DeedForm
          action={endSessionsOfAction}
          commandId={one()}
          hidden={hidden}
          proof={false}
          look="plain"
          words={{ ...words, note: t('endSessionsNote'), submit: t('endSessions') }}
        />
      )}
      {mayManage && (
        <>
          <Reveal summary={t('invite')}>
            <DeedForm
              action={inviteAgainAction}
              commandId={one()}
              hidden={hidden}
              proof={proof}
              look="plain"
              words={{ ...words, note: t('inviteNote'), submit: t('invite') }}
            />
          </Reveal>
          {account.hasFactor && !account.reset && (
            <Reveal summary={t('reset')}>
              <DeedForm
                action={requestResetAction}
                commandId={one()}
                hidden={{ ...hidden, id: one() }}
                proof={proof}
                look="plain"
                fields={[{ name: 'reason', label: t('resetReason'), maxLength: 300 }]}
                words={{ ...words, note: t('resetNote'), submit: t('reset') }}
              />
            </Reveal>
          )}
          <Reveal summary={t(account.isActive ? 'close' : 'open')}>
            <DeedForm
              action={setActiveAction}
              commandId={one()}
              hidden={{ ...hidden, isActive: String(!account.isActive) }}
              proof={proof}
              look="plain"
              words={{
                ...words,
                note: account.isActive ? t('closeNote') : undefined,
                submit: t(account.isActive ? 'close' : 'open'),
              }}
            />
          </Reveal>
        </>
      )}
    </div>
  )
}
