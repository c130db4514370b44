import { figureTexts } from '@/components/indicators/figure-texts'
import { MoreTable } from '@/components/indicators/more-table'
import { wallSpeaker } from '@/components/indicators/speak'
import { getTranslations } from '@/lib/i18n/server'
import { type IndicatorCode, isCardCode } from '@/lib/indicators/catalogue'
import { MORE } from '@/lib/indicators/catalogue/more'
import type { Wall } from '@/lib/indicators/queries/wall'

type Props = { wall: Wall; code: IndicatorCode; rest: string }

/** The figures beside the five cards in one table; each opens its comparison, its months and its households. */
export async function MoreFigures({ wall, code, rest }: Readonly<Props>) {
  const [{ t }, say] = await Promise.all([wallSpeaker(), getTranslations('past.more')])
  return (
    <MoreTable
      summary={`${say('title')} · ${say('note')}`}
      isOpen={!isCardCode(code)}
      caption={say('title')}
      heads={[say('indicator'), say('numerator'), say('denominator'), say('rate'), say('persons')]}
      href={`?indicator={0}${rest}`}
      current={code}
      rows={MORE.map(({ code: each }) => {
        const figure = wall.figures[each]
        const { main, rate } = figureTexts(each, figure, wall.today, (value) => say('days', { value }))
        return [each, t(`names.${each}`), main, figure.denominator, rate, figure.numeratorPersons]
      })}
    />
  )
}
