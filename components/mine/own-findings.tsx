import { shapeOf } from '@/components/findings/state'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { taskSpeaker } from '@/components/worklist/speak'
import type { FindingLine } from '@/lib/findings/queries/list'
import { getTranslations } from '@/lib/i18n/server'

/** 由我负责整改的问题 · Open lines that name a person as responsible, by their last day. */
export async function OwnFindings({ lines, today }: Readonly<{ lines: readonly FindingLine[]; today: string }>) {
  const [t, f, { due, day }] = await Promise.all([
    getTranslations('mine.findings'),
    getTranslations('findings'),
    taskSpeaker(today),
  ])
  return (
    <section className="sheet px-4 pb-3">
      <SectionHead title={t('title')} note={t('note')} />
      {lines.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
      ) : (
        <TupleTable
          caption={t('title')}
          columns={[
            { head: t('heads.finding'), at: 1, sub: 2, href: '/findings/{0}', strong: true },
            { head: t('heads.status'), at: 3, sub: 4, kind: 'state', state: 5 },
            { head: t('heads.due'), at: 6 },
          ]}
          rows={lines.map((each) => [
            each.id,
            each.title || f(`categories.${each.category}`),
            each.region,
            f(`statuses.${each.status}`),
            each.dueOn && !each.isLongTerm ? due(each.dueOn).text : '',
            shapeOf(each),
            each.dueOn ? day(each.dueOn) : t('noDue'),
          ])}
        />
      )}
    </section>
  )
}
