'use client'

import '@/components/indicators/wall.css'
import type { CSSProperties } from 'react'
import {
  type ChildTuple,
  countedText,
  type Mark,
  markOf,
  type Parts,
  planOf,
  rateText,
} from '@/components/indicators/children-rows'
import { BarHead } from '@/components/ui/bar-head'
import { inner, type Markup, markup } from '@/components/ui/markup'
import { StateShapes, shapeMarkup } from '@/components/ui/state-shapes'
import { count } from '@/lib/i18n/format'

const SHAPES = 'kid'

/** Words over the columns, in their order; without a schedule there is neither a distance nor a state. */
type Heads = {
  place: string
  numerator: string
  denominator: string
  persons: string
  rate: string
  judged?: { gap: string; state: string }
}

export type ChildrenTableProps = {
  caption: string
  heads: Heads
  bar: { share: string } | { target: string; expected: { at: number; label: string } | null }
  parts: Parts
  sum: ChildTuple
  query: string
  /** A level beside each place, by its code. */
  scores?: { head: string; of: Readonly<Record<string, Mark>> }
}

const chip = ([state, word]: Mark, mark?: Markup) =>
  markup`<span class="chip bare"${mark}>${shapeMarkup(SHAPES, state)}${word}</span>`

/** Most parts have the schedule of the whole; only the others say theirs. */
function barOf(parts: Parts, tuple: ChildTuple, whole: number | null): Markup {
  const [at] = planOf(parts, tuple)
  return markup`<td class="${at === null ? 'b n' : 'b'}" style="--v:${tuple[5]}%${at !== null && at !== whole && `;--e:${at}%`}"><i></i></td>`
}

function rowOf({ parts, heads, sum, query, scores }: ChildrenTableProps, tuple: ChildTuple): Markup {
  const isSum = tuple === sum
  const [code, name, , base, persons, , gap] = tuple
  const mark = markOf(parts, tuple)
  const score = scores?.of[code]
  const place = isSum ? markup`${name}` : markup`<a href="/dashboard/${code}?${query}">${name}</a>`
  return markup`<tr data-s="${mark[0]}"${isSum && markup` class="sum"`}><th scope="row">${place}</th>${barOf(parts, tuple, planOf(parts, sum)[0])}<td>${countedText(tuple)}</td><td>${count(base)}</td><td>${count(persons)}</td><td>${rateText(tuple)}</td>${heads.judged && markup`<td>${gap}</td><td>${chip(mark)}</td>`}${scores && markup`<td>${score && chip(score, markup` data-s="${score[0]}"`)}</td>`}</tr>`
}

/** The parts of a region, one row each, with the bar, its target tick and the dotted line of today through all rows. */
export function ChildrenTable(props: Readonly<ChildrenTableProps>) {
  const { caption, heads, bar, parts, sum, scores } = props
  const { judged } = heads
  const figures = [heads.numerator, heads.denominator, heads.persons, heads.rate, ...(judged ? [judged.gap] : [])]
  const words = [...(judged ? [judged.state] : []), ...(scores ? [scores.head] : [])]
  const labels = Object.fromEntries(
    [...figures, ...words].map((head, index) => [`--h${index + 3}`, JSON.stringify(head)]),
  )
  return (
    <>
      <StateShapes id={SHAPES} states={[...parts.marks, ...Object.values(scores?.of ?? {})].map(([state]) => state)} />
      <table
        className={judged ? 'tbl stack kids judged' : 'tbl stack kids'}
        style={{ '--e': `${planOf(parts, sum)[0] ?? 0}%`, ...labels } as CSSProperties}
      >
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{heads.place}</th>
            <th scope="col">
              {'share' in bar ? (
                bar.share
              ) : bar.expected ? (
                <BarHead expected={bar.expected.at} expectedLabel={bar.expected.label} targetLabel={bar.target} />
              ) : (
                bar.target
              )}
            </th>
            {figures.map((head) => (
              <th key={head} scope="col" className="r">
                {head}
              </th>
            ))}
            {words.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: every value is made text by markup */}
        <tbody dangerouslySetInnerHTML={inner(markup`${[...parts.rows, sum].map((tuple) => rowOf(props, tuple))}`)} />
      </table>
    </>
  )
}
