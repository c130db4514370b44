import { shapeOf } from '@/components/findings/state'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import type { FindingView } from '@/lib/findings/queries/finding'
import { getTranslations } from '@/lib/i18n/server'

/** 举一反三: the like of a line in other villages and households. */
export async function FindingLikes({ finding }: Readonly<{ finding: FindingView }>) {
  const t = await getTranslations('findings')
  const { like, mayExtendIdea } = finding
  if (like.length === 0 && !mayExtendIdea) return null
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead
        title={t('page.like')}
        end={
          mayExtendIdea && (
            <LinkButton href={`/findings/new?like=${finding.id}`} icon="plus" size="small">
              {t('page.likeAdd')}
            </LinkButton>
          )
        }
      />
      {like.length > 0 && (
        <TupleTable
          caption={t('page.like')}
          columns={[
            { head: t('list.finding'), at: 1, sub: 2, href: '/findings/{0}', strong: true },
            { head: t('list.place'), at: 3 },
            { head: t('list.status'), at: 4, sub: 5, kind: 'state', state: 6 },
          ]}
          rows={like.map((each) => [
            each.id,
            each.title || t(`categories.${each.category}`),
            each.findingNo,
            each.household ? `${each.household.headName}  ${each.region}` : each.region,
            t(`statuses.${each.status}`),
            each.isSource ? t('page.likeSource') : '',
            shapeOf(each),
          ])}
        />
      )}
    </section>
  )
}
