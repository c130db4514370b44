import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/actor'
import type { EnterpriseType, ResumptionStatus } from '@/lib/resumption/schema'
import { anActor, type BuiltHousehold, insert, owner, PLACES } from './builders'
import { aFinding } from './findings'

const STATUSES: readonly ResumptionStatus[] = ['NOT_RESUMED', 'APPLIED', 'ON_SITE_CHECKED', 'RESUMED']
const STEPS = ['apply', 'check', 'resume'] as const

type Wish = {
  regionCode?: string
  type?: EnterpriseType
  status?: ResumptionStatus
  parentId?: string
  id?: string
  activeFrom?: string
  on?: string
  by?: string
}

/** An enterprise of the first township in a status, past the application, with the steps that led there, all on one day. */
export async function anEnterprise(wish: Wish = {}): Promise<string> {
  const { regionCode = PLACES.township, type = 'WORKSHOP', status = 'NOT_RESUMED', id = randomUUID() } = wish
  const at = Math.max(0, STATUSES.indexOf(status))
  const activeFrom = wish.activeFrom ?? '2026-01-10'
  const on = at === 0 ? activeFrom : (wish.on ?? '2026-02-01')
  const by = wish.by ?? randomUUID()
  const key = { county_code: regionCode.slice(0, 6), region_code: regionCode }
  await insert('enterprise', {
    ...key,
    id,
    name: `缝纫车间${id.slice(0, 12)}`,
    type,
    parent_id: wish.parentId ?? null,
    active_from: activeFrom,
    status,
    step_no: at,
    last_step: STEPS[at - 1] ?? '',
    last_step_on: on,
    applied_by: at > 0 ? by : null,
  })
  for (const [index, step] of STEPS.slice(0, at).entries())
    await insert('enterprise_step', {
      ...key,
      enterprise_id: id,
      step_no: index + 1,
      step,
      to_status: STATUSES[index + 1],
      step_on: on,
      recorded_at: '2026-02-01T08:00:00Z',
      actor_id: by,
      actor_name: '甲',
    })
  return id
}

/** Who serves an enterprise, past the application. */
export async function anOfficer(enterpriseId: string, officer: Actor, regionCode: string = PLACES.township) {
  const id = randomUUID()
  await insert('enterprise_officer', {
    county_code: regionCode.slice(0, 6),
    id,
    enterprise_id: enterpriseId,
    region_code: regionCode,
    user_id: officer.userId,
    name: officer.name,
    unit: officer.unit,
    valid_from: '2026-01-10',
    assigned_by: officer.userId,
  })
  return id
}

/** Everybody who takes part in bringing an enterprise of the first township back to work. */
export async function resumers() {
  return {
    head: await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP', '一镇政府'),
    clerk: await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP', '一镇政府'),
    office: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY', '县扶贫办'),
    otherOffice: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY', '县扶贫办'),
    leader: await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY', '县政府'),
    cadre: await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE', '一村'),
    neighbour: await anActor('TOWNSHIP', PLACES.otherTownship, 'TOWNSHIP', '二镇政府'),
    viewer: await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY', '市扶贫办'),
  }
}

export const enterpriseRow = async (id: string) =>
  (await owner().query('SELECT * FROM enterprise WHERE id = $1', [id])).rows[0]

/** A visit of a leader to an enterprise, past the application. */
export async function aLeaderVisit(enterpriseId: string, by: Actor, regionCode: string, id: string = randomUUID()) {
  await insert('enterprise_visit', {
    county_code: regionCode.slice(0, 6),
    id,
    enterprise_id: enterpriseId,
    region_code: regionCode,
    visited_on: '2026-03-01',
    leader_kind: 'MAIN',
    leader_name: '甲',
    raised: 1,
    solved: 1,
    recorded_by: by.userId,
    recorded_by_name: '甲',
    recorded_at: '2026-03-01T08:00:00Z',
  })
}

/** A difficulty of an enterprise and its line of the ledger, past the application. */
export async function aDifficulty(enterpriseId: string, by: Actor, regionCode: string, id: string = randomUUID()) {
  const over = { source: 'ENTERPRISE_SERVICE', origin_kind: 'ENTERPRISE', origin_id: enterpriseId }
  await aFinding({ regionCode, by, category: 'OTHER', over: { ...over, id } })
  await insert('enterprise_difficulty', {
    county_code: regionCode.slice(0, 6),
    id,
    enterprise_id: enterpriseId,
    region_code: regionCode,
    title: '住房没有鉴定',
    raised_on: '2026-03-01',
    raised_by: by.userId,
    raised_by_name: '甲',
  })
}

/** An enterprise in a household's village that bears its id, with a row of every kind. */
export async function someEnterprise({ id, regionCode }: BuiltHousehold, by: Actor): Promise<void> {
  await anEnterprise({ id, regionCode, status: 'RESUMED' })
  await anOfficer(id, by, regionCode)
  await aLeaderVisit(id, by, regionCode)
  await aDifficulty(id, by, regionCode)
  await insert('enterprise_figure', {
    county_code: regionCode.slice(0, 6),
    id: randomUUID(),
    enterprise_id: id,
    region_code: regionCode,
    day: '2026-03-01',
    edition: 1,
    staff_total: 9,
    staff_returned: 8,
    poor_returned: 7,
    reported_by: by.userId,
    reported_by_name: '甲',
    reported_at: '2026-03-01T08:00:00Z',
  })
}
