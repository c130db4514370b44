import '@/components/dossier/paper.css'
import type { ReactNode } from 'react'
import { longDay } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'

type Props = {
  title: string
  /** Stands at the top of every page. */
  number: string
  /** The line under the title. */
  meta: readonly string[]
  /** Stands at the foot of every page: who printed it when. */
  foot: string
  printedOn: string
  /** Written across the sheet; not on what is posted. */
  mark?: string
  signs: readonly string[]
  /** The line for the day; default: a blank one to fill in. */
  date?: string
  isDemo: boolean
  isWide?: boolean
  children: ReactNode
}

/** Text inside a CSS string. */
export const quoted = (text: string) => `"${text.replace(/["\\<\n]/g, ' ')}"`

/** Page n of m, as CSS says it at the head of every page. */
export async function pageNumbers(): Promise<string> {
  const t = await getTranslations({ locale: 'zh-CN', namespace: 'dossier.paper' })
  return `${quoted(`${t('page')} `)} counter(page) ${quoted(` ${t('pageOf')} `)} counter(pages) ${quoted(` ${t('pageEnd')}`)}`
}

/** A sheet of A4 in Chinese: title, number, places to sign and seal; on every page who printed it when, and page n of m. */
export async function Paper(props: Readonly<Props>) {
  const { title, number, meta, foot, printedOn, mark, signs, date, isDemo, isWide, children } = props
  const t = await getTranslations({ locale: 'zh-CN', namespace: 'dossier.paper' })
  const pages = await pageNumbers()
  const box = 'font-size: 8pt; color: #333'
  return (
    <article className={isWide ? 'paper wide' : 'paper'} lang="zh-CN">
      <style>{`@page { size: A4 ${isWide ? 'landscape' : 'portrait'}; margin: 14mm 12mm 16mm;
        @top-left { content: ${quoted(number)}; ${box} }
        @top-right { content: ${pages}; ${box} }
        @bottom-left { content: ${quoted(foot)}; ${box}; width: 84% }
        @bottom-right { content: ${quoted(isDemo ? t('demo') : '')}; ${box} } }`}</style>
      {mark && <div className="mark" aria-hidden="true" data-text={mark} />}
      <h1>{title}</h1>
      <div className="meta">
        {meta.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </div>
      {children}
      <div className="sign">
        {signs.map((who) => (
          <span key={who}>
            {who}
            <i />
          </span>
        ))}
        <span>{date ?? t('date')}</span>
        <span />
        <span className="c">{t('seal')}</span>
      </div>
      <footer>
        {foot} {isDemo && t('demo')} {longDay(printedOn, 'zh-CN')}
      </footer>
    </article>
  )
}

type TableProps = {
  columns: readonly { head: string; width?: string; look?: 'n' | 'c' }[]
  rows: readonly (readonly ReactNode[])[]
  blanks?: number
}

/** A framed table whose head repeats on every page; `blanks` are empty rows to write in. */
export function PaperTable({ columns, rows, blanks = 0 }: Readonly<TableProps>) {
  return (
    <table>
      <colgroup>
        {columns.map(({ head, width }) => (
          <col key={head} style={{ width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ head }) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a sheet of paper never move
          <tr key={row}>
            {cells.map((cell, index) => (
              <td key={columns[index]?.head} className={columns[index]?.look}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
        {Array.from({ length: blanks }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty lines are alike
          <tr key={`blank ${row}`} className="empty">
            {columns.map(({ head }) => (
              <td key={head} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Names and values, two pairs a line. */
export function PaperFacts({ items }: Readonly<{ items: readonly (readonly [name: string, value: string])[] }>) {
  const lines = Array.from({ length: Math.ceil(items.length / 2) }, (_, line) => items.slice(line * 2, line * 2 + 2))
  return (
    <table>
      <tbody>
        {lines.map((line) => (
          <tr key={line[0]?.[0]}>
            {line.map(([name, value]) => (
              <Pair key={name} name={name} value={value} isLast={line.length === 1} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Pair({ name, value, isLast }: Readonly<{ name: string; value: string; isLast: boolean }>) {
  return (
    <>
      <th scope="row" style={{ width: '15%' }}>
        {name}
      </th>
      <td colSpan={isLast ? 3 : 1} style={{ width: '35%' }}>
        {value}
      </td>
    </>
  )
}
