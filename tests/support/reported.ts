import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/actor'
import { insert, owner, type Row } from './builders'

/** An input of facts for the tests, added where it is missing. */
export async function anInput(code = 'leading_firms_total', isSummed = true): Promise<void> {
  await owner().query(
    `INSERT INTO fact_input (code, name_zh, name_en, unit, is_summed) VALUES ($1, $1, $1, '家', $2) ON CONFLICT (code) DO NOTHING`,
    [code, isSummed],
  )
}

/** A reported fact of a region, past the application. */
export async function aFact(by: Actor, regionCode: string, over: Row = {}): Promise<string> {
  const id = randomUUID()
  await anInput()
  await insert('reported_fact', {
    county_code: regionCode.slice(0, 6),
    id,
    region_code: regionCode,
    input_code: 'leading_firms_total',
    value: '84',
    unit: '家',
    as_of: '2026-03-14',
    fact_on: '2026-03-14',
    source: `A-${id.slice(0, 8)}`,
    reported_by: by.userId,
    reported_by_name: by.name,
    recorded_at: '2026-03-14T02:00:00Z',
    ...over,
  })
  return (over.id as string) ?? id
}

/** A target of a region for the year, past the application. */
export async function aTarget(by: Actor, regionCode: string, over: Row = {}): Promise<string> {
  const id = randomUUID()
  await anInput()
  await insert('region_target', {
    county_code: regionCode.slice(0, 6),
    id,
    region_code: regionCode,
    measure: 'leading_firms_total',
    kind: 'AT_LEAST',
    value: '100',
    unit: '家',
    period_start: '2026-01-01',
    period_end: '2026-12-31',
    starts_on: '2026-01-01',
    source: `A-${id.slice(0, 8)}`,
    set_by: by.userId,
    set_by_name: by.name,
    recorded_at: '2026-01-02T02:00:00Z',
    ...over,
  })
  return (over.id as string) ?? id
}

/** What a command takes for a fact and for a target. */
export const fact = (regionCode: string, over: object = {}) => ({
  id: randomUUID(),
  regionCode,
  inputCode: 'leading_firms_total',
  value: '84',
  asOf: '2026-03-14',
  source: 'A',
  ...over,
})
export const target = (regionCode: string, over: object = {}) => ({
  id: randomUUID(),
  regionCode,
  measure: 'leading_firms_total',
  kind: 'AT_LEAST',
  value: '100',
  periodStart: '2026-01-01',
  periodEnd: '2026-12-31',
  source: 'A',
  ...over,
})
