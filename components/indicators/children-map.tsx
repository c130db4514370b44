import { wallSpeaker } from '@/components/indicators/speak'
import { RegionMap } from '@/components/outlines/region-map'
import { count, percent } from '@/lib/i18n/format'
import { type IndicatorCode, indicatorOf } from '@/lib/indicators/catalogue'
import type { Wall } from '@/lib/indicators/queries/wall'
import type { Outline } from '@/lib/outlines/queries'

type Props = { wall: Wall; code: IndicatorCode; outline: Outline | null; isTiled: boolean }

/** The parts of a region on a map, in their own order: the figure of each and how it stands. The table beside says the same. */
export async function ChildrenMap({ wall, code, outline, isTiled }: Readonly<Props>) {
  const { t, place, state } = await wallSpeaker()
  const level = wall.children[0]?.place.level
  if (!level || level === 'PROVINCE') return null
  const isRate = indicatorOf(code).direction === 'RATE'
  const here = `/dashboard/${wall.region.code}?indicator=${code}`
  return (
    <RegionMap
      title={t(`children.${level}.title`, { name: t(`names.${code}`) })}
      outline={outline}
      isTiled={isTiled}
      other={isTiled ? here : `${here}&map=tiles`}
      areas={wall.children.map(({ place: child, figures }) => {
        const { numerator, denominator, assessment } = figures[code]
        const { key, word } = state(assessment)
        return {
          code: child.code,
          name: place(child),
          value: isRate ? percent(numerator, denominator) : count(numerator),
          state: key,
          words: word,
          href: `/dashboard/${child.code}?indicator=${code}`,
        }
      })}
    />
  )
}
