import type { Metadata } from 'next'
import { PrintButton } from '@/components/dossier/print-button'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { Result } from '@/components/tables/result'
import { TablePaper } from '@/components/tables/table-paper'
import { EmptyState } from '@/components/ui/empty-state'
import { getTranslations } from '@/lib/i18n/server'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'
import { printTable } from '@/lib/tables/queries/print'
import { definitionParts, readDefinition } from '@/lib/tables/rules/address'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tables'))('print.title') }
}

/** A table on paper. */
export default async function TablePrintPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, of] = ['region', 'of'].map((name) => asked(parameters, name))
  const definition = readDefinition(parameters)
  const [t, found, installed] = await Promise.all([
    getTranslations('tables'),
    load('table:read', (ctx) => printTable(ctx, definition, region, of)),
    installation(),
  ])
  const parts = definition && { ...definitionParts(definition), region, of }
  const back = parts ? listAddress('/tables/view', parts) : '/tables'
  const isPrinted = 'printed' in found
  const problem = isPrinted ? null : found.table
  return (
    <>
      <PageHead
        title={t('print.title')}
        back={back}
        crumbs={[
          { href: '/tables', label: t('title') },
          { href: back, label: t('list.what') },
          { label: t('print.title') },
        ]}
        sub={t('print.howTo')}
        actions={isPrinted && <PrintButton label={t('print.do')} />}
      />
      {isPrinted && <TablePaper printed={found} isDemo={installed?.isDemo ?? false} />}
      {!isPrinted && problem && (
        <Result
          table={problem}
          address={(code) => listAddress('/tables/print', { ...definitionParts(problem.definition), region: code, of })}
        />
      )}
      {!isPrinted && !problem && (
        <EmptyState title={t('result.notUnderstood')} action={{ href: '/tables', label: t('result.again') }}>
          {t('result.notUnderstoodWhy')}
        </EmptyState>
      )}
    </>
  )
}
