import { Facts } from '@/components/ui/facts'
import { SectionHead } from '@/components/ui/section-head'
import { Tag } from '@/components/ui/tag'
import type { ReviewView } from '@/lib/duplicates/queries/review'
import { getTranslations } from '@/lib/i18n/server'

type Props = { review: ReviewView; side: 'left' | 'right' }

/** One of the two records: who, where, and what hangs on its household. */
export async function SideFacts({ review, side }: Readonly<Props>) {
  const [t, named] = await Promise.all([getTranslations('duplicates'), getTranslations('households')])
  const record = review[side]
  if (!record) return null
  const { home } = record
  const matters = review.matters.find(({ id }) => id === home?.id)
  const members = review.members?.[side]
  const counted = matters
    ? ([
        ['visits', matters.visits],
        ['years', matters.years.join(t('join'))],
        ['livings', matters.livings],
        ['helpers', matters.helpers],
        ['clues', matters.clues],
        ['cases', matters.cases],
        ['promises', matters.promises],
        ['closed', matters.closed],
      ] as const)
    : []
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead
        title={
          review.kind === 'ENDING'
            ? record.name
            : `${t(side === 'left' ? 'review.first' : 'review.second')} · ${record.name}`
        }
        end={
          record.isGone ? (
            <Tag>{t('review.gone')}</Tag>
          ) : review.keptSide === side ? (
            <Tag>{t('review.kept')}</Tag>
          ) : undefined
        }
      />
      <p className="pb-2 text-13 text-ink-2">
        {[
          record.village,
          record.relation && named(`relations.${record.relation}` as never),
          home ? t('review.household', { no: home.no }) : t('review.noHousehold'),
        ]
          .filter(Boolean)
          .join(t('join'))}
        {home?.isActive && (
          <>
            {' '}
            <a className="inline-flex min-h-12 items-center desk:min-h-0" href={`/households/${home.id}`}>
              {t('review.open')}
            </a>
          </>
        )}
      </p>
      {members && members.length > 0 && (
        <p className="pb-2 text-13">
          <b>{t('review.members')}</b>{' '}
          {members
            .map(({ name, relation, birthDate }) => `${named(`relations.${relation}` as never)} ${name} ${birthDate}`)
            .join(t('join'))}
        </p>
      )}
      <Facts
        items={counted
          .filter(([, value]) => value !== 0 && value !== '')
          .map(([key, value]) => ({ key, name: t(`review.${key}`), value }))}
      />
    </section>
  )
}
