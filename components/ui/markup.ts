/**
 * HTML in which everything that was put in stands as text. Only for what stands many times on a page, such as the rows of a list: an element
 * costs the server twenty times what its text costs.
 */
export class Markup {
  constructor(readonly html: string) {}
}

type Piece = Markup | string | number | boolean | null | undefined | readonly Piece[]

const MEANT = /[&<>"']/
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function textOf(piece: Piece): string {
  if (piece instanceof Markup) return piece.html
  if (piece === null || piece === undefined || typeof piece === 'boolean') return ''
  if (typeof piece !== 'object') {
    const text = String(piece)
    return MEANT.test(text) ? text.replace(/[&<>"']/g, (each) => ENTITIES[each] as string) : text
  }
  return piece.map(textOf).join('')
}

/** A template of HTML: pieces of markup stay, anything else becomes text, also inside an attribute; attributes of the template are quoted. */
export function markup(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(parts.reduce((all, part, at) => all + textOf(pieces[at - 1]) + part))
}

/** What React puts into an element instead of children. */
export const inner = ({ html }: Markup) => ({ __html: html })

/** An address of ours: of this page or from the root. Errors: anything else, such as a script or another host. */
export function ownAddress(href: string): string {
  if (!/^(?:[?#]|\/(?![/\\]))/.test(href)) throw new Error('not an address of ours')
  return href
}
