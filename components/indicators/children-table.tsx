'use client'

import type { CSSProperties } from 'react'
import { BarHead } from '@/components/ui/bar-head'
import { Glyph, type StateKey } from '@/components/ui/glyph'

/** code, name, bar %, expected %, state, its word, numerator, denominator, persons, rate, distance. */
export type ChildTuple = readonly [
  string,
  string,
  number,
  number | null,
  StateKey,
  string,
  string,
  string,
  string,
  string,
  string,
]

type Props = {
  caption: string
  heads: {
    place: string
    numerator: string
    denominator: string
    persons: string
    rate: string
    gap: string
    state: string
  }
  bar: { share: string } | { target: string; expected: { at: number; label: string } | null }
  rows: readonly ChildTuple[]
  sum: ChildTuple
  query: string
  /** Without a schedule there is neither a distance nor a state to show. */
  judged: boolean
  /** A level beside each place, by its code. */
  scores?: { head: string; of: Readonly<Record<string, { state: StateKey; word: string }>> }
}

/** The parts of a region, one row each, with the bar, its target tick and the dotted line of today through all rows. */
export function ChildrenTable({ caption, heads, bar, rows, sum, query, judged, scores }: Readonly<Props>) {
  const shares = 'share' in bar
  const row = (tuple: ChildTuple, isSum: boolean) => {
    const [code, name, at, expected, state, word, numerator, denominator, persons, rate, gap] = tuple
    return (
      <tr key={code} data-s={state} className={isSum ? 'sum' : undefined}>
        <th scope="row">{isSum ? name : <a href={`/dashboard/${code}?${query}`}>{name}</a>}</th>
        <td className="w-[30%] phone:col-span-2 phone:w-full phone:py-3!">
          <span
            className="hbar"
            data-s={isSum ? 'plain' : state}
            aria-hidden="true"
            style={
              {
                '--v': `${Math.min(100, Math.max(0, at))}%`,
                '--e': `${Math.min(100, Math.max(0, expected ?? 0))}%`,
                ...(shares ? { borderRightWidth: 0 } : {}),
              } as CSSProperties
            }
          >
            <i />
            {expected !== null && <s />}
          </span>
        </td>
        <td className="r" data-head={heads.numerator}>
          {numerator}
        </td>
        <td className="r mute" data-head={heads.denominator}>
          {denominator}
        </td>
        <td className="r mute" data-head={heads.persons}>
          {persons}
        </td>
        <td className="r font-semibold" data-head={heads.rate}>
          {rate}
        </td>
        {judged && (
          <>
            <td className="r font-semibold text-st" data-head={heads.gap}>
              {gap}
            </td>
            <td data-head={heads.state}>
              <span className="chip bare" data-s={state}>
                <Glyph state={state} />
                <span>{word}</span>
              </span>
            </td>
          </>
        )}
        {scores && (
          <td data-head={scores.head}>
            {scores.of[code] && (
              <span className="chip bare" data-s={scores.of[code].state}>
                <Glyph state={scores.of[code].state} />
                <span>{scores.of[code].word}</span>
              </span>
            )}
          </td>
        )}
      </tr>
    )
  }
  return (
    <table className="tbl stack">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{heads.place}</th>
          <th scope="col">
            {shares ? (
              bar.share
            ) : bar.expected ? (
              <BarHead expected={bar.expected.at} expectedLabel={bar.expected.label} targetLabel={bar.target} />
            ) : (
              bar.target
            )}
          </th>
          {[heads.numerator, heads.denominator, heads.persons, heads.rate, ...(judged ? [heads.gap] : [])].map(
            (head) => (
              <th key={head} scope="col" className="r">
                {head}
              </th>
            ),
          )}
          {judged && <th scope="col">{heads.state}</th>}
          {scores && <th scope="col">{scores.head}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((tuple) => row(tuple, false))}
        {row(sum, true)}
      </tbody>
    </table>
  )
}
