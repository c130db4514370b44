import { pad, parentOf, prefixOf } from '@/lib/regions/rules'
import type { RegionRow } from '@/lib/regions/schema'
import { type LedgerGroup, type PlantedFault, plantFaults } from './ledger-faults'
import { LEDGER_HEADS, type LedgerColumn, ledgerCells, type SamplePlace } from './ledger-rows'
import { inventHousehold } from './people'
import { random } from './random'

export const SAMPLE_SHEET = '农户台账'
export const CSV_SHEET = 'CSV'
const COLUMNS = Object.keys(LEDGER_HEADS) as LedgerColumn[]

export interface SampleOptions {
  households: number
  /** Six digits; its villages must be among the regions. */
  county: string
  regions: readonly RegionRow[]
  today: string
  faults: number
  seed: number
  sheet: string
  warningLineYuan: number
  exitLineYuan: number
}

export interface SampleLedger {
  heads: string[]
  rows: string[][]
  faults: PlantedFault[]
}

/** A realistic ledger of invented households, with known faults. The same options give the same ledger. */
export function sampleLedger(options: SampleOptions): SampleLedger {
  const chance = random(options.seed)
  const places = placesOf(options.regions, options.county)
  if (places.length === 0) throw new RangeError(`no villages of county ${options.county} are known`)
  const settings = { ...options, random: chance, usedIds: new Set<string>(), sequences: [100, 999] as const }
  const groups: LedgerGroup[] = []
  const counters = new Map<string, number>()
  let row = 2
  for (let index = 0; index < options.households; index++) {
    const place = places[
      Math.min(places.length - 1, Math.floor((index * places.length) / options.households))
    ] as SamplePlace
    const number = (counters.get(place.code) ?? 0) + 1
    counters.set(place.code, number)
    const kind = chance.weighted([
      [{ status: 'EXITED', monitored: null }, 88],
      [{ status: 'EXITED', monitored: 'UNSTABLE_EXITED' }, 2.4],
      [{ status: 'NOT_EXITED', monitored: null }, 4],
      [{ status: 'NEVER_POOR', monitored: 'MARGINAL' }, 2.6],
      [{ status: 'NEVER_POOR', monitored: 'SUDDEN_HARDSHIP' }, 0.6],
    ])
    const household = inventHousehold(settings, kind)
    const householdNo = `${place.code}${options.seed % 10}${String(number).padStart(5, '0')}`
    const rows = household.members.map((person, at) =>
      ledgerCells(row - 1 + at, householdNo, place, household, person, at),
    )
    groups.push({ row, rows })
    row += rows.length
  }
  const faults = plantFaults(groups, options.faults, random(options.seed + 1), options.sheet)
  return {
    heads: COLUMNS.map((column) => LEDGER_HEADS[column]),
    rows: groups.flatMap((group) => group.rows.map((cells) => COLUMNS.map((column) => cells[column]))),
    faults: faults.sort((a, b) => a.row - b.row),
  }
}

function placesOf(regions: readonly RegionRow[], county: string): SamplePlace[] {
  const names = new Map(regions.map((region) => [region.code, region.name]))
  const nameOf = (code: string) => names.get(code) ?? ''
  return regions
    .filter((region) => region.level === 'VILLAGE' && region.code.startsWith(county))
    .map(({ code, name }) => ({
      code,
      cityName: nameOf(pad(prefixOf(code, 'CITY'))),
      countyName: nameOf(pad(county)),
      townshipName: nameOf(parentOf(code) ?? ''),
      villageName: name,
    }))
}

/** RFC 4180 text of a ledger. */
export function csvOf({ heads, rows }: SampleLedger): string {
  const line = (cells: readonly string[]) =>
    cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
  return `${[heads, ...rows].map(line).join('\r\n')}\r\n`
}
