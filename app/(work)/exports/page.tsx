import type { Metadata } from 'next'
import { ExportTable } from '@/components/exports/export-table'
import { PageHead } from '@/components/shell/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import { listExports } from '@/lib/exports/queries/requests'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports'))('title') }
}

export default async function ExportsPage() {
  const [t, { role, mine, waiting, all }] = await Promise.all([
    getTranslations('exports'),
    load('export:read', async (ctx) => ({ role: ctx.actor.role, ...(await listExports(ctx)) })),
  ])
  return (
    <>
      <PageHead title={t('title')} sub={t('sub')} />
      <div className="grid gap-4">
        {may(role, 'export:approve') && (
          <section className="sheet px-4 py-4">
            <SectionHead title={t('inbox.title')} ruled />
            {waiting.length > 0 ? (
              <ExportTable caption={t('inbox.title')} exports={waiting} />
            ) : (
              <p className="py-2 text-ink-2">{t('inbox.none')}</p>
            )}
          </section>
        )}
        {may(role, 'export:read') && (
          <section className="sheet px-4 py-4">
            <SectionHead title={t('inbox.mine')} />
            {mine.length > 0 ? (
              <ExportTable caption={t('inbox.mine')} exports={mine} />
            ) : (
              <EmptyState title={t('inbox.mineNone')} action={{ href: '/households', label: t('inbox.toHouseholds') }}>
                {t('inbox.mineNoneWhy')}
              </EmptyState>
            )}
          </section>
        )}
        {may(role, 'export:oversee') && (
          <section className="sheet px-4 py-4">
            <SectionHead title={t('inbox.all')} />
            {all.length > 0 ? (
              <ExportTable caption={t('inbox.all')} exports={all} />
            ) : (
              <p className="py-2 text-ink-2">{t('inbox.allNone')}</p>
            )}
          </section>
        )}
      </div>
    </>
  )
}
