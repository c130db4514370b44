import { STANDING_MARK } from '@/components/cockpit/words'
import { RegionMap } from '@/components/outlines/region-map'
import type { Tile } from '@/lib/cockpit/rules/places'
import { getTranslations } from '@/lib/i18n/server'
import type { Outline } from '@/lib/outlines/queries'

type Props = { tiles: readonly Tile[]; outline: Outline | null; isTiled: boolean; other: string }

/** One tile or outline per region below: how many places are listed there and how the worst of them stands. Opens the level below. */
export async function TileMap({ tiles, outline, isTiled, other }: Readonly<Props>) {
  const [t, states] = await Promise.all([getTranslations('cockpit.map'), getTranslations('supervision.standings')])
  if (tiles.length === 0) return null
  return (
    <div className="sheet px-4">
      <RegionMap
        title={t('title')}
        note={t('note')}
        outline={outline}
        isTiled={isTiled}
        other={other}
        href="/cockpit?region={0}"
        areas={tiles.map(({ code, name, places, behind, standing }) => ({
          code,
          name,
          value: standing ? String(places) : '',
          state: standing ? STANDING_MARK[standing] : 'na',
          words: standing
            ? [t('listed', { n: places }), states(standing), behind > 0 && t('behind', { n: behind })]
                .filter(Boolean)
                .join(' ')
            : t('none'),
        }))}
      />
    </div>
  )
}
