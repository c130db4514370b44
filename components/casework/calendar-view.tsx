'use client'

import '@/components/casework/calendar.css'
import { inner, type Markup, markup, ownAddress } from '@/components/ui/markup'

/** Nothing of this month; a day without visits; or a day with its visits and households in words, and its name in full. */
export type CalendarDay = null | number | readonly [day: number, name: string, visits: string, households: string]

type Props = {
  caption: string
  /** 'YYYY-MM'. */
  month: string
  /** 'YYYY-MM-DD'. */
  today: string
  weekdays: readonly string[]
  weeks: readonly (readonly CalendarDay[])[]
  /** The visits of a day, "{0}" for it. */
  href: string
  words: { today: string; none: string; notYet: string }
}

function dayOf({ month, today, href, words }: Props, cell: CalendarDay): Markup {
  if (cell === null) return markup`<td class="out"></td>`
  const number = typeof cell === 'number' ? cell : cell[0]
  const day = `${month}-${String(number).padStart(2, '0')}`
  const isToday = day === today
  const seen =
    typeof cell === 'number'
      ? markup`<span class="none">${day > today ? words.notYet : words.none}</span>`
      : markup`<a href="${ownAddress(href.replace('{0}', day))}"><span class="sr-only">${cell[1]} </span><span>${cell[2]}</span> <span>${cell[3]}</span></a>`
  return markup`<td${isToday && markup` data-today`}><b><time datetime="${day}">${number}</time>${isToday && markup`<span class="u">${words.today}</span>`}</b>${seen}</td>`
}

/** One month by weeks; every day with visits opens them. */
export function CalendarView(props: Readonly<Props>) {
  const rows = props.weeks.map((week) => markup`<tr>${week.map((cell) => dayOf(props, cell))}</tr>`)
  return (
    <table className="cal">
      <caption className="sr-only">{props.caption}</caption>
      <thead>
        <tr>
          {props.weekdays.map((day) => (
            <th key={day} scope="col">
              {day}
            </th>
          ))}
        </tr>
      </thead>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: every value is made text by markup */}
      <tbody dangerouslySetInnerHTML={inner(markup`${rows}`)} />
    </table>
  )
}
