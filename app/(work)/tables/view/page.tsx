import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { Builder } from '@/components/tables/builder'
import { Result } from '@/components/tables/result'
import { SaveForm } from '@/components/tables/save-form'
import { tableSpeaker } from '@/components/tables/words'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { getView } from '@/lib/tables/queries/page'
import { definitionParts, readDefinition } from '@/lib/tables/rules/address'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tables'))('title') }
}

/** A table by its address: what it shows is chosen above it, and kept below it. */
export default async function TableViewPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, of] = ['region', 'of'].map((name) => asked(parameters, name))
  const definition = readDefinition(parameters)
  const [{ t, brief }, { role, subjects, saved, table }] = await Promise.all([
    tableSpeaker(),
    load('table:read', (ctx) => getView(ctx, definition, region, of)),
  ])
  const back = saved ? `/tables/${saved.id}` : '/tables'
  const title = saved ? t('save.change', { name: saved.name }) : t('list.start')
  const crumbs = [{ href: '/tables', label: t('title') }, { label: title }]
  if (!table)
    return (
      <>
        <PageHead title={title} crumbs={crumbs} back={back} />
        <EmptyState title={t('result.notUnderstood')} action={{ href: '/tables', label: t('result.again') }}>
          {t('result.notUnderstoodWhy')}
        </EmptyState>
      </>
    )
  const parts = definitionParts(table.definition)
  const address = (code: string, path = '/tables/view') => listAddress(path, { ...parts, region: code, of })
  return (
    <>
      <PageHead
        title={title}
        aside={table.place.name}
        crumbs={crumbs}
        back={back}
        sub={brief(table.definition)}
        actions={
          table.problem === null && (
            <>
              <LinkButton href={address(table.place.code, '/tables/print')} icon="print">
                {t('actions.print')}
              </LinkButton>
              <ExportButton role={role} kind="TABLE" list={listAddress('', { ...parts, region: table.place.code })} />
            </>
          )
        }
      />
      <Builder definition={table.definition} place={table.place} own={table.own} subjects={subjects} of={of} />
      <Result table={table} address={address} />
      {table.problem !== 'NOT_YOURS' && <SaveForm definition={table.definition} saved={saved?.isOwn ? saved : null} />}
    </>
  )
}
