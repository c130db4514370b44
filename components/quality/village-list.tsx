import { IssueList } from '@/components/quality/issue-list'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import { percent } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { getQuality } from '@/lib/quality/queries/region'

type Village = NonNullable<Awaited<ReturnType<typeof getQuality>>['village']>
type Props = { village: Village; isFiltered: boolean; rights: { edit: boolean; clue: boolean } }

/** The list of a village to clear, household by household: one visit clears all of one. */
export async function VillageList({ village, isFiltered, rights }: Readonly<Props>) {
  const t = await getTranslations('quality')
  const days = { today: village.today, usual: village.usual, latest: village.latest }
  if (village.whole.length === 0 && village.households.length === 0) {
    return (
      <EmptyState title={t(isFiltered ? 'list.noneFiltered' : 'list.none')}>
        {!isFiltered && t('list.noneWhy')}
      </EmptyState>
    )
  }
  return (
    <div className="grid gap-4">
      {village.whole.length > 0 && (
        <section className="sheet px-4 py-3" aria-labelledby="whole">
          <SectionHead id="whole" title={t('list.whole')} />
          <IssueList issues={village.whole} days={days} mayEdit={false} mayOpenClue={false} />
        </section>
      )}
      {village.households.map((household) => (
        <section key={household.id} className="sheet px-4 py-3" aria-labelledby={`h-${household.id}`}>
          <SectionHead
            id={`h-${household.id}`}
            title={<a href={`/households/${household.id}`}>{t('list.householdOf', { name: household.headName })}</a>}
            note={[
              household.householdNo,
              household.groupName,
              t('list.count', { n: household.issues.length }),
              t('list.complete', { share: percent(household.filled, household.expected) }),
            ]
              .filter(Boolean)
              .join(t('join'))}
          />
          <IssueList
            issues={household.issues}
            days={days}
            mayEdit={rights.edit}
            mayOpenClue={rights.clue && !household.hasClue && !household.hasCase}
          />
        </section>
      ))}
    </div>
  )
}
