import { Glyph, type StateKey } from '@/components/ui/glyph'

export type CountCell = {
  key: string
  href: string
  figure: string
  unit: string
  label: string
  state?: StateKey
  flag?: string
}

/** Up to three counts of a day side by side, each with the one thing about it that cannot wait. */
export function CountStrip({ label, cells }: Readonly<{ label: string; cells: readonly CountCell[] }>) {
  return (
    <nav className="counts" aria-label={label}>
      {cells.map((cell) => (
        <a key={cell.key} href={cell.href}>
          <b>
            {cell.figure}
            <span className="u">{cell.unit}</span>
          </b>
          <span>{cell.label}</span>
          {cell.flag && cell.state && (
            <span className="flag" data-s={cell.state}>
              <Glyph state={cell.state} />
              {cell.flag}
            </span>
          )}
        </a>
      ))}
    </nav>
  )
}
