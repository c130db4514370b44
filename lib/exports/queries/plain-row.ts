import 'server-only'
import type { Cell, SheetRow } from '@/lib/exports/schema'

/** A row about a place, a fund or a figure, and about nobody in particular. */
export const aboutNobody = (regionCode: string, cells: SheetRow['cells']): SheetRow => ({
  householdId: null,
  personId: null,
  regionCode,
  householdVersion: 0,
  personVersion: null,
  cells,
})

/** A day, 'YYYY-MM-DD', as a cell. */
export const dayCell = (text: string | null): Cell => (text === null ? null : { day: text })
