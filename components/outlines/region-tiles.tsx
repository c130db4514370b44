'use client'

import '@/components/outlines/region-map.css'
import type { StateKey } from '@/components/ui/glyph'
import { inner, markup, ownAddress } from '@/components/ui/markup'
import { StateShapes, shapeMarkup } from '@/components/ui/state-shapes'

const SHAPES = 'tile'

/** A region on a tile: its figure, how it stands, if it does, and the same in words. */
export type TileTuple = readonly [code: string, name: string, value: string, state: StateKey | null, words: string]

type Props = {
  tiles: readonly TileTuple[]
  /** Where a tile leads, "{0}" for its code. */
  href: string
}

/** Regions as tiles of one size, in their own order. */
export function RegionTiles({ tiles, href }: Readonly<Props>) {
  const rows = tiles.map(
    ([code, name, value, state, words]) =>
      markup`<li><a href="${ownAddress(href.replace('{0}', code))}"${state && markup` data-s="${state}"`}>${name}<span class="v">${state && shapeMarkup(SHAPES, state)}${value} <span class="sr-only">${words}</span></span></a></li>`,
  )
  return (
    <>
      <StateShapes id={SHAPES} states={tiles.map(([, , , state]) => state)} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: every value is made text by markup */}
      <ul className="rm-tiles" dangerouslySetInnerHTML={inner(markup`${rows}`)} />
    </>
  )
}
