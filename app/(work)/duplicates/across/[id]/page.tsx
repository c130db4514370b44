import type { Metadata } from 'next'
import { ReviewForm } from '@/components/duplicates/review-form'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import { decideAcrossAction } from '@/lib/duplicates/actions'
import { getAcross } from '@/lib/duplicates/queries/across'
import { longDay, moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('duplicates'))('across') }
}

export default async function AcrossPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, named, common, locale, across] = await Promise.all([
    getTranslations('duplicates'),
    getTranslations('households'),
    getTranslations('common'),
    getLocale(),
    load('duplicate:decideAcross', (ctx) => {
      if (!isUuid(id)) throw new NotFoundError()
      return getAcross(ctx, id)
    }),
  ])
  const { left, right, decision } = across
  const line = (head: string, of: (side: typeof left) => string) => ({
    key: head,
    cells: [head, of(left) || t('review.blank'), of(right) || t('review.blank')],
  })
  const day = (text: string) => longDay(text, locale)
  const kept = across.keptSide && across[across.keptSide as 'left' | 'right'].county
  return (
    <>
      <PageHead
        title={t('acrossPage.title', { left: left.county, right: right.county })}
        back="/duplicates"
        crumbs={[{ href: '/duplicates', label: t('title') }, { label: t('across') }]}
        chips={<Chip state={across.status === 'OPEN' ? 'open' : 'closed'}>{t(`statuses.${across.status}`)}</Chip>}
        sub={t('acrossPage.found', { at: moment(across.foundAt, locale) })}
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <section className="sheet px-4 pb-2">
          <SectionHead ruled title={t('review.compare')} />
          <LedgerTable
            caption={t('review.compare')}
            stack
            columns={[{ head: t('review.field') }, { head: left.county }, { head: right.county }]}
            rows={[
              line(t('acrossPage.township'), (side) => side.township),
              line(t('fields.name'), (side) => side.name),
              line(t('fields.sex'), (side) => t(`sexes.${side.sex}`)),
              line(t('fields.birthDate'), (side) => day(side.birthDate)),
              line(t('fields.idNumber'), (side) => side.idNumber),
              line(t('acrossPage.type'), (side) => (side.householdType ? named(`types.${side.householdType}`) : '')),
              line(t('acrossPage.lives'), (side) =>
                side.lives && side.since
                  ? t('acrossPage.livesYes', { since: day(side.since) })
                  : t('acrossPage.livesNo'),
              ),
            ]}
          />
        </section>
        <div className="grid gap-4">
          {decision && (
            <Banner
              state="held"
              title={
                kept
                  ? t('acrossPage.kept', { by: decision.by, at: moment(decision.at, locale), county: kept })
                  : t('acrossPage.different', { by: decision.by, at: moment(decision.at, locale) })
              }
            >
              {across.note}
            </Banner>
          )}
          <Banner state="plain" title={t('acrossPage.note')} />
          {across.mayDecide && (
            <section className="sheet px-4 py-4">
              <ReviewForm
                action={decideAcrossAction}
                commandId={crypto.randomUUID()}
                carried={{ reviewId: across.id, version: across.version }}
                asked={[
                  {
                    kind: 'radio',
                    name: 'decision',
                    label: t('acrossPage.legend'),
                    cols: 1,
                    required: true,
                    options: [
                      { value: 'LEFT', label: t('acrossPage.LEFT', { county: left.county }) },
                      { value: 'RIGHT', label: t('acrossPage.RIGHT', { county: right.county }) },
                      { value: 'DIFFERENT', label: t('acrossPage.DIFFERENT') },
                    ],
                  },
                  { kind: 'text', name: 'note', label: t('decide.note'), optional: common('optional') },
                ]}
                submit={t('acrossPage.do')}
                busy={t('decide.busy')}
              />
            </section>
          )}
        </div>
      </div>
    </>
  )
}
