import type { Metadata } from 'next'
import { AskedFor } from '@/components/exports/asked-for'
import { NextStep } from '@/components/exports/next-step'
import { EXPORT_STATE } from '@/components/exports/state'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { getExport } from '@/lib/exports/queries/requests'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports'))('title') }
}

export default async function ExportPage({ params, searchParams }: Readonly<Props>) {
  const [{ id }, asked] = await Promise.all([params, searchParams])
  const [t, locale, view] = await Promise.all([
    getTranslations('exports'),
    getLocale(),
    load('export:read', (ctx) => getExport(ctx, id)),
  ])
  return (
    <>
      <PageHead
        title={t('of', { kind: t(`kinds.${view.kind}`) })}
        aside={view.serial}
        crumbs={[{ href: '/exports', label: t('title') }, { label: view.serial }]}
        back="/exports"
        chips={<Chip state={EXPORT_STATE[view.state]}>{t(`states.${view.state}`)}</Chip>}
        sub={`${view.regionName} ${moment(view.requestedAt, locale)}`}
      />
      <div className="grid gap-4">
        {asked.link === 'used' && (
          <Banner state="behind" title={t('fetch.used')}>
            {t('fetch.usedWhy')}
          </Banner>
        )}
        {asked.link === 'password' && (
          <Banner state="behind" title={t('fetch.passwordDue')}>
            {t('fetch.passwordDueWhy')}
          </Banner>
        )}
        <NextStep view={view} />
        <AskedFor view={view} />
      </div>
    </>
  )
}
