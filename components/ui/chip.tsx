import type { ReactNode } from 'react'
import { Glyph, type StateKey } from '@/components/ui/glyph'

/** A state: shape, word and colour together. `bare` has no wash, for tables; `glyph` replaces the shape, for an overdue case. */
export function Chip({
  state,
  children,
  bare,
  glyph,
}: Readonly<{ state: StateKey; children: ReactNode; bare?: boolean; glyph?: StateKey }>) {
  return (
    <span className={bare ? 'chip bare' : 'chip'} data-s={glyph ?? state}>
      <Glyph state={glyph ?? state} />
      <span>{children}</span>
    </span>
  )
}
