import { STANDING_MARK } from '@/components/cockpit/words'
import { Glyph } from '@/components/ui/glyph'
import { SectionHead } from '@/components/ui/section-head'
import type { Tile } from '@/lib/cockpit/rules/places'
import { getTranslations } from '@/lib/i18n/server'

/** One tile per region below: how many places are listed there and how the worst of them stands. Opens the level below. */
export async function TileMap({ tiles }: Readonly<{ tiles: readonly Tile[] }>) {
  const [t, states] = await Promise.all([getTranslations('cockpit.map'), getTranslations('supervision.standings')])
  if (tiles.length === 0) return null
  return (
    <section className="sheet px-4">
      <SectionHead title={t('title')} note={t('note')} />
      <ul className="ck-tiles">
        {tiles.map(({ code, name, places, behind, standing }) => (
          <li key={code}>
            <a href={`/cockpit?region=${code}`} data-s={standing ? STANDING_MARK[standing] : 'na'}>
              {name}
              <span className="v">
                <Glyph state={standing ? STANDING_MARK[standing] : 'na'} />
                {standing ? (
                  <>
                    <span aria-hidden="true">{places}</span>
                    <span className="sr-only">
                      {t('listed', { n: places })} {states(standing)} {behind > 0 && t('behind', { n: behind })}
                    </span>
                  </>
                ) : (
                  <span className="sr-only">{t('none')}</span>
                )}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
