import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { type FileRow, readFactFile } from '@/lib/indicators/rules/fact-file'
import { root } from '../database/paths'
import { Refusal } from '../words.mjs'

/** Where the project keeps the facts of five newspaper articles, and the figures that must come out of them. */
export const FACTS = path.join(root, 'prisma/catalogue/newspaper-facts.csv')
export const COMPUTED = path.join(root, 'prisma/catalogue/newspaper-computed.csv')

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Refusal(`读不了文件：${file}`, `Cannot read the file: ${file}`)
  }
}

/** The rows of a file of facts and targets. */
export function readFacts(file: string): FileRow[] {
  const { rows, missing } = readFactFile(textOf(file))
  if (missing.length > 0)
    throw new Refusal(`${file} 缺少列：${missing.join('、')}`, `${file} lacks the columns ${missing.join(', ')}`)
  return rows
}

export type Computed = {
  id: string
  article: string
  region: string
  label: string
  code: string
  formula: string
  expected: string
  decimals: number
  note: string
}

/** The figures of an article with their formulas; what they should be is only ever compared, never used. */
export function readComputed(file: string): Computed[] {
  const rows: Record<string, string>[] = parse(textOf(file), { columns: true, bom: true, skip_empty_lines: true })
  return rows.map((row) => ({
    id: row.id ?? '',
    article: row.article ?? '',
    region: row.region_code ?? '',
    label: row.label_zh ?? '',
    code: row.indicator ?? '',
    formula: row.formula ?? '',
    expected: row.expected ?? '',
    decimals: Number(row.decimals || 0),
    note: row.tolerance_note ?? '',
  }))
}
