import type { Metadata } from 'next'
import { CompareTable } from '@/components/duplicates/compare-table'
import { ReviewActions } from '@/components/duplicates/review-actions'
import { SideFacts } from '@/components/duplicates/side-facts'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { SectionHead } from '@/components/ui/section-head'
import { getReview } from '@/lib/duplicates/queries/review'
import { SIDES } from '@/lib/duplicates/schema'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const STATE = { OPEN: 'open', SAME: 'due', DIFFERENT: 'closed', MERGED: 'held', DONE: 'held' } as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('duplicates'))('title') }
}

export default async function DuplicatePage({ params, searchParams }: Readonly<Props>) {
  const [{ id }, parameters] = await Promise.all([params, searchParams])
  const [t, locale, review] = await Promise.all([
    getTranslations('duplicates'),
    getLocale(),
    load('duplicate:read', (ctx) => {
      if (!isUuid(id)) throw new NotFoundError()
      return getReview(ctx, id)
    }),
  ])
  const keep = SIDES.find((side) => side === asked(parameters, 'keep')) ?? review.better
  const title =
    review.kind === 'ENDING'
      ? t('review.ending', { left: review.left.name })
      : t('review.title', { left: review.left.name, right: review.right?.name ?? '' })
  const [first, second] = review.matters
  const years = first && second ? first.years.filter((year) => second.years.includes(year)) : []
  const { decision, status } = review
  const side = review.keptSide && t(review.keptSide === 'left' ? 'review.first' : 'review.second')
  return (
    <>
      <PageHead
        title={title}
        back="/duplicates"
        crumbs={[{ href: '/duplicates', label: t('title') }, { label: t(`kinds.${review.kind}`) }]}
        chips={<Chip state={STATE[status]}>{t(`statuses.${status}`)}</Chip>}
        sub={t(`foundBy.${review.foundBy}`)}
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid gap-4">
          {decision && status !== 'OPEN' && (
            <Banner
              state={STATE[status] === 'closed' ? 'plain' : 'held'}
              title={t(`decided.${status}`, { by: decision.by, at: moment(decision.at, locale), side: side ?? '' })}
            >
              {review.note}
            </Banner>
          )}
          {review.kind === 'ENDING' ? (
            <Banner state="due" title={t('ending.text')} />
          ) : (
            <section className="sheet px-4 pb-4">
              <SectionHead ruled title={t('review.why')} />
              {review.level === 'TOLD' ? (
                <p>{t('review.told')}</p>
              ) : (
                <>
                  <p className="pb-2 font-semibold">
                    {t('review.score', { n: review.score, level: t(`levels.${review.level as 'SURE'}`) })}
                  </p>
                  <ul className="flex flex-wrap gap-2">
                    {review.reasons.map(({ code, points }) => (
                      <li key={code} className="chip" data-s={points > 0 ? 'na' : 'behind'}>
                        {t(`reasons.${code}`)} {points > 0 ? `+${points}` : points}
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </section>
          )}
          <div className={review.right ? 'grid items-start gap-4 rail:grid-cols-2' : 'grid gap-4'}>
            <SideFacts review={review} side="left" />
            <SideFacts review={review} side="right" />
          </div>
          {review.rows.length > 0 && (
            <section className="sheet px-4 pb-2">
              <SectionHead title={t('review.compare')} note={t('review.compareNote')} />
              <CompareTable rows={review.rows} />
            </section>
          )}
        </div>
        <div className="grid gap-4">
          <ReviewActions review={review} keep={keep} />
          {review.kind !== 'ENDING' && (
            <section className="sheet px-4 pb-4">
              <SectionHead title={t('review.rulesTitle')} />
              <p className="text-13 text-ink-2">
                {t(review.kind === 'PERSON' ? 'review.rulesPerson' : 'review.rules')}
              </p>
              {review.kind === 'HOUSEHOLD' && review.right && review.left.village !== review.right.village && (
                <p className="pt-2 text-13 text-ink-2">
                  {t('review.ruleVillages', { village: review[keep]?.village ?? '' })}
                </p>
              )}
              {review.kind === 'HOUSEHOLD' && years.length > 0 && (
                <p className="pt-2 text-13 text-ink-2">{t('review.ruleYears', { years: years.join(t('join')) })}</p>
              )}
            </section>
          )}
        </div>
      </div>
    </>
  )
}
