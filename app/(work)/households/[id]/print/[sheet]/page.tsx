import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { HouseholdPaper } from '@/components/dossier/household-paper'
import { PrintButton } from '@/components/dossier/print-button'
import { valueWords } from '@/components/dossier/value-words'
import { PageHead } from '@/components/shell/page-head'
import { getSheet, SHEETS } from '@/lib/dossier/queries/sheet'
import { getTranslations } from '@/lib/i18n/server'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('dossier'))('print') }
}

/** A household on paper: always in Chinese, from what is recorded. */
export default async function PrintPage({ params }: PageProps<'/households/[id]/print/[sheet]'>) {
  const { id, sheet: asked } = await params
  const kind = SHEETS.find((each) => each === asked)
  if (!kind) notFound()
  const [t, words, sheet, found] = await Promise.all([
    getTranslations('dossier'),
    valueWords('zh-CN'),
    load('dossier:read', (ctx) => getSheet(ctx, id, kind)),
    installation(),
  ])
  const here = `/households/${sheet.file.record.household.id}`
  return (
    <>
      <PageHead
        title={t(`paper.${kind}`)}
        back={here}
        crumbs={[{ href: here, label: t('paper.back') }, { label: t(`paper.${kind}`) }]}
        sub={t('paper.howTo')}
        actions={<PrintButton label={t('paper.go')} />}
      />
      <HouseholdPaper kind={kind} sheet={sheet} isDemo={found?.isDemo ?? false} words={words} />
    </>
  )
}
