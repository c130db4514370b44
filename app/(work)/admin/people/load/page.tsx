import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { deedWords } from '@/components/users/deed-words'
import { SheetForm } from '@/components/users/sheet-form'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { isSteppedUp } from '@/lib/platform/step-up'
import { checkSheetAction, loadAccountsAction } from '@/lib/users/actions/accounts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('users'))('people.sheet.title') }
}

export default async function LoadAccountsPage() {
  const isFresh = await load('account:manage', async (ctx) => isSteppedUp(ctx.actor, ctx.now))
  const [t, users, errors, deed] = await Promise.all([
    getTranslations('users.people.sheet'),
    clientWords('users'),
    getTranslations('errors'),
    deedWords(),
  ])
  const { sheet } = users.people
  return (
    <div className="max-w-240">
      <PageHead title={t('title')} back="/admin/people" sub={t('note')} />
      <section className="sheet p-4">
        <SheetForm
          check={checkSheetAction}
          load={loadAccountsAction}
          commandId={crypto.randomUUID()}
          proof={!isFresh}
          words={{
            ...sheet,
            ...deed,
            file: t('file'),
            roles: users.roles,
            noHeads: errors('users.csvHeads', { heads: Object.values(sheet.heads).slice(0, 5).join(', ') }),
            broken: errors('form.broken'),
          }}
        />
      </section>
    </div>
  )
}
