import type { Metadata } from 'next'
import { PrintButton } from '@/components/dossier/print-button'
import { ReliefPaper } from '@/components/relief/relief-paper'
import { PageHead } from '@/components/shell/page-head'
import { getTranslations } from '@/lib/i18n/server'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'
import { getReliefPaper } from '@/lib/relief/queries/application'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('relief'))('paper.title') }
}

/** An application on paper: always in Chinese, from what is recorded. */
export default async function ReliefPrintPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, paper, found] = await Promise.all([
    getTranslations('relief'),
    load('relief:read', (ctx) => getReliefPaper(ctx, id)),
    installation(),
  ])
  const here = `/relief/${id}`
  return (
    <>
      <PageHead
        title={t('paper.title')}
        back={here}
        crumbs={[{ href: here, label: t('paper.back') }, { label: t('paper.title') }]}
        sub={t('paper.howTo')}
        actions={<PrintButton label={t('paper.go')} />}
      />
      <ReliefPaper paper={paper} isDemo={found?.isDemo ?? false} />
    </>
  )
}
