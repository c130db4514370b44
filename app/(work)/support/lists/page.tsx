import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { ListFileForm } from '@/components/support/list-file-form'
import { SupportNav } from '@/components/support/support-nav'
import { EmptyState } from '@/components/ui/empty-state'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import { count, longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { newId } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { confirmListAction, previewNumbersAction } from '@/lib/support/actions'
import { listLists } from '@/lib/support/queries/lists'
import { LONGEST_PASTE, MOST_NUMBERS } from '@/lib/support/schema/lists'
import { previewFileAction } from '@/lib/transfer/actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('lists.title') }
}

export default async function ListsPage() {
  const [t, locale, { lists, field, role, ids }] = await Promise.all([
    getTranslations('support'),
    getLocale(),
    load('match:read', async (ctx) => ({
      ...(await listLists(ctx)),
      role: ctx.actor.role,
      ids: { numbers: newId(ctx.now), file: newId(ctx.now) },
    })),
  ])
  const shared = {
    categories: (field ?? []).map((value) => ({ value, label: t(`categories.${value}`) })),
    most: LONGEST_PASTE,
  }
  const words = {
    category: t('lists.category'),
    purpose: t('lists.purpose'),
    purposeHint: t('lists.purposeHint'),
    look: t('lists.look'),
    looking: t('lists.looking'),
    previewTitle: t('lists.preview.title'),
    previewNote: t('lists.preview.note'),
    previewFaults: t('lists.preview.faults'),
    again: t('lists.preview.again'),
    go: t('lists.go'),
    busy: t('lists.busy'),
  }
  return (
    <>
      <PageHead title={t('lists.title')} sub={t('lists.logged')} />
      <SupportNav part="lists" role={role} />
      <p className="py-3 text-13 text-ink-3">{t('lists.intro')}</p>
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        {lists.length === 0 ? (
          <EmptyState title={t('lists.none')}>{t('lists.noneWhy')}</EmptyState>
        ) : (
          <section className="sheet min-w-0 px-4 pb-4">
            <SectionHead title={t('lists.list')} note={count(lists.length)} />
            <LedgerTable
              stack
              caption={t('lists.list')}
              columns={[
                { head: t('lists.columns.purpose') },
                { head: t('lists.columns.category') },
                { head: t('lists.columns.by') },
                { head: t('lists.columns.matched'), align: 'r' },
                { head: t('lists.columns.until') },
                { head: t('lists.columns.state') },
              ]}
              rows={lists.map((list) => ({
                key: list.id,
                cells: [
                  <a key="purpose" href={`/support/lists/${list.id}`}>
                    {list.purpose}
                  </a>,
                  t(`categories.${list.category}`),
                  t('lists.made', { unit: list.madeByUnit, name: list.madeByName }),
                  count(list.matched),
                  longDay(list.validUntil, locale),
                  t(`lists.states.${list.state}`),
                ],
              }))}
            />
          </section>
        )}
        {field && field.length === 0 && <EmptyState title={t('field.none')}>{t('field.noneWhy')}</EmptyState>}
        {field && field.length > 0 && (
          <div className="grid min-w-0 gap-4 max-desk:order-first">
            <section className="sheet px-4 pb-4">
              <SectionHead title={t('lists.file')} />
              <ListFileForm
                {...shared}
                by="file"
                look={previewFileAction}
                confirm={confirmListAction}
                commandId={crypto.randomUUID()}
                listId={ids.file}
                words={{ ...words, label: t('lists.fileField'), hint: t('lists.fileHint') }}
              />
            </section>
            <section className="sheet px-4 pb-4">
              <SectionHead title={t('lists.paste')} />
              <ListFileForm
                {...shared}
                by="numbers"
                look={previewNumbersAction}
                confirm={confirmListAction}
                commandId={crypto.randomUUID()}
                listId={ids.numbers}
                words={{ ...words, label: t('lists.numbers'), hint: t('lists.numbersHint', { most: MOST_NUMBERS }) }}
              />
            </section>
          </div>
        )}
      </div>
    </>
  )
}
