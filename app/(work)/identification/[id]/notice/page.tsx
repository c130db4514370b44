import type { Metadata } from 'next'
import { PrintButton } from '@/components/dossier/print-button'
import { NoticePaper } from '@/components/identification/notice-paper'
import { PageHead } from '@/components/shell/page-head'
import { getTranslations } from '@/lib/i18n/server'
import { getNotice } from '@/lib/identification/queries/notice'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identification'))('notice.name') }
}

/** A public notice to print and to post in the village. */
export default async function NoticePage({ params }: PageProps<'/identification/[id]/notice'>) {
  const { id } = await params
  const [t, paper, notice, found] = await Promise.all([
    getTranslations('identification'),
    getTranslations('dossier.paper'),
    load('identification:verify', (ctx) => getNotice(ctx, id)),
    installation(),
  ])
  const here = `/identification/${notice.procedureId}`
  return (
    <>
      <PageHead
        title={t('notice.name')}
        back={here}
        crumbs={[{ href: here, label: t('notice.back') }, { label: t('notice.name') }]}
        sub={paper('howTo')}
        actions={<PrintButton label={paper('go')} />}
      />
      <NoticePaper notice={notice} isDemo={found?.isDemo ?? false} />
    </>
  )
}
