import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { PageHead } from '@/components/shell/page-head'
import { DeedForm } from '@/components/users/deed-form'
import { deedWords } from '@/components/users/deed-words'
import { postingFields } from '@/components/users/posting-fields'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { isSteppedUp } from '@/lib/platform/step-up'
import { createAccountAction, proposeAccountAction } from '@/lib/users/actions/accounts'
import { listPlaces } from '@/lib/users/queries/places'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('users'))('people.add') }
}

export default async function NewAccountPage() {
  const { actor, places, today, isFresh } = await load('account:read', async (ctx) => ({
    actor: ctx.actor,
    places: await listPlaces(ctx),
    today: ctx.today,
    isFresh: isSteppedUp(ctx.actor, ctx.now),
  }))
  const manages = may(actor.role, 'account:manage')
  if (!manages && !may(actor.role, 'account:propose')) forbidden()
  const [t, words, posting] = await Promise.all([
    getTranslations('users.people'),
    deedWords(),
    postingFields(actor.role, places, today),
  ])
  return (
    <div className="max-w-160">
      <PageHead title={t(manages ? 'add' : 'propose')} back="/admin/people" />
      <section className="sheet p-4">
        <DeedForm
          action={manages ? createAccountAction : proposeAccountAction}
          commandId={crypto.randomUUID()}
          hidden={{ id: crypto.randomUUID(), 'posting.id': crypto.randomUUID() }}
          proof={!isFresh}
          fields={[
            { name: 'name', label: t('form.name'), maxLength: 60 },
            { name: 'username', label: t('form.username'), hint: t('form.usernameHint'), maxLength: 64 },
            { name: 'unit', label: t('form.unit'), optional: t('form.optional'), maxLength: 120 },
            ...posting,
          ]}
          words={{
            ...words,
            submit: t(manages ? 'form.create' : 'form.propose'),
            note: manages ? undefined : t('form.proposeNote'),
          }}
        />
      </section>
    </div>
  )
}
