import { countyOf } from '@/lib/regions/rules'
import type { EnterpriseRow } from '@/lib/resumption/schema'

type There = { countyCode: string; name: string; type: string; creditCode: string | null }
type Fault = {
  row: number
  column: 'name' | 'creditCode' | 'parentName'
  code:
    | 'resumption.nameThere'
    | 'resumption.codeThere'
    | 'resumption.twiceInFile'
    | 'resumption.onlyWorkshops'
    | 'resumption.noSuchFirm'
}

/** Two names of firms are one, whatever the case of their letters. */
export const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** What is wrong with rows of a file among themselves and beside what stands in the register of their county already. */
export function rowFaults(rows: readonly EnterpriseRow[], there: readonly There[]): Fault[] {
  const faults: Fault[] = []
  for (const [index, row] of rows.entries()) {
    const county = countyOf(row.regionCode)
    const above = rows.slice(0, index).filter(({ regionCode }) => countyOf(regionCode) === county)
    const known = there.filter(({ countyCode }) => countyCode === county)
    const say = (column: Fault['column'], code: Fault['code']) => faults.push({ row: row.row, column, code })
    if (above.some(({ name }) => sameName(name, row.name))) say('name', 'resumption.twiceInFile')
    else if (known.some(({ name }) => sameName(name, row.name))) say('name', 'resumption.nameThere')
    if (row.creditCode !== '') {
      if (above.some(({ creditCode }) => creditCode === row.creditCode)) say('creditCode', 'resumption.twiceInFile')
      else if (known.some(({ creditCode }) => creditCode === row.creditCode)) say('creditCode', 'resumption.codeThere')
    }
    if (row.parentName === '') continue
    if (row.type !== 'WORKSHOP') say('parentName', 'resumption.onlyWorkshops')
    else {
      const beside = rows.filter(({ regionCode }) => countyOf(regionCode) === county)
      const isFirm = [...known, ...beside].some(
        ({ name, type }) => type !== 'WORKSHOP' && sameName(name, row.parentName),
      )
      if (!isFirm) say('parentName', 'resumption.noSuchFirm')
    }
  }
  return faults
}
