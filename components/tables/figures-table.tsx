'use client'

/** A figure, the line under it, and where its records are; the last two may be empty. */
export type FigureCell = readonly [text: string, sub: string, href: string]
export type FigureLine = readonly [name: string, ...cells: FigureCell[]]

type Props = {
  caption: string
  /** What the rows are divided by, and the columns; none where there is one column alone. */
  corner: string
  across: string
  columns: readonly string[]
  total: string
  lines: readonly FigureLine[]
  sum: FigureLine
}

function Figure({ cell: [text, sub, href] }: Readonly<{ cell: FigureCell }>) {
  return (
    <>
      {href ? <a href={href}>{text}</a> : text}
      {sub && <span className="s2">{sub}</span>}
    </>
  )
}

/** Figures by rows and columns, with their totals: sent as tuples, the same without script, scrolled sideways where they do not fit. */
export function FiguresTable({ caption, corner, across, columns, total, lines, sum }: Readonly<Props>) {
  const heads = [...columns, total]
  const line = ([name, ...cells]: FigureLine, isSum: boolean) => (
    <tr key={name} className={isSum ? 'sum' : undefined}>
      <th scope="row">{name}</th>
      {cells.map((cell, index) => (
        <td key={heads[index]} className="r">
          <Figure cell={cell} />
        </td>
      ))}
    </tr>
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <section className="relative overflow-x-auto" aria-label={caption} tabIndex={0}>
      <table className="tbl">
        <caption className="sr-only">{caption}</caption>
        <thead>
          {across && (
            <tr>
              <th rowSpan={2} scope="col">
                {corner}
              </th>
              <th colSpan={columns.length} scope="colgroup" className="c">
                {across}
              </th>
              <th rowSpan={2} scope="col" className="r">
                {total}
              </th>
            </tr>
          )}
          <tr>
            {!across && <th scope="col">{corner}</th>}
            {(across ? columns : heads).map((head) => (
              <th key={head} scope="col" className="r">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((each) => line(each, false))}
          {line(sum, true)}
        </tbody>
      </table>
    </section>
  )
}
