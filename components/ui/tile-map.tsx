import '@/components/ui/figures.css'
import type { StateKey } from '@/components/ui/glyph'
import { Glyph } from '@/components/ui/glyph'

export type Tile = {
  key: string
  href: string
  name: string
  value: string
  state: StateKey
  row?: number
  column?: number
}

/** One square per part of a region, in rough geography when places are given. The same figures stand in a table beside it. */
export function TileMap({ tiles, columns = 4 }: Readonly<{ tiles: readonly Tile[]; columns?: number }>) {
  return (
    <div className="tiles" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {tiles.map((tile) => (
        <a
          key={tile.key}
          href={tile.href}
          className="tile"
          data-s={tile.state}
          style={tile.row && tile.column ? { gridArea: `${tile.row} / ${tile.column}` } : undefined}
        >
          <span className="name">{tile.name}</span>
          <span className="value">
            {tile.value}
            <Glyph state={tile.state} />
          </span>
        </a>
      ))}
    </div>
  )
}
