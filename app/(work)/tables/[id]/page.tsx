import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { StepForm } from '@/components/shell/step-form'
import { Result } from '@/components/tables/result'
import { tableSpeaker } from '@/components/tables/words'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { getTranslations } from '@/lib/i18n/server'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { copyTableAction, endTableAction } from '@/lib/tables/actions'
import { getSavedTable } from '@/lib/tables/queries/page'
import { definitionParts } from '@/lib/tables/rules/address'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tables'))('title') }
}

/** A saved table, counted for whoever opens it. */
export default async function SavedTablePage({ params, searchParams }: PageProps<'/tables/[id]'>) {
  const [{ id }, parameters] = await Promise.all([params, searchParams])
  const region = asked(parameters, 'region')
  const [{ t, brief }, { role, saved, table }] = await Promise.all([
    tableSpeaker(),
    load('table:read', (ctx) => {
      if (!isUuid(id)) throw new NotFoundError()
      return getSavedTable(ctx, id, region)
    }),
  ])
  const own = { tableId: saved.id, version: saved.version }
  const parts = table && { ...definitionParts(table.definition), region: table.place.code }
  return (
    <>
      <PageHead
        title={saved.name}
        aside={table?.place.name}
        crumbs={[{ href: '/tables', label: t('title') }, { label: saved.name }]}
        back="/tables"
        sub={
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-13 text-ink-2">
            <span>{table ? brief(table.definition) : t('list.stale')}</span>
            <span>{saved.owner}</span>
            <span>{t(`sharedWith.${saved.shared}`)}</span>
          </p>
        }
        actions={
          parts && (
            <>
              <LinkButton href={listAddress('/tables/view', { ...parts, of: saved.id })} icon="pen">
                {t('actions.change')}
              </LinkButton>
              <LinkButton href={listAddress('/tables/print', { ...parts, of: saved.id })} icon="print">
                {t('actions.print')}
              </LinkButton>
              <ExportButton role={role} kind="TABLE" list={listAddress('', parts)} />
            </>
          )
        }
      />
      {table ? (
        <>
          <RegionFilter own={table.own} place={table.place} />
          <Result table={table} address={(code) => listAddress(`/tables/${saved.id}`, { region: code })} />
        </>
      ) : (
        <EmptyState title={t('list.stale')} action={{ href: '/tables', label: t('result.again') }} />
      )}
      <div className="grid items-start gap-4 pt-4 rail:grid-cols-2">
        {table && table.problem !== 'NOT_YOURS' && !saved.isOwn && (
          <StepForm
            action={copyTableAction}
            hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID(), tableId: saved.id }}
            fields={[]}
            prefix="copy-"
            submit={t('actions.copy')}
            busy={t('actions.copyBusy')}
          />
        )}
        {saved.isOwn && (
          <details className="text-13">
            <summary className="min-h-12 cursor-pointer content-center text-dai">{t('actions.end')}</summary>
            <p className="pb-2 text-ink-2">{t('actions.endWhy')}</p>
            <StepForm
              action={endTableAction}
              hidden={{ commandId: crypto.randomUUID(), ...own }}
              fields={[]}
              prefix="end-"
              look="plain"
              submit={t('actions.end')}
              busy={t('actions.endBusy')}
            />
          </details>
        )}
      </div>
    </>
  )
}
