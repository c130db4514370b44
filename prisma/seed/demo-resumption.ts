import { randomUUID } from 'node:crypto'
import type { ClientBase } from 'pg'
import { addDays } from '@/lib/platform/days'
import { seal } from '@/lib/platform/fields'
import { insertRows } from './load-rows'

const COUNTY = '130799'
const BEGAN = 60
const WAY = ['apply', 'check', 'resume', 'fill'] as const
const REACHED = ['NOT_RESUMED', 'APPLIED', 'ON_SITE_CHECKED', 'RESUMED', 'FULL_CAPACITY'] as const
const DAYS_OF_FIGURES = 6

type Person = { id: string; name: string; unit: string }
type Stage = {
  today: string
  /** Codes of townships, the one of the demo's township head first. */
  townships: readonly string[]
  storyVillage: string
  head: Person
  leader: Person
  office: Person
}
type Plan = {
  name: string
  type: string
  at: string
  /** How far on the way; five is suspended after having resumed. */
  reached: 0 | 1 | 2 | 3 | 4 | 5
  officer: Person
  staff?: readonly [total: number, returned: number, poor: number, driven: number]
  parent?: string
  isMissing?: boolean
}

/** Enterprises and workshops of the demo county: statuses, figures of some days, visits, and two difficulties in the ledger. */
export async function loadResumption(client: ClientBase, stage: Stage): Promise<void> {
  const { today, townships, storyVillage, head, leader, office } = stage
  const [first = storyVillage, second = first, third = second] = townships
  const plans: Plan[] = [
    {
      name: '坝上莜麦食品有限公司',
      type: 'LEADING_ENTERPRISE',
      at: second,
      reached: 3,
      officer: leader,
      staff: [120, 86, 14, 210],
    },
    {
      name: '马铃薯种业有限公司',
      type: 'LEADING_ENTERPRISE',
      at: third,
      reached: 0,
      officer: leader,
      staff: [45, 0, 0, 0],
    },
    {
      name: '莜麦食品包装车间',
      type: 'WORKSHOP',
      at: first,
      reached: 4,
      officer: head,
      staff: [36, 36, 15, 42],
      parent: '坝上莜麦食品有限公司',
    },
    {
      name: '草编手工车间',
      type: 'WORKSHOP',
      at: storyVillage,
      reached: 3,
      officer: head,
      staff: [24, 17, 9, 24],
      isMissing: true,
    },
    { name: '箱包缝纫车间', type: 'WORKSHOP', at: first, reached: 1, officer: head },
    { name: '肉羊养殖合作社', type: 'FARM', at: second, reached: 5, officer: leader, staff: [18, 6, 4, 65] },
    {
      name: '风电装备有限公司',
      type: 'INDUSTRIAL_ABOVE_SCALE',
      at: `${COUNTY}000000`,
      reached: 4,
      officer: leader,
      staff: [210, 205, 6, 0],
    },
  ]
  const ids = new Map(plans.map(({ name }) => [name, randomUUID() as string]))
  const began = addDays(today, -BEGAN)
  const dayOf = (step: number) => addDays(began, 8 * step)
  for (const [index, plan] of plans.entries()) {
    const id = ids.get(plan.name) as string
    const place = { county_code: COUNTY, region_code: plan.at }
    const key = { ...place, enterprise_id: id }
    const isSuspended = plan.reached === 5
    const steps = isSuspended ? [...WAY.slice(0, 3), 'suspend'] : WAY.slice(0, plan.reached)
    const statusAt = (at: number) => (isSuspended && at === 4 ? 'SUSPENDED' : (REACHED[at] as string))
    await insertRows(client, 'enterprise', [
      {
        ...place,
        id,
        name: plan.name,
        type: plan.type,
        credit_code: null,
        parent_id: plan.parent ? (ids.get(plan.parent) ?? null) : null,
        contact_name: '车间主任',
        phone_enc: seal('enterprise', 'phone_enc', id, `1990313000${index}`),
        active_from: began,
        status: statusAt(steps.length),
        step_no: steps.length,
        last_step: steps.at(-1) ?? '',
        last_step_on: steps.length > 0 ? dayOf(steps.length) : began,
        applied_by: steps.length > 0 ? head.id : null,
        version: 1 + steps.length,
      },
    ])
    await insertRows(
      client,
      'enterprise_step',
      steps.map((step, at) => {
        const by = step === 'check' ? office : head
        return {
          ...key,
          step_no: at + 1,
          step,
          to_status: statusAt(at + 1),
          step_on: dayOf(at + 1),
          recorded_at: `${dayOf(at + 1)}T02:00:00Z`,
          actor_id: by.id,
          actor_name: by.name,
          note: step === 'check' ? '防疫物资、隔离场所到位' : step === 'suspend' ? '饲料没有到货' : '',
        }
      }),
    )
    await insertRows(client, 'enterprise_officer', [
      {
        ...key,
        id: randomUUID(),
        user_id: plan.officer.id,
        name: plan.officer.name,
        unit: plan.officer.unit,
        valid_from: began,
        assigned_by: office.id,
      },
    ])
    if (plan.staff) await insertRows(client, 'enterprise_figure', figuresOf(plan, key, today, head))
  }
  await visit(client, { region_code: second, enterprise_id: ids.get('坝上莜麦食品有限公司') }, stage, 'MAIN', 3, 3, 24)
  await visit(client, { region_code: first, enterprise_id: ids.get('莜麦食品包装车间') }, stage, 'LIAISON', 2, 1, 17)
  await visit(client, { region_code: second, enterprise_id: ids.get('肉羊养殖合作社') }, stage, 'LIAISON', 2, 1, 9)
  const served = { region_code: first, enterprise_id: ids.get('莜麦食品包装车间') as string, name: '莜麦食品包装车间' }
  await raise(client, served, stage, ['包装材料运不进来', '开通行证，专车接运', '交通运输局'], 'REGISTERED', 12)
  await raise(client, served, stage, ['流动资金周转紧', '协调扶贫小额信贷展期', '农商银行'], 'ASSIGNED', 20)
}

type Key = { county_code: string; region_code: string; enterprise_id: string }

/** The last days' figures, rising to those of the plan; where somebody is to be missed, none of today. */
function figuresOf({ staff, isMissing }: Plan, key: Key, today: string, head: Person) {
  const [total, returned, poor, driven] = staff as NonNullable<Plan['staff']>
  return Array.from({ length: DAYS_OF_FIGURES }, (_, at) => DAYS_OF_FIGURES - 1 - at)
    .filter((ago) => !(isMissing && ago === 0))
    .map((ago) => {
      const back = Math.max(0, returned - ago * 2)
      const rest = total - back
      return {
        ...key,
        id: randomUUID(),
        day: addDays(today, -ago),
        edition: 1,
        staff_total: total,
        staff_returned: back,
        poor_returned: Math.min(poor, back),
        may_return: Math.ceil(rest / 2),
        held_back: Math.floor(rest / 2),
        households_driven: driven,
        reported_by: head.id,
        reported_by_name: head.name,
        reported_at: `${addDays(today, -ago)}T09:00:00Z`,
      }
    })
}

async function visit(
  client: ClientBase,
  key: { region_code: string; enterprise_id: string | undefined },
  { today, leader }: Stage,
  kind: 'MAIN' | 'LIAISON',
  raised: number,
  solved: number,
  ago: number,
): Promise<void> {
  await insertRows(client, 'enterprise_visit', [
    {
      county_code: COUNTY,
      region_code: key.region_code,
      enterprise_id: key.enterprise_id as string,
      id: randomUUID(),
      visited_on: addDays(today, -ago),
      leader_kind: kind,
      leader_name: leader.name,
      raised,
      solved,
      note: '员工返岗、物资储备',
      recorded_by: leader.id,
      recorded_by_name: leader.name,
      recorded_at: `${addDays(today, -ago)}T09:00:00Z`,
    },
  ])
}

async function raise(
  client: ClientBase,
  { name, ...key }: { region_code: string; enterprise_id: string; name: string },
  { today, head, office }: Stage,
  [title, measure, department]: readonly [string, string, string],
  status: 'REGISTERED' | 'ASSIGNED',
  ago: number,
): Promise<void> {
  const [id, on] = [randomUUID() as string, addDays(today, -ago)]
  const place = { county_code: COUNTY, region_code: key.region_code }
  const year = Number(on.slice(0, 4))
  const { rows } = await client.query<{ last: number }>(
    `INSERT INTO running_number AS held (county_code, kind, year, last) VALUES ($1, 'WT', $2, 1)
     ON CONFLICT (county_code, kind, year) DO UPDATE SET last = held.last + 1 RETURNING last`,
    [COUNTY, year],
  )
  const isAssigned = status === 'ASSIGNED'
  const assignedOn = addDays(on, 2)
  const dueOn = addDays(on, 40)
  await insertRows(client, 'finding', [
    {
      ...place,
      id,
      finding_no: `WT-${year}-${String(rows[0]?.last).padStart(4, '0')}`,
      source: 'ENTERPRISE_SERVICE',
      source_year: year,
      document: name,
      aspect: 'SUPPORT_WORK',
      category: 'OTHER',
      level: 'GENERAL',
      reach: 'POINT',
      needs: ['DOCUMENT'],
      title,
      found_on: on,
      found_by: head.id,
      found_by_name: head.name,
      found_unit: head.unit,
      origin_kind: 'ENTERPRISE',
      origin_id: key.enterprise_id,
      status,
      issued_digits: isAssigned ? 6 : null,
      issued_by: isAssigned ? office.id : null,
      issued_on: isAssigned ? assignedOn : null,
      unit: isAssigned ? `县${department}` : null,
      leader: isAssigned ? '分管领导' : null,
      person: isAssigned ? '经办人' : null,
      due_on: isAssigned ? dueOn : null,
      last_step_on: isAssigned ? assignedOn : on,
      version: isAssigned ? 2 : 1,
    },
  ])
  const step = { ...place, finding_id: id }
  await insertRows(client, 'finding_step', [
    {
      ...step,
      step_no: 1,
      step: 'register',
      to_status: 'REGISTERED',
      step_on: on,
      recorded_at: `${on}T10:00:00+08:00`,
      actor_id: head.id,
      actor_name: head.name,
      actor_unit: head.unit,
      record: {},
    },
    ...(isAssigned
      ? [
          {
            ...step,
            step_no: 2,
            step: 'assign',
            to_status: 'ASSIGNED',
            step_on: assignedOn,
            recorded_at: `${assignedOn}T10:00:00+08:00`,
            actor_id: office.id,
            actor_name: office.name,
            actor_unit: office.unit,
            record: { unit: `县${department}`, leader: '分管领导', person: '经办人', dueOn },
          },
        ]
      : []),
  ])
  await insertRows(client, 'enterprise_difficulty', [
    {
      ...place,
      id,
      enterprise_id: key.enterprise_id,
      title,
      measure,
      department: `县${department}`,
      due_on: dueOn,
      raised_on: on,
      raised_by: head.id,
      raised_by_name: head.name,
    },
  ])
}
