import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/actor'
import type { EnterpriseType, ResumptionStatus } from '@/lib/resumption/schema'
import { anActor, insert, owner, PLACES } from './builders'

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
    leader: await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY', '县政府'),
    cadre: await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE', '一村'),
    neighbour: await anActor('TOWNSHIP', PLACES.otherTownship, 'TOWNSHIP', '二镇政府'),
    viewer: await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY', '市扶贫办'),
  }
}

export const enterpriseRow = async (id: string) =>
  (await owner().query('SELECT * FROM enterprise WHERE id = $1', [id])).rows[0]
