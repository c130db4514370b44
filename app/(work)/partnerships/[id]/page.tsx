import type { Metadata } from 'next'
import { type Say, said } from '@/components/partnerships/fields'
import { OutputLines } from '@/components/partnerships/output-lines'
import { PairSteps } from '@/components/partnerships/pair-steps'
import { PageHead } from '@/components/shell/page-head'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { Facts } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { clientWords } from '@/lib/i18n/client-words'
import { count, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { getPair } from '@/lib/partnerships/queries/pair'
import { load } from '@/lib/platform/load'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('partnerships'))('title') }
}

export default async function PairPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, words, locale, { pair, userId }] = await Promise.all([
    getTranslations('partnerships'),
    clientWords('outbox'),
    getLocale(),
    load('partnership:read', async (ctx) => ({ pair: await getPair(ctx, id), userId: ctx.actor.userId })),
  ])
  const day = (text: string) => nearDay(text, pair.today, locale)
  return (
    <>
      <PageHead
        title={pair.supporter}
        back="/partnerships"
        crumbs={[{ href: '/partnerships', label: t('title') }, { label: pair.supporter }]}
        chips={
          <Chip state={pair.isActive ? 'doing' : 'closed'}>{t(`states.${pair.isActive ? 'ACTIVE' : 'ENDED'}`)}</Chip>
        }
        sub={
          <a href={`/partnerships/units/${pair.unit.id}`}>
            {t('pair.sub', { unit: pair.unit.name, region: pair.unit.region })}
          </a>
        }
        actions={
          pair.mayReport && (
            <LinkButton href={`/partnerships/${id}/output`} icon="plus">
              {t('pair.report')}
            </LinkButton>
          )
        }
      />
      {pair.mayReport && <UnsentBanner userId={userId} words={words.unsent} />}
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          <section className="sheet wenwu px-4 py-3">
            <Facts
              items={[
                { key: 'grade', name: t('pair.supporterGrade'), value: t(`grades.${pair.grade}`) },
                { key: 'programme', name: t('pair.programme'), value: t(`programmes.${pair.programme}`) },
                {
                  key: 'days',
                  name: t('list.days'),
                  value: pair.toOn
                    ? t('list.span', { from: day(pair.fromOn), to: day(pair.toOn) })
                    : t('list.open', { from: day(pair.fromOn) }),
                },
                { key: 'staff', name: t('pair.staff'), value: count(pair.staff) },
                { key: 'departments', name: t('pair.departments'), value: pair.departments || t('none') },
                { key: 'techniques', name: t('pair.techniques'), value: pair.techniques || t('none') },
                { key: 'made', name: t('pair.made'), value: pair.madeBy },
                ...(pair.endReason
                  ? [
                      {
                        key: 'ended',
                        name: t('pair.ended'),
                        value: t('pair.endedBy', { reason: pair.endReason, by: pair.endedBy }),
                      },
                    ]
                  : []),
              ]}
            />
          </section>
          {pair.sums.length > 0 && (
            <section className="sheet px-4 pb-4">
              <SectionHead title={t('pair.sums')} note={t('pair.sumsNote')} />
              <Facts
                items={pair.sums.map(({ kind, amount, qualifiers }) => ({
                  key: kind,
                  name: t(`outputs.${kind}`),
                  value: `${said(t as unknown as Say, count(amount), qualifiers)} ${t(`units.${kind}`)}`,
                }))}
              />
            </section>
          )}
          {pair.lines.length === 0 ? (
            <EmptyState title={t('pair.noLines')}>{t('pair.noLinesWhy')}</EmptyState>
          ) : (
            <OutputLines pair={pair} />
          )}
        </div>
        {pair.mayKeep && <PairSteps pair={pair} />}
      </div>
    </>
  )
}
