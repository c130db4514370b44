import 'server-only'
import type { Cell, SheetRow } from '@/lib/exports/schema'
import { maskName } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import { dayFrom } from '@/lib/platform/days'

const FEN = 100

/** What a row of a list tells of its household. */
export const household = {
  select: {
    id: true,
    version: true,
    regionCode: true,
    householdNo: true,
    headName: true,
    memberCount: true,
    perCapitaIncomeFen: true,
    lastVisitedOn: true,
    region: { select: { name: true, parent: { select: { name: true } } } },
  },
} as const

type ReadHousehold = {
  id: string
  version: number
  regionCode: string
  householdNo: string
  headName: string
  memberCount: number
  perCapitaIncomeFen: bigint | null
  lastVisitedOn: Date | null
  region: { name: string; parent: { name: string } | null }
}

export const day = (date: Date | null): Cell => date && { day: dayFrom(date) }

/** An amount in fen as a cell holds it: in yuan. */
export const yuan = (fen: bigint | null): Cell => (fen === null ? null : Number(fen) / FEN)

/** A row of a list about a household: where it lies, and the list's own cells. */
export function rowOf(of: ReadHousehold, view: HouseholdView, cells: Record<string, Cell>): SheetRow {
  return {
    householdId: of.id,
    personId: null,
    regionCode: of.regionCode,
    householdVersion: of.version,
    personVersion: null,
    cells: {
      townshipName: of.region.parent?.name ?? null,
      villageName: of.region.name,
      householdNo: of.householdNo,
      headName: maskName(of.headName, view.name),
      householdSize: of.memberCount,
      incomePerCapita: yuan(of.perCapitaIncomeFen),
      lastVisitedOn: day(of.lastVisitedOn),
      ...cells,
    },
  }
}

/** Rows in the order of their ids; what is gone is left out. */
export function inOrder<R extends { id: string }>(ids: readonly string[], rows: readonly R[]): R[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
