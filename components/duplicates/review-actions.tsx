import { MergePanel } from '@/components/duplicates/merge-panel'
import { ReviewForm } from '@/components/duplicates/review-form'
import { Banner } from '@/components/ui/banner'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { carryOutEndingAction, decideDuplicateAction, undoMergeAction } from '@/lib/duplicates/actions'
import type { ReviewView } from '@/lib/duplicates/queries/review'
import type { Side } from '@/lib/duplicates/schema'
import { getTranslations } from '@/lib/i18n/server'

type Props = { review: ReviewView; keep: Side }

/** What may be done about a review now: judge, merge, undo, or carry out what a superior decided. */
export async function ReviewActions({ review, keep }: Readonly<Props>) {
  const [t, common] = await Promise.all([getTranslations('duplicates'), getTranslations('common')])
  const carried = { reviewId: review.id, version: review.version }
  const note = { kind: 'text' as const, name: 'note', optional: common('optional') }
  const isOpen = review.status === 'OPEN' || review.status === 'SAME'
  const bothThere = !review.left.isGone && !review.right?.isGone
  if (review.kind === 'ENDING') {
    if (review.status !== 'OPEN' || !review.may.merge) return null
    return (
      <section className="sheet px-4 py-4">
        <ReviewForm
          action={carryOutEndingAction}
          commandId={crypto.randomUUID()}
          carried={carried}
          asked={[{ ...note, label: t('ending.note') }]}
          submit={t('ending.do')}
          busy={t('ending.busy')}
        />
      </section>
    )
  }
  if (review.status === 'MERGED') return <UndoPanel review={review} />
  return (
    <>
      {isOpen && review.may.decide && (
        <section className="sheet px-4 pb-4">
          <Reveal summary={t('decide.title')} open={!review.may.merge}>
            <ReviewForm
              action={decideDuplicateAction}
              commandId={crypto.randomUUID()}
              carried={carried}
              asked={[
                {
                  kind: 'radio',
                  name: 'decision',
                  label: t('decide.legend'),
                  cols: 1,
                  required: true,
                  options: [
                    ...(review.status === 'OPEN' ? [{ value: 'SAME', label: t('decide.same') }] : []),
                    { value: 'DIFFERENT', label: t('decide.different') },
                  ],
                },
                { ...note, label: t('decide.note'), hint: t('decide.noteHint') },
              ]}
              submit={t('decide.do')}
              busy={t('decide.busy')}
              look="plain"
            />
            <div className="pt-2">
              <LinkButton href="/duplicates">{t('decide.later')}</LinkButton>
            </div>
          </Reveal>
        </section>
      )}
      {review.may.merge && bothThere && <MergePanel review={review} keep={keep} />}
      {!review.may.merge && isOpen && <Banner state="plain" title={t('merge.only')} />}
    </>
  )
}

async function UndoPanel({ review }: Readonly<{ review: ReviewView }>) {
  const t = await getTranslations('duplicates')
  const kept = review.keptSide && review[review.keptSide]
  const tables = review.blockers
    .map((table) => (t.has(`tables.${table}` as never) ? t(`tables.${table}` as never) : t('tables.other')))
    .join(t('join'))
  return (
    <section className="sheet grid gap-3 px-4 pb-4">
      <SectionHead title={t('undo.title')} />
      {kept?.home && (
        <p>
          <LinkButton href={`/households/${kept.home.id}`}>{t('undo.toKept')}</LinkButton>
        </p>
      )}
      <p className="text-13 text-ink-2">{t('undo.text')}</p>
      {tables && <Banner state="behind" title={t('undo.blocked', { tables })} />}
      {review.may.merge && !tables && (
        <ReviewForm
          action={undoMergeAction}
          commandId={crypto.randomUUID()}
          carried={{ reviewId: review.id, version: review.version }}
          asked={[]}
          submit={t('undo.do')}
          busy={t('undo.busy')}
          look="plain"
        />
      )}
    </section>
  )
}
