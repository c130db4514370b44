import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { BeginFactor } from '@/components/users/begin-factor'
import { SetUpFactor } from '@/components/users/set-up-factor'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { beginFactorAction, confirmFactorAction } from '@/lib/users/actions/steps'
import { getOwnFactor } from '@/lib/users/queries/factor'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('factor.setUpTitle'), referrer: 'no-referrer' }
}

export default async function SecondFactorPage() {
  const factor = await load('account:self', getOwnFactor)
  const [t, users, words] = await Promise.all([getTranslations('auth'), getTranslations('users'), clientWords('auth')])
  return (
    <div className="max-w-160">
      <PageHead title={t('factor.setUpTitle')} back="/me" sub={factor.isDemo ? t('factor.demo') : undefined} />
      <section className="sheet grid gap-4 p-4">
        {factor.isOn && (
          <Banner state="held" title={users('me.factorOn', { n: factor.recoveryLeft })}>
            {users('me.factorReplace')}
          </Banner>
        )}
        {factor.isFresh && (factor.seed || !factor.mayBegin) ? (
          <SetUpFactor action={confirmFactorAction} seed={factor.seed} onward="/me" words={words.factor} />
        ) : (
          <BeginFactor
            action={beginFactorAction}
            commandId={crypto.randomUUID()}
            isFresh={factor.isFresh}
            words={{
              begin: t('factor.setUpTitle'),
              note: t('factor.setUpPurpose'),
              busy: words.factor.busy,
              ...words.stepUp,
              show: words.signIn.show,
              hide: words.signIn.hide,
            }}
          />
        )}
      </section>
    </div>
  )
}
