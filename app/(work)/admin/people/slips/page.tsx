import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { PageHead } from '@/components/shell/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PrintButton } from '@/components/users/print-button'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { listFreshSlips } from '@/lib/users/queries/slips'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('users'))('people.slip.title'), referrer: 'no-referrer' }
}

export default async function SlipsPage({ searchParams }: PageProps<'/admin/people/slips'>) {
  const [{ user }, asked] = await Promise.all([searchParams, headers()])
  const slips = await load('account:manage', (ctx) => listFreshSlips(ctx, typeof user === 'string' ? user : null))
  const [t, locale] = await Promise.all([getTranslations('users.people.slip'), getLocale()])
  const host = asked.get('x-forwarded-host') ?? asked.get('host') ?? ''
  const origin = `${asked.get('x-forwarded-proto') ?? (process.env.NEXTAUTH_URL?.startsWith('https') ? 'https' : 'http')}://${host}`
  return (
    <div className="max-w-160">
      <PageHead
        title={t('title')}
        back="/admin/people"
        sub={t('note')}
        actions={slips.length > 0 && <PrintButton label={t('print')} />}
      />
      {slips.length === 0 && <EmptyState title={t('none')} />}
      <ul className="grid gap-4">
        {slips.map((slip) => (
          <li key={slip.userId} className="sheet grid gap-2 p-4 break-inside-avoid">
            <b className="text-18">{slip.name}</b>
            <p>
              {t('account')} <code className="text-16">{slip.username}</code>
            </p>
            <p>
              {t('address')}
              <code className="block break-all text-16">
                {origin}
                {slip.path}
              </code>
            </p>
            <p className="text-13 text-ink-2">
              {t('until')} {moment(slip.expiresAt, locale)}
            </p>
            <p className="text-13 text-ink-2">{t('once')}</p>
          </li>
        ))}
      </ul>
      <div className="pt-4">
        <LinkButton href="/admin/people">{t('back')}</LinkButton>
      </div>
    </div>
  )
}
