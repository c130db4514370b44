'use client'

import { Glyph, type StateKey } from '@/components/ui/glyph'

/** A day may break after its year, and nowhere else. */
const breakable = (day: string) => day.replace(/^(\d{4}\D)/, '$1\u200b')

/** State, its word, and what is behind in figures. */
export type MatrixCell = readonly [state: StateKey, word: string, gap: string]
export type MatrixRow = {
  id: string
  name: string
  above: string
  region: string
  standing: readonly [state: StateKey, word: string]
  poor: string
  works: readonly MatrixCell[]
  open: number
  overdue: number
  last: string
  sessions: string
  help: string
  deadline: string
  left: string
}

type Props = {
  caption: string
  heads: Readonly<Record<'place' | 'standing' | 'poor' | 'open' | 'overdue' | 'last' | 'help' | 'deadline', string>>
  works: readonly string[]
  rows: readonly MatrixRow[]
  hasFindings: boolean
}

/** Listed places × key works: a faint check where it is well, a sign with figures where it is not. Rows come as data: the cheapest way for many. */
export function Matrix({ caption, heads, works, rows, hasFindings }: Readonly<Props>) {
  const count = (n: number, region: string, tab: string) =>
    n > 0 && hasFindings ? <a href={`/findings?tab=${tab}&region=${region}`}>{n}</a> : n
  return (
    <table className="tbl stack ck-matrix">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{heads.place}</th>
          <th scope="col">{heads.standing}</th>
          <th scope="col">{heads.poor}</th>
          {works.map((name, index) => (
            <th key={name} scope="col" className="c">
              <abbr title={name}>
                {index + 1}
                <span className="sr-only"> {name}</span>
              </abbr>
            </th>
          ))}
          <th scope="col" className="r">
            {heads.open}
          </th>
          <th scope="col" className="r">
            {heads.overdue}
          </th>
          <th scope="col">{heads.last}</th>
          <th scope="col">{heads.help}</th>
          <th scope="col">{heads.deadline}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <a href={`/supervision/${row.id}`} className="font-semibold">
                {row.name}
              </a>
              {row.above && <span className="s2">{row.above}</span>}
            </th>
            <td data-head={heads.standing}>
              <span className="chip bare" data-s={row.standing[0]}>
                <Glyph state={row.standing[0]} />
                <span>{row.standing[1]}</span>
              </span>
            </td>
            <td data-head={heads.poor}>{row.poor}</td>
            {row.works.map(([state, word, gap], index) => (
              <td key={works[index]} className="k" data-s={state} data-head={works[index]}>
                <span title={word}>
                  <Glyph state={state} />
                  {gap ? (
                    <>
                      <span className="sr-only">{word} </span>
                      {gap}
                    </>
                  ) : (
                    <span className="sr-only">{word}</span>
                  )}
                </span>
              </td>
            ))}
            <td className="r" data-head={heads.open}>
              {count(row.open, row.region, 'open')}
            </td>
            <td className="r" data-head={heads.overdue}>
              {count(row.overdue, row.region, 'overdue')}
            </td>
            <td data-head={heads.last}>
              {row.last}
              <span className="s2">{row.sessions}</span>
            </td>
            <td data-head={heads.help}>{row.help}</td>
            <td data-head={heads.deadline} className="break-keep">
              {breakable(row.deadline)}
              <span className="s2">{row.left}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
