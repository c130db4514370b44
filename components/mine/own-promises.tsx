import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { taskSpeaker } from '@/components/worklist/speak'
import { getTranslations } from '@/lib/i18n/server'
import type { Mine } from '@/lib/worklist/queries/mine'

/** 答应过还没办的事 · Open promises of a person, the first to keep on top. */
export async function OwnPromises({
  promises,
  today,
}: Readonly<{ promises: NonNullable<Mine['promises']>; today: string }>) {
  const [t, { due, day }] = await Promise.all([getTranslations('mine.promises'), taskSpeaker(today)])
  return (
    <section className="sheet px-4 pb-3">
      <SectionHead title={t('title')} />
      {promises.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
      ) : (
        <TupleTable
          caption={t('title')}
          columns={[
            { head: t('heads.promise'), at: 1, strong: true },
            { head: t('heads.household'), at: 2, sub: 3, href: '/households/{7}' },
            { head: t('heads.due'), at: 4, sub: 5, kind: 'state', state: 6 },
          ]}
          rows={promises.map((each) => {
            const { state, text } = due(each.dueOn)
            return [
              each.id,
              each.content,
              each.headName,
              each.village,
              text,
              text === day(each.dueOn) ? '' : day(each.dueOn),
              state,
              each.householdId,
            ]
          })}
        />
      )}
    </section>
  )
}
