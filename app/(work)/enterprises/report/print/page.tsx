import type { Metadata } from 'next'
import { PrintButton } from '@/components/dossier/print-button'
import { ReportPaper } from '@/components/resumption/report-paper'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { getTranslations } from '@/lib/i18n/server'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'
import { printReport } from '@/lib/resumption/queries/report'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('resumption'))('daily.title') }
}

export default async function PrintedReportPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, day] = ['region', 'day'].map((name) => asked(parameters, name))
  const [t, report, found] = await Promise.all([
    getTranslations('resumption'),
    load('enterprise:read', (ctx) => printReport(ctx, { region, day })),
    installation(),
  ])
  const back = listAddress('/enterprises/report', { region: report.place.code, day: report.day })
  return (
    <>
      <PageHead
        title={t('daily.title')}
        back={back}
        crumbs={[{ href: back, label: t('daily.title') }, { label: t('daily.print') }]}
        sub={t('daily.howTo')}
        actions={<PrintButton label={t('daily.printNow')} />}
      />
      <ReportPaper report={report} isDemo={found?.isDemo ?? false} />
    </>
  )
}
