import type { Metadata } from 'next'
import { PrintButton } from '@/components/dossier/print-button'
import { LedgerPaper } from '@/components/identification/ledger-paper'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { getTranslations } from '@/lib/i18n/server'
import { getLedger } from '@/lib/identification/queries/ledger'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identification'))('papers.names.ledger') }
}

/** The ledger of monitored households of a region, to print. */
export default async function LedgerPage({ searchParams }: Readonly<Props>) {
  const region = asked(await searchParams, 'region')
  const [t, monitoring, how, ledger, found] = await Promise.all([
    getTranslations('identification'),
    getTranslations('monitoring'),
    getTranslations('dossier.paper'),
    load('household:readFull', (ctx) => getLedger(ctx, region)),
    installation(),
  ])
  return (
    <>
      <PageHead
        title={t('papers.names.ledger')}
        back="/monitoring"
        crumbs={[{ href: '/monitoring', label: monitoring('titles.cases') }, { label: t('papers.names.ledger') }]}
        sub={how('howTo')}
        actions={<PrintButton label={how('go')} />}
      />
      <LedgerPaper ledger={ledger} isDemo={found?.isDemo ?? false} />
    </>
  )
}
