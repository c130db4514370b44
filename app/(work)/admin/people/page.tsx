import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { LinkButton } from '@/components/ui/link-button'
import { Pager } from '@/components/ui/pager'
import { Select } from '@/components/ui/select'
import { AccountTable } from '@/components/users/account-table'
import { getTranslations } from '@/lib/i18n/server'
import { ROLES } from '@/lib/platform/actor'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { ACCOUNT_STATES, listAccounts } from '@/lib/users/queries/accounts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('users'))('people.title') }
}

export default async function PeoplePage({ searchParams }: PageProps<'/admin/people'>) {
  const query = await searchParams
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '')
  const asked = { q: text('q'), role: text('role'), state: text('state'), after: text('after') }
  const { page, actor } = await load('account:read', async (ctx) => ({
    page: await listAccounts(ctx, asked),
    actor: ctx.actor,
  }))
  const [t, roles, common] = await Promise.all([
    getTranslations('users.people'),
    getTranslations('users.roles'),
    getTranslations('common'),
  ])
  const href = (after: string) => {
    const search = new URLSearchParams(Object.entries({ ...asked, after }).filter(([, value]) => value))
    return `/admin/people?${search}`
  }
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('sub', { n: page.total })}
        actions={
          <>
            {may(actor.role, 'account:manage') && (
              <>
                <LinkButton href="/admin/people/load" icon="upload">
                  {t('load')}
                </LinkButton>
                <LinkButton href="/admin/people/new" look="act" icon="plus">
                  {t('add')}
                </LinkButton>
              </>
            )}
            {may(actor.role, 'account:propose') && (
              <LinkButton href="/admin/people/new" look="act" icon="plus">
                {t('propose')}
              </LinkButton>
            )}
          </>
        }
      />
      <form className="flex flex-wrap items-end gap-3 pb-4">
        <Field type="search" name="q" label={t('search')} defaultValue={asked.q} maxLength={40} />
        <Select
          name="role"
          label={t('role')}
          empty={t('anyRole')}
          defaultValue={asked.role}
          options={ROLES.map((value) => ({ value, label: roles(value) }))}
        />
        <Select
          name="state"
          label={t('state')}
          empty={t('anyState')}
          defaultValue={asked.state}
          options={ACCOUNT_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
        <Button type="submit">{t('filter')}</Button>
      </form>
      <section className="sheet px-4 pb-4">
        {page.rows.length === 0 ? <EmptyState title={t('none')} /> : <AccountTable rows={page.rows} />}
        <Pager
          label={common('paging')}
          newer={asked.after ? { href: href(''), label: common('first') } : undefined}
          older={page.older ? { href: href(page.older), label: common('older') } : undefined}
        />
      </section>
    </>
  )
}
