import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/actor'
import { type BuiltHousehold, insert } from './builders'

/** A request to take out the households of a village, waiting for approval or refused by somebody. */
export async function anExportRequest(
  { countyCode, id, regionCode }: Pick<BuiltHousehold, 'countyCode' | 'id' | 'regionCode'>,
  by: Actor,
  refusedBy: string | null = null,
): Promise<void> {
  await insert('export_request', {
    county_code: countyCode,
    id,
    region_code: regionCode,
    serial: `T-${id.slice(0, 12)}`,
    trace_code: Number.parseInt(id.slice(0, 8), 16),
    kind: 'HOUSEHOLDS',
    format: 'XLSX',
    filter: JSON.stringify({ query: `region=${regionCode}` }),
    columns: ['householdNo'],
    is_unmasked: false,
    with_health: false,
    purpose: 'REPORTING',
    purpose_note: '报市办三季度台账',
    row_count: 600,
    person_count: 600,
    threshold_rows: 500,
    needs_approval: true,
    status: refusedBy ? 'REFUSED' : 'REQUESTED',
    requested_by: by.userId,
    requested_by_name: by.name,
    requested_by_unit: '',
    requested_role: 'COUNTY_OFFICE',
    requested_at: '2026-03-25T02:00:00Z',
    expires_at: '2026-04-25T02:00:00Z',
    ...(refusedBy && {
      decided_by: refusedBy,
      decided_by_name: 'x',
      decided_at: '2026-03-25T03:00:00Z',
      decision_note: 'x',
    }),
  })
}

/** A row of an export that was about a household. */
export async function anExportedRow(household: BuiltHousehold, by: Actor): Promise<void> {
  const exportId = randomUUID()
  await anExportRequest({ ...household, id: exportId }, by)
  await insert('export_row', {
    county_code: household.countyCode,
    export_id: exportId,
    row_no: 1,
    region_code: household.regionCode,
    household_id: household.id,
    person_id: household.headId,
    household_version: 1,
    person_version: 1,
  })
}
