import type { Metadata } from 'next'
import { LedgerPaper } from '@/components/cockpit/ledger-paper'
import { PrintButton } from '@/components/dossier/print-button'
import { ExportButton } from '@/components/exports/export-button'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { printLedger } from '@/lib/cockpit/queries/ledger'
import { getTranslations } from '@/lib/i18n/server'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cockpit'))('ledger.title') }
}

/** The supervision ledger of a region to print. */
export default async function SupervisionLedgerPage({ searchParams }: Readonly<Props>) {
  const region = asked(await searchParams, 'region')
  const [t, { ledger, role }, found] = await Promise.all([
    getTranslations('cockpit'),
    load('supervision:read', async (ctx) => ({ ledger: await printLedger(ctx, region), role: ctx.actor.role })),
    installation(),
  ])
  const back = `/cockpit?region=${ledger.region.code}`
  return (
    <>
      <PageHead
        title={t('ledger.title')}
        back={back}
        crumbs={[{ href: back, label: t('title') }, { label: t('ledger.title') }]}
        sub={t('bulletin.howTo')}
        actions={
          <>
            <ExportButton role={role} kind="SUPERVISION" list={back} />
            <PrintButton label={t('bulletin.print')} />
          </>
        }
      />
      <LedgerPaper ledger={ledger} isDemo={found?.isDemo ?? false} />
    </>
  )
}
