import { randomUUID } from 'node:crypto'
import { proofsNeeded } from '@/lib/findings/catalogue'
import { WAY } from '@/lib/findings/lifecycle'
import type { Category, FindingStatus } from '@/lib/findings/schema'
import type { Actor } from '@/lib/platform/actor'
import { anActor, type BuiltHousehold, insert, PLACES, type Row } from './builders'

/** Everybody who takes part in a line of the first village, each of a unit of his own. */
export async function inspectors() {
  return {
    cadre: await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE', '一村'),
    clerk: await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP', '一镇政府'),
    office: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY', '县扶贫办'),
    colleague: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY', '县扶贫办'),
    leader: await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY', '县委'),
    supervisor: await anActor('SUPERVISOR', PLACES.county, 'COUNTY', '县督查室'),
    cityTeam: await anActor('SUPERVISOR', PLACES.city, 'CITY', '市督查组'),
    department: await anActor('LINE_DEPARTMENT', PLACES.county, 'COUNTY', '县住建局'),
    neighbour: await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE', '二村'),
  }
}

type Wish = {
  household?: BuiltHousehold
  regionCode?: string
  by: Actor
  status?: FindingStatus
  category?: Category
  over?: Row
}

/** A line of the ledger in a status, past the application: reported done by `by`, reviewed and verified by people of other units. */
export async function aFinding({
  household,
  regionCode,
  by,
  status = 'REGISTERED',
  category = 'FILES',
  over = {},
}: Wish) {
  const id = (over.id as string | undefined) ?? randomUUID()
  const place = household?.regionCode ?? regionCode ?? PLACES.village
  const key = { county_code: place.slice(0, 6), region_code: place, household_id: household?.id ?? null }
  const at = WAY.indexOf(status)
  const from = (first: FindingStatus, row: Row) => (at >= WAY.indexOf(first) ? row : {})
  await insert('finding', {
    ...key,
    id,
    finding_no: `T-${id.slice(0, 13)}`,
    source: 'LOOK_BACK',
    source_year: 2026,
    aspect: 'GUARANTEES',
    category,
    level: 'GENERAL',
    reach: 'POINT',
    needs: proofsNeeded(category, household !== undefined),
    title: '住房没有鉴定',
    found_on: '2026-03-01',
    found_by: by.userId,
    found_by_name: by.name,
    found_unit: by.unit,
    status,
    last_step_on: '2026-03-01',
    ...from('ASSIGNED', {
      issued_digits: 6,
      issued_by: by.userId,
      issued_on: '2026-03-02',
      unit: '一镇政府',
      leader: '甲',
      person: '乙',
      due_on: '2026-04-01',
    }),
    ...from('RECTIFYING', { goal: '改好', measures: '修房' }),
    ...from('SUBMITTED', {
      submitted_by: by.userId,
      submitted_unit: by.unit || '一村',
      submitted_on: '2026-03-10',
      similar_found: 0,
      similar_fixed: 0,
    }),
    ...from('REVIEWED', { reviewed_by: randomUUID() }),
    ...from('VERIFIED', { verified_by: randomUUID(), verified_unit: '县督查室' }),
    ...from('CLOSED', {
      closed_by: randomUUID(),
      closed_unit: '县督查室',
      closed_on: '2026-03-20',
      closed_at: '2026-03-20T02:00:00Z',
    }),
    ...over,
  })
  await insert('finding_step', {
    ...key,
    finding_id: id,
    step_no: 1,
    step: 'register',
    to_status: 'REGISTERED',
    step_on: '2026-03-01',
    recorded_at: '2026-03-01T02:00:00Z',
    actor_id: by.userId,
    actor_name: by.name,
    actor_unit: by.unit,
    record: '{}',
  })
  return id
}

/** A proof of a line in its present round, past the application. */
export async function aProof(findingId: string, by: Actor, kind: string, over: Row = {}): Promise<string> {
  const id = randomUUID()
  await insert('finding_proof', {
    county_code: '130799',
    id,
    finding_id: findingId,
    region_code: PLACES.village,
    round: 0,
    kind,
    reference: '文 1 号',
    added_on: '2026-03-09',
    added_by: by.userId,
    added_by_name: by.name,
    ...over,
  })
  return id
}

/** A line of a household with a proof and a draw. */
export async function someFinding(household: BuiltHousehold, by: Actor): Promise<void> {
  const id = await aFinding({ household, by, status: 'RECTIFYING' })
  const place = { county_code: household.countyCode, region_code: household.regionCode, household_id: household.id }
  await aProof(id, by, 'DOCUMENT', place)
  await insert('finding_recheck', {
    ...place,
    finding_id: id,
    round: 0,
    seed: randomUUID(),
    share: '0.1',
    is_drawn: true,
    due_on: '2026-12-31',
  })
}
