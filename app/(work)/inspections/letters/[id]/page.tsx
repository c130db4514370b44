import type { Metadata } from 'next'
import { PrintButton } from '@/components/dossier/print-button'
import { LetterPaper } from '@/components/inspections/letter-paper'
import { PageHead } from '@/components/shell/page-head'
import { getTranslations } from '@/lib/i18n/server'
import { getLetter } from '@/lib/inspections/queries/letter'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inspections'))('letter.name') }
}

/** A feedback letter to print and to hand to a village. */
export default async function LetterPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, how, letter, found] = await Promise.all([
    getTranslations('inspections'),
    getTranslations('dossier.paper'),
    load('inspection:read', (ctx) => getLetter(ctx, id)),
    installation(),
  ])
  const back = '/inspections?part=letters'
  return (
    <>
      <PageHead
        title={t('letter.name')}
        back={back}
        crumbs={[{ href: back, label: t('parts.letters') }, { label: letter.no }]}
        sub={how('howTo')}
        actions={<PrintButton label={how('go')} />}
      />
      <LetterPaper letter={letter} isDemo={found?.isDemo ?? false} />
    </>
  )
}
