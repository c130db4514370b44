'use client'

import '@/components/indicators/wall.css'
import { inner, type Markup, markup, ownAddress } from '@/components/ui/markup'
import { count } from '@/lib/i18n/format'

/** What a row is known by in its address, then its cells; of numbers the digits are grouped, empty cells at the end may be missing. */
export type FiguresRow = readonly [key: string, ...cells: (string | number | null)[]]

/** The head of a column: figures stand right, words left. */
export type FiguresHead = string | readonly [words: string]

type Props = {
  caption: string
  heads: readonly FiguresHead[]
  rows: readonly FiguresRow[]
  /** The address a row opens, "{0}" for its key. */
  href?: string
  current?: string
}

const LEFT = markup` class="l"`
const ON = markup` class="on"`
const CURRENT = markup` aria-current="true"`

function rowOf({ heads, href, current }: Props, [key, name, ...cells]: FiguresRow): Markup {
  const isOn = key === current
  const head = href
    ? markup`<a href="${ownAddress(href.replace('{0}', key))}"${isOn && CURRENT}>${name}</a>`
    : markup`${name}`
  const rest = heads.slice(1).map((each, index) => {
    const cell = cells[index]
    return markup`<td${typeof each !== 'string' && LEFT}>${typeof cell === 'number' ? count(cell) : cell}</td>`
  })
  return markup`<tr${isOn && ON}><th scope="row">${head}</th>${rest}</tr>`
}

/** A table of figures that scrolls sideways where it does not fit. */
export function FiguresTable(props: Readonly<Props>) {
  const { caption, heads, rows } = props
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section className="overflow-x-auto" aria-label={caption} tabIndex={0}>
      <table className="tbl figures">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head, index) => {
              const words = typeof head === 'string' ? head : head[0]
              return (
                <th key={words} scope="col" className={index > 0 && typeof head === 'string' ? 'r' : undefined}>
                  {words}
                </th>
              )
            })}
          </tr>
        </thead>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: every value is made text by markup */}
        <tbody dangerouslySetInnerHTML={inner(markup`${rows.map((row) => rowOf(props, row))}`)} />
      </table>
    </section>
  )
}
