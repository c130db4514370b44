import { inner, type Markup, markup } from '@/components/ui/markup'

export type StateKey = keyof typeof SHAPES

const ring = (dash?: string) =>
  markup`<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.7" stroke-dasharray="${dash ?? 'none'}"/>`
const knock = (d: string, width = 1.8) =>
  markup`<path d="${d}" fill="none" stroke="var(--knock,var(--color-sheet))" stroke-width="${width}"/>`
const fill = (d: string) => markup`<path d="${d}" fill="currentColor"/>`
const line = (d: string, width = 1.7, dash?: string) =>
  markup`<path d="${d}" fill="none" stroke="currentColor" stroke-width="${width}" stroke-dasharray="${dash ?? 'none'}"/>`
const disc = (r: number) => markup`<circle cx="8" cy="8" r="${r}" fill="currentColor"/>`

const SHAPES = {
  held: markup`${disc(7)}${knock('M4.8 8.2l2.2 2.3 4.3-4.7')}`,
  behind: markup`${fill('M8 1.2 15.4 14.5H.6z')}${knock('M8 5.6v4.2M8 11.4v1.6', 1.7)}`,
  crossed: markup`${fill('M8 .4 15.6 8 8 15.6.4 8z')}${knock('M8 4v4.8M8 10.4v1.7')}`,
  due: markup`${ring()}${line('M8 4.4V8l2.6 1.7')}`,
  open: ring('2.6 2.2'),
  assigned: markup`${ring()}${fill('M8 8V1.8A6.2 6.2 0 0 1 14.2 8z')}`,
  doing: markup`${ring()}${fill('M8 1.8a6.2 6.2 0 0 1 0 12.4z')}`,
  submitted: markup`${ring()}${fill('M8 8H1.8A6.2 6.2 0 1 0 8 1.8z')}`,
  verified: markup`${disc(5.2)}<circle cx="8" cy="8" r="7.2" fill="none" stroke="currentColor" stroke-width="1"/>`,
  closed: markup`${fill('M1 1h14v14H1z')}${knock('M4.4 8.2 7 10.8l4.7-5.4', 1.9)}`,
  reopened: markup`${line('M13.6 8A5.6 5.6 0 1 1 11.6 3.7', 1.9)}${fill('M13.9.9v4.4H9.5z')}`,
  long: line('M1.8 1.8h12.4v12.4H1.8zM4.5 6.2h7M4.5 9.8h7', 1.6),
  na: line('M3 8h10', 2),
  unsent: markup`${line('M4.2 13.4h7.6a3.2 3.2 0 0 0 .6-6.3A4.6 4.6 0 0 0 3.6 7 3.3 3.3 0 0 0 4.2 13.4z', 1.5, '2.2 1.6')}${line('M8 12V7.4M6 9.2l2-2 2 2', 1.5)}`,
} satisfies Record<string, Markup>

/** The shape of a state. Always beside its word; the shape alone says as much as the colour. */
export function Glyph({ state, className = 'g' }: Readonly<{ state: StateKey; className?: string }>) {
  const shape = inner(SHAPES[state])
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a shape of this file
  return <svg className={className} viewBox="0 0 16 16" aria-hidden="true" dangerouslySetInnerHTML={shape} />
}

/** The same shape among the markup of a list. */
export const glyphMarkup = (state: StateKey) =>
  markup`<svg class="g" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[state]}</svg>`
