import { nameOf } from '@/components/indicators/figure-words'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { digits, longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { listFacts } from '@/lib/indicators/queries/facts'
import { exactText, fractionOf, subtract } from '@/lib/indicators/rules/fraction'

type Props = { list: Pick<Awaited<ReturnType<typeof listFacts>>, 'sums' | 'names'> }

/** Facts of a region beside the sum of those of the places below, of one source and day; a difference is shown in words. */
export async function SumTable({ list }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('figures'), getLocale()])
  const gapOf = (own: string, below: string) => {
    const [a, b] = [fractionOf(own), fractionOf(below)]
    return a && b ? exactText(subtract(b, a)) : '0'
  }
  return (
    <section className="sheet px-4 pb-3">
      <SectionHead title={t('facts.sums')} />
      <p className="pb-2 text-13 text-ink-3">{t('facts.sumsWhy')}</p>
      {list.sums.length === 0 ? (
        <p className="text-13">{t('facts.noSums')}</p>
      ) : (
        <TupleTable
          caption={t('facts.sums')}
          columns={[
            { head: t('facts.input'), at: 1, sub: 2, strong: true },
            { head: t('facts.own'), at: 3, align: 'r' },
            { head: t('facts.below'), at: 4, sub: 5, align: 'r' },
            { head: t('facts.gap'), at: 6, kind: 'state', state: 7 },
          ]}
          rows={list.sums.map(({ code, source, day, own, below, places }) => {
            const gap = gapOf(own, below)
            return [
              `${code} ${source} ${day}`,
              nameOf(code, list.names, locale),
              `${longDay(day, locale)} ${source}`,
              digits(own),
              digits(below),
              t('facts.places', { n: places }),
              gap === '0' ? t('facts.same') : digits(gap),
              gap === '0' ? 'held' : 'behind',
            ]
          })}
        />
      )}
    </section>
  )
}
