import 'server-only'
import { count } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { ListPreview } from '@/lib/support/queries/list-preview'

export type ToldPreview = {
  id: string
  /** What was read, name and value. */
  facts: readonly { key: string; name: string; value: string }[]
  /** What is wrong, by row, in words. */
  faults: readonly string[]
  carriedFile: string | null
}

/** What was read of a list, in the reader's words. */
export async function tellPreview(preview: ListPreview): Promise<ToldPreview> {
  const [t, common, errors] = await Promise.all([
    getTranslations('support.lists.preview'),
    getTranslations('common'),
    getTranslations('errors'),
  ])
  const { id, rows, columns, column, wrong, twice, known } = preview
  const said = [
    ['rows', count(rows)],
    ['columns', columns.length > 0 ? columns.join(common('listJoin')) : t('noHeads')],
    ['column', column ?? t('first')],
    ['wrong', count(wrong)],
    ['twice', count(twice)],
    ['known', t('knownOf', { n: known })],
  ] as const
  return {
    id,
    facts: said.map(([key, value]) => ({ key, name: t(key), value })),
    faults: preview.faults.map(({ code, params }) => errors(code as never, params as never)),
    carriedFile: preview.carried,
  }
}
