import 'server-only'
import { aboutNobody } from '@/lib/exports/queries/plain-row'
import { ROW_KEY_COLUMN } from '@/lib/exports/rules/columns'
import type { Column, SheetRow } from '@/lib/exports/schema'
import zh from '@/lib/i18n/zh-CN/tables'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { AMOUNTS } from '@/lib/tables/catalogue'
import { countTable, type Table } from '@/lib/tables/queries/table'
import { readDefinition } from '@/lib/tables/rules/address'
import { sideLabel } from '@/lib/tables/rules/labels'
import { TOTAL } from '@/lib/tables/rules/small-cells'
import type { Definition } from '@/lib/tables/schema'

const LOCALE = 'zh-CN'
const FEN = 100
const PERCENT = 1000
const WIDTH = 12

const PROBLEMS = {
  NOT_YOURS: 'tables.subjectNotYours',
  TOO_LARGE: 'tables.tooLarge',
  TOO_MANY: 'tables.tooMany',
} as const

/** The table, or the rule that stands against it as a DomainError. */
async function counted(ctx: Ctx, definition: Definition, region: string): Promise<Table> {
  const table = await countTable(ctx, definition, region)
  if (table.problem !== null) throw new DomainError(PROBLEMS[table.problem])
  return table
}

const sidesOf = ({ laid }: Table) => [...laid.columns, TOTAL]
const nameOf = (table: Table, column: string) => sideLabel(LOCALE, table, table.definition.columns, column)
const shareOf = (name: string) => `${name} %`

/** The keys of the rows of a table, its total last. Errors: DomainError `tables.*` where it cannot be counted. */
export async function listTableRows(ctx: Ctx, definition: Definition, region: string): Promise<string[]> {
  const { laid } = await counted(ctx, definition, region)
  return laid.totals.total.isNothing ? [] : [...laid.lines, laid.totals].map(({ key }) => key)
}

/** The columns of the file of a table: its rows' names, its columns with their shares where these are asked for, its total. */
export async function tableColumns(ctx: Ctx, definition: Definition, region: string): Promise<Column[]> {
  const table = await counted(ctx, definition, region)
  const column = (key: string, kind: Column['kind']): Column => ({ key, head: key, kind, width: WIDTH, carries: false })
  const isAmount = definition.value !== 'count' && AMOUNTS.includes(definition.value)
  const figures = sidesOf(table).flatMap((side) => {
    const name = nameOf(table, side)
    const own = column(name, isAmount ? 'AMOUNT' : 'NUMBER')
    return definition.share === 'NONE' ? [own] : [own, column(shareOf(name), 'AMOUNT')]
  })
  const first = column(zh.dimensions[definition.rows as keyof typeof zh.dimensions], 'TEXT')
  return [{ ...first, carries: true }, ...figures, ROW_KEY_COLUMN]
}

/** Some rows of a table as its columns have them; a covered figure says that it is. Errors as `listTableRows`. */
export async function readTableRows(
  ctx: Ctx,
  list: { query: string; regionCode: string },
  keys: readonly string[],
): Promise<SheetRow[]> {
  const definition = readDefinition(Object.fromEntries(new URLSearchParams(list.query)))
  if (!definition) throw new DomainError('exports.notUnderstood')
  const table = await counted(ctx, definition, list.regionCode)
  const isAmount = definition.value !== 'count' && AMOUNTS.includes(definition.value)
  return [...table.laid.lines, table.laid.totals]
    .filter(({ key }) => keys.includes(key))
    .map(({ key, figures, total }) =>
      aboutNobody(
        list.regionCode,
        Object.fromEntries([
          [
            zh.dimensions[definition.rows as keyof typeof zh.dimensions],
            sideLabel(LOCALE, table, definition.rows, key),
          ],
          ...sidesOf(table).flatMap((side, index) => {
            const { value, of } = figures[index] ?? total
            const name = nameOf(table, side)
            const shown = value === null ? zh.result.coveredCell : isAmount ? value / FEN : value
            const share = value === null || !of ? null : Math.round((PERCENT * value) / of) / (PERCENT / 100)
            return [
              [name, shown],
              [shareOf(name), share],
            ]
          }),
        ]),
      ),
    )
}
