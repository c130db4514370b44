import type { Metadata } from 'next'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { tableSpeaker } from '@/components/tables/words'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { getTables } from '@/lib/tables/queries/page'
import type { SavedRow } from '@/lib/tables/queries/saved'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tables'))('title') }
}

/** Tables that officials make themselves: begin one, open one's own and what others share. */
export default async function TablesPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [{ t, brief }, { subjects, saved }] = await Promise.all([
    tableSpeaker(),
    load('table:read', (ctx) => getTables(ctx)),
  ])
  const [own, others] = [saved.filter(({ isOwn }) => isOwn), saved.filter(({ isOwn }) => !isOwn)]
  const list = (rows: readonly SavedRow[], title: string) => (
    <section className="sheet px-4 pb-2">
      <SectionHead title={title} />
      <TupleTable
        caption={title}
        columns={[
          { head: t('list.name'), at: 1, href: '/tables/{0}', strong: true },
          { head: t('list.what'), at: 2 },
          { head: t('list.shared'), at: 3 },
          { head: t('list.owner'), at: 4, sub: 5 },
          { head: t('list.saved'), at: 6 },
        ]}
        rows={rows.map((row) => [
          row.id,
          row.name,
          row.definition ? brief(row.definition) : t('list.stale'),
          t(`sharedWith.${row.shared}`),
          row.owner,
          row.region,
          stamp(row.savedAt),
        ])}
      />
    </section>
  )
  return (
    <>
      <PageHead title={t('title')} sub={t('sub')} />
      {asked(parameters, 'ended') && <Banner state="held" title={t('list.ended')} />}
      <section className="sheet grid gap-3 px-4 pb-4">
        <SectionHead title={t('list.start')} />
        <ul className="flex flex-wrap gap-2">
          {subjects.map((subject) => (
            <li key={subject}>
              <LinkButton href={`/tables/view?subject=${subject}`}>{t(`subjects.${subject}`)}</LinkButton>
            </li>
          ))}
        </ul>
      </section>
      <div className="grid gap-4 pt-4">
        {saved.length === 0 && <EmptyState title={t('list.none')}>{t('list.noneWhy')}</EmptyState>}
        {own.length > 0 && list(own, t('list.own'))}
        {others.length > 0 && list(others, t('list.others'))}
      </div>
    </>
  )
}
