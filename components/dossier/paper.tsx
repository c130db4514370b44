import '@/components/dossier/paper.css'
import type { ReactNode } from 'react'
import type { ValueWords } from '@/components/dossier/value-words'
import type { Sheet } from '@/lib/dossier/queries/sheet'
import { longDay, stamp } from '@/lib/i18n/format'

type Props = {
  title: string
  sheet: Sheet
  isDemo: boolean
  words: ValueWords
  signs: 'office' | 'head'
  children: ReactNode
}

/** Text inside a CSS string. */
const quoted = (text: string) => `"${text.replace(/["\\<\n]/g, ' ')}"`

/** A sheet of A4 in Chinese: title, number, places to sign and seal; on every page who printed it when, and page n of m. */
export function Paper({ title, sheet, isDemo, words, signs, children }: Readonly<Props>) {
  const { t } = words
  const { file, printed } = sheet
  const at = stamp(printed.at)
  const foot = t('paper.printedBy', { name: printed.by, at, serial: printed.serial })
  const pages = `${quoted(`${t('paper.page')} `)} counter(page) ${quoted(` ${t('paper.pageOf')} `)} counter(pages) ${quoted(` ${t('paper.pageEnd')}`)}`
  const box = 'font-size: 8pt; color: #333'
  return (
    <article className="paper" lang="zh-CN">
      <style>{`@page { size: A4 portrait; margin: 14mm 12mm 16mm;
        @top-left { content: ${quoted(t('paper.number', { no: file.record.household.householdNo }))}; ${box} }
        @top-right { content: ${pages}; ${box} }
        @bottom-left { content: ${quoted(foot)}; ${box}; width: 84% }
        @bottom-right { content: ${quoted(isDemo ? t('paper.demo') : '')}; ${box} } }`}</style>
      <div className="mark" aria-hidden="true" data-text={t('paper.watermark', { name: printed.by, day: at })} />
      <h1>{title}</h1>
      <div className="meta">
        <span>{t('paper.number', { no: file.record.household.householdNo })}</span>
        <span>{t('paper.unit', { unit: printed.unit })}</span>
        <span>{t('paper.asOf', { at })}</span>
        <span>{t('paper.money')}</span>
      </div>
      {children}
      <div className="sign">
        {(signs === 'head' ? (['head', 'filler', 'checker'] as const) : (['filler', 'checker', 'leader'] as const)).map(
          (who) => (
            <span key={who}>
              {t(`paper.${who}`)}
              <i />
            </span>
          ),
        )}
        <span>{t('paper.date')}</span>
        <span />
        <span className="c">{t('paper.seal')}</span>
      </div>
      <footer>
        {foot} {isDemo && t('paper.demo')} {longDay(at.slice(0, 10), 'zh-CN')}
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
