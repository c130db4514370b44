import type { Metadata } from 'next'
import { PrintButton } from '@/components/dossier/print-button'
import { WallPaper } from '@/components/indicators/wall-paper'
import { PageHead } from '@/components/shell/page-head'
import { getTranslations } from '@/lib/i18n/server'
import { printWall } from '@/lib/indicators/queries/print'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('indicators'))('paper.title') }
}

async function open(region: string) {
  for (;;) {
    const found = await load('dashboard:read', (ctx) => printWall(ctx, region))
    if (found) return found
  }
}

/** The dashboard of a region on paper. */
export default async function DashboardPrintPage({ params }: PageProps<'/dashboard/[region]/print'>) {
  const { region } = await params
  const [t, printed, found] = await Promise.all([getTranslations('indicators'), open(region), installation()])
  const back = `/dashboard/${region}`
  return (
    <>
      <PageHead
        title={t('paper.title')}
        back={back}
        crumbs={[{ href: back, label: printed.wall.region.name }, { label: t('paper.title') }]}
        sub={t('paper.howTo')}
        actions={<PrintButton label={t('paper.do')} />}
      />
      <WallPaper printed={printed} isDemo={found?.isDemo ?? false} />
    </>
  )
}
