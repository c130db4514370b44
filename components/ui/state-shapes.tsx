import { glyphMarkup, type StateKey } from '@/components/ui/glyph'
import { inner, markup } from '@/components/ui/markup'

type Props = { id: string; states: readonly (StateKey | null)[] }

/** The shapes of states drawn once and unseen, for rows that only point to them. `id` is theirs alone on the page. */
export function StateShapes({ id, states }: Readonly<Props>) {
  const shapes = [...new Set(states)].map(
    (state) => state && markup`<symbol id="${id}-${state}" viewBox="0 0 16 16">${glyphMarkup(state)}</symbol>`,
  )
  return (
    <svg
      style={{ display: 'none' }}
      aria-hidden="true"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: shapes of the house
      dangerouslySetInnerHTML={inner(markup`${shapes}`)}
    />
  )
}

/** A shape in a row, drawn by `StateShapes` of the same `id`. */
export const shapeMarkup = (id: string, state: StateKey) =>
  markup`<svg class="g" aria-hidden="true"><use href="#${id}-${state}"/></svg>`
