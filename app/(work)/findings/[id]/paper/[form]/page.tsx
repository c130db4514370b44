import type { Metadata } from 'next'
import { PrintButton } from '@/components/dossier/print-button'
import { FindingPaper } from '@/components/findings/finding-paper'
import { PageHead } from '@/components/shell/page-head'
import { FINDING_PAPERS, getFindingPaper } from '@/lib/findings/queries/paper'
import { getTranslations } from '@/lib/i18n/server'
import { NotFoundError } from '@/lib/platform/errors'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('findings'))('page.print') }
}

/** The assignment letter or the closing slip of a line, printed from what was recorded. */
export default async function FindingPaperPage({ params }: PageProps<'/findings/[id]/paper/[form]'>) {
  const { id, form: asked } = await params
  const form = FINDING_PAPERS.find((each) => each === asked)
  const [t, how, paper, found] = await Promise.all([
    getTranslations('findings'),
    getTranslations('dossier.paper'),
    load('finding:read', (ctx) => {
      if (!form) throw new NotFoundError()
      return getFindingPaper(ctx, id, form)
    }),
    installation(),
  ])
  const here = `/findings/${id}`
  return (
    <>
      <PageHead
        title={t(`page.${paper.form}`)}
        back={here}
        crumbs={[{ href: here, label: paper.finding.findingNo }, { label: t(`page.${paper.form}`) }]}
        sub={how('howTo')}
        actions={<PrintButton label={how('go')} />}
      />
      <FindingPaper paper={paper} isDemo={found?.isDemo ?? false} />
    </>
  )
}
