import type { Metadata } from 'next'
import { unitWord } from '@/components/parameters/unit-word'
import { PageHead } from '@/components/shell/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { getTranslations } from '@/lib/i18n/server'
import { type ListedParameter, listParameters } from '@/lib/parameters/queries'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('parameters'))('title') }
}

export default async function ParametersPage() {
  const [t, listed] = await Promise.all([getTranslations('parameters'), load('parameter:read', listParameters)])
  const tuple = (row: ListedParameter) => [
    `${row.code}/${row.appliesTo}/${row.validFrom}`,
    t(`names.${row.code}`),
    row.value === null ? t('unknown') : `${row.value.toLocaleString('en-US')} ${unitWord(t, row.unit)}`,
    row.regionName ?? t('nation'),
    `${row.validFrom} – ${row.validTo ?? t('open')}`,
    row.source,
    t(`certainty.${row.certainty}`),
  ]
  const columns = [
    { head: t('name'), at: 1, strong: true },
    { head: t('value'), at: 2 },
    { head: t('region'), at: 3 },
    { head: t('dates'), at: 4 },
    { head: t('source'), at: 5, sub: 6 },
  ]
  const parts = [
    { title: t('current'), rows: listed.filter(({ isCurrent }) => isCurrent) },
    { title: t('past'), rows: listed.filter(({ isCurrent }) => !isCurrent) },
  ].filter(({ rows }) => rows.length > 0)
  return (
    <>
      <PageHead title={t('title')} sub={t('sub')} />
      {parts.length === 0 && <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>}
      <div className="grid gap-4">
        {parts.map(({ title, rows }) => (
          <section key={title} className="sheet px-4 py-4">
            <SectionHead title={title} />
            <TupleTable caption={title} columns={columns} rows={rows.map(tuple)} stack />
          </section>
        ))}
      </div>
    </>
  )
}
