import { layGround, owner, PLACES } from './builders'
import { asApp } from './database'
import { layPolicy } from './policy'

export const TODAY = '2026-03-20'
export const VILLAGES = [
  PLACES.village,
  PLACES.siblingVillage,
  PLACES.otherTownshipVillage,
  PLACES.otherCountyVillage,
  PLACES.trapCountyVillage,
]
export type Cell = { n: number; d: number }
export type Line = { region: string; indicator: string; state: string; n: number | null; d: number | null }
export type Figures = Record<string, Record<string, Cell>>

/** Villages of the city that the tests say nothing of: counted, and without households. */
let elsewhere: string[] = []
const filled = new Set<string>()

/** The tallies of every village, put in place of those there are. */
export async function tally(figures: Figures, over: { version?: number; staleOn?: string } = {}) {
  const rows = Object.entries(figures).flatMap(([region, of]) =>
    Object.entries(of).map(([indicator, { n, d }]) => ({ region, indicator, n, d })),
  )
  for (const indicator of Object.keys(Object.values(figures)[0] ?? {})) {
    if (filled.has(indicator)) continue
    filled.add(indicator)
    rows.push(...elsewhere.map((region) => ({ region, indicator, n: 0, d: 0 })))
  }
  await owner().query('DELETE FROM village_tally WHERE region_code = ANY ($1)', [VILLAGES])
  await owner().query(
    `INSERT INTO village_tally (county_code, region_code, indicator, numerator_households, numerator_persons, denominator_households,
       denominator_persons, as_of, as_of_day, definition_version, stale_on)
     SELECT left(region, 6), region, indicator, n, n, d, d, '2026-03-19T02:00:00Z', '2026-03-19', $2, $3
     FROM jsonb_to_recordset($1) AS r (region text, indicator text, n int, d int)`,
    [JSON.stringify(rows), over.version ?? 1, over.staleOn ?? '2026-04-01'],
  )
}

type Settings = { scope: string; own?: string }

/** What the application's role is told, with any settings that somebody may forge. */
export const told = ({ scope, own = '' }: Settings, region: string, top = 'CITY') =>
  asApp(async (client): Promise<Line[]> => {
    await client.query('BEGIN')
    for (const [name, value] of [
      ['app.scope', scope],
      ['app.own', own],
      ['app.today', TODAY],
    ])
      await client.query('SELECT set_config($1, $2, true)', [name, value])
    const { rows } = await client.query(
      `SELECT region_code AS region, indicator, state, numerator::int AS n, denominator::int AS d FROM figures_above($1, $2)`,
      [region, top],
    )
    return rows as Line[]
  })
export const of = (lines: Line[], region: string, indicator: string) =>
  lines.find((line) => line.region === region && line.indicator === indicator)

export const everywhere = (cell: (index: number) => Cell): Figures =>
  Object.fromEntries(VILLAGES.map((region, index) => [region, { remainingPoor: cell(index) }]))

/** A city in which no village was counted yet. */
export async function layCity() {
  await layGround()
  await layPolicy()
  const { rows } = await owner().query<{ code: string }>(
    `SELECT code FROM region WHERE level = 'VILLAGE' AND code LIKE '1307%' AND NOT code = ANY ($1)`,
    [VILLAGES],
  )
  elsewhere = rows.map(({ code }) => code)
  await owner().query('DELETE FROM village_tally')
}
