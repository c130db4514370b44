import '@/components/outlines/region-map.css'
import type { ReactNode } from 'react'
import { RegionTiles } from '@/components/outlines/region-tiles'
import { Glyph, type StateKey } from '@/components/ui/glyph'
import { SectionHead } from '@/components/ui/section-head'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { Outline } from '@/lib/outlines/queries'

/** A region on the map: its figure, and how it stands in a sign and in words, if it does. */
export type Area = { code: string; name: string; value: string; state: StateKey | null; words: string }

/** Room for the sign before a figure, and for a figure's letter, as shares of the height of the letters. */
const SIGN = 1.3
const LETTER = 0.58

type Props = {
  title: string
  note?: ReactNode
  areas: readonly Area[]
  /** Where a region leads, "{0}" for its code. */
  href: string
  outline: Outline | null
  /** Whether the reader asked for tiles where there are outlines. */
  isTiled: boolean
  /** The address of this page with the other map. */
  other: string
}

/**
 * The regions below one: tiles, or the office's own outlines where all of them have one. The same words in the same order for whoever listens;
 * states by wash, pattern and sign, never by colour alone. No script and nothing from outside.
 */
export async function RegionMap({ title, note, areas, href, outline, isTiled, other }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('outlines'), getLocale()])
  if (areas.length === 0) return null
  const isDrawn = outline !== null && !isTiled
  return (
    <section className="rm">
      <SectionHead title={title} note={note} />
      {isDrawn ? (
        <>
          <Drawn title={title} areas={areas} href={href} outline={outline} />
          <p className="text-12 text-ink-3">
            {t('credit', {
              no: outline.approvalNo,
              source: outline.source,
              day: longDay(outline.drawnOn, locale),
            })}
          </p>
        </>
      ) : (
        <RegionTiles
          href={href}
          tiles={areas.map(({ code, name, value, state, words }) => [code, name, value, state, words])}
        />
      )}
      {outline && (
        <p className="text-13">
          <a href={other}>{isDrawn ? t('map.tiles') : t('map.outlines')}</a>
        </p>
      )}
    </section>
  )
}

type DrawnProps = Pick<Props, 'title' | 'areas' | 'href'> & { outline: Outline }

function Drawn({ title, areas, href, outline }: Readonly<DrawnProps>) {
  const { width, height, shapes } = outline
  return (
    <svg className="rm-svg" viewBox={`0 0 ${width} ${height}`}>
      <title>{title}</title>
      <defs>
        <pattern id="rm-behind" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="rm-behind" d="M0 0v14" strokeWidth="3" />
        </pattern>
        <pattern id="rm-crossed" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="rm-crossed" d="M0 0v14M0 0h14" strokeWidth="2.5" />
        </pattern>
      </defs>
      {areas.map(({ code, name, value, state, words }) => {
        const shape = shapes[code]
        if (!shape) return null
        const { d, x, y } = shape
        const start = -(1 + (value ? SIGN - 1 + LETTER * value.length : 0)) / 2
        return (
          <a
            key={code}
            href={href.replace('{0}', code)}
            data-s={state ?? undefined}
            aria-label={[name, value, words].filter(Boolean).join(' ')}
          >
            <path className="area" d={d} />
            <path className="mark" d={d} />
            <g transform={`translate(${x} ${y})`}>
              <text>{name}</text>{' '}
              {value && (
                <text className="v" x={`${start + SIGN}em`} y="1.25em">
                  {value}
                </text>
              )}
              {state && (
                <svg x={`${start}em`} y="0.4em" width="1em" height="1em">
                  <title>{words || name}</title>
                  <Glyph state={state} />
                </svg>
              )}
            </g>
          </a>
        )
      })}
    </svg>
  )
}
