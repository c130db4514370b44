import { permille } from '@/lib/i18n/format'
import type { IndicatorCode } from '@/lib/indicators/catalogue'
import type { WallChild } from '@/lib/indicators/queries/wall'
import type { Assessment } from '@/lib/indicators/rules/schedule'

const RANK = { crossed: 0, behind: 1, held: 2 } as const

function rankOf(it: Assessment): number {
  if (it.state) return RANK[it.state]
  return it.kind === 'none' && it.reason === 'noBase' ? 4 : 3
}

function distance(it: Assessment): number {
  if (it.kind === 'rate') return it.gapTenths
  if (it.kind === 'count') return -it.gap
  return it.kind === 'deadline' ? -it.overdue : 0
}

/** Places furthest behind first; without a schedule those with the highest share first. Places are sorted, people never. */
export function worstFirst(children: readonly WallChild[], code: IndicatorCode): WallChild[] {
  const share = ({ figures }: WallChild) => permille(figures[code].numerator, figures[code].denominator) ?? -1
  return [...children].sort((a, b) => {
    const [x, y] = [a.figures[code].assessment, b.figures[code].assessment]
    return rankOf(x) - rankOf(y) || distance(x) - distance(y) || share(b) - share(a)
  })
}
