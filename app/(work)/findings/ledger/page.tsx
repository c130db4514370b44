import type { Metadata } from 'next'
import { PrintButton } from '@/components/dossier/print-button'
import { LedgerPaper } from '@/components/findings/ledger-paper'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { printLedger } from '@/lib/findings/queries/ledger'
import { CATEGORIES, FINDING_TABS, SOURCES } from '@/lib/findings/schema'
import { getTranslations } from '@/lib/i18n/server'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('findings'))('title') }
}

/** The rectification ledger of a tab of the list to print. */
export default async function FindingLedgerPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const tab = FINDING_TABS.find((each) => each === asked(parameters, 'tab')) ?? 'open'
  const source = SOURCES.find((each) => each === asked(parameters, 'source'))
  const category = CATEGORIES.find((each) => each === asked(parameters, 'category'))
  const region = asked(parameters, 'region')
  const [t, how, ledger, found] = await Promise.all([
    getTranslations('findings'),
    getTranslations('dossier.paper'),
    load('finding:read', (ctx) => printLedger(ctx, { region, tab, source, category })),
    installation(),
  ])
  const back = listAddress('/findings', { tab, region, source, category })
  return (
    <>
      <PageHead
        title={t('ledger.print')}
        back={back}
        crumbs={[{ href: back, label: t('title') }, { label: t('ledger.print') }]}
        sub={how('howTo')}
        actions={<PrintButton label={how('go')} />}
      />
      <LedgerPaper ledger={ledger} tab={tab} isDemo={found?.isDemo ?? false} />
    </>
  )
}
