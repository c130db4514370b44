import { figureTexts } from '@/components/indicators/figure-texts'
import { wallSpeaker } from '@/components/indicators/speak'
import { wallHref } from '@/components/indicators/wall-href'
import { LedgerTable } from '@/components/ui/ledger-table'
import { Reveal } from '@/components/ui/reveal'
import { count } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { type IndicatorCode, isCardCode } from '@/lib/indicators/catalogue'
import { MORE } from '@/lib/indicators/catalogue/more'
import type { Wall } from '@/lib/indicators/queries/wall'

type Props = { wall: Wall; code: IndicatorCode; on: string | undefined }

/** The figures beside the five cards in one table; each opens its comparison, its months and its households. */
export async function MoreFigures({ wall, code, on }: Readonly<Props>) {
  const [{ t }, say] = await Promise.all([wallSpeaker(), getTranslations('past.more')])
  return (
    <section className="border-hair border-x bg-sheet px-4">
      <Reveal summary={`${say('title')} · ${say('note')}`} open={!isCardCode(code)}>
        <LedgerTable
          caption={say('title')}
          columns={[
            { head: say('indicator') },
            { head: say('numerator'), align: 'r' },
            { head: say('denominator'), align: 'r' },
            { head: say('rate'), align: 'r' },
            { head: say('persons'), align: 'r' },
          ]}
          rows={MORE.map(({ code: each }) => {
            const figure = wall.figures[each]
            const { main, rate } = figureTexts(each, figure, wall.today, (value) => say('days', { value }))
            return {
              key: each,
              mark: each === code ? ('on' as const) : undefined,
              cells: [
                <a key="name" href={wallHref(wall.region.code, each, on)} aria-current={each === code || undefined}>
                  {t(`names.${each}`)}
                </a>,
                main,
                count(figure.denominator),
                rate,
                count(figure.numeratorPersons),
              ],
            }
          })}
        />
      </Reveal>
    </section>
  )
}
