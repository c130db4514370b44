import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { StepUpForm } from '@/components/users/step-up-form'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { stepUpAction } from '@/lib/users/actions/steps'
import { localPath } from '@/lib/users/rules/door'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('stepUp.title') }
}

export default async function StepUpPage({ searchParams }: PageProps<'/step-up'>) {
  const [query] = await Promise.all([searchParams, load('account:self', async (ctx) => ctx.today)])
  const [t, words] = await Promise.all([getTranslations('auth'), clientWords('auth')])
  return (
    <div className="max-w-120">
      <PageHead title={t('stepUp.title')} sub={t('stepUp.purpose')} />
      <section className="sheet p-4">
        <StepUpForm
          action={stepUpAction}
          next={localPath(query.next)}
          words={{ ...words.stepUp, busy: words.factor.busy, show: words.signIn.show, hide: words.signIn.hide }}
        />
      </section>
    </div>
  )
}
