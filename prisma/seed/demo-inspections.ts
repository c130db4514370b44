import type pg from 'pg'
import { type Drawn, draw, type Framed, frameSum, METHOD } from '@/lib/inspections/rules/draw'
import { addDays } from '@/lib/platform/days'
import { insertRows } from './load-rows'
import type { Random } from './random'

const COUNTY = '130799'
const TOWNSHIP = '130799104'
const RULE = { registered: 4, others: 1, mustInclude: ['MONITORED'] as const }

type Officer = { id: string; name: string }
type HouseholdRow = Record<string, unknown>
type Stage = {
  random: Random
  today: string
  office: Officer
  supervisor: Officer
  households: readonly HouseholdRow[]
}

/** What was put right at once in some homes; nothing else was found in those that were seen. */
const FIXED = [
  ['CARD_POSTED', '明白卡上的电话是旧的'],
  ['BOOKLET_SIGNED', '上月两次走访没有签字'],
  ['FILE_TRUE', '系统里少一头牛'],
] as const

const frameOf = (households: readonly HouseholdRow[]): Framed[] =>
  households
    .filter(({ region_code }) => String(region_code).startsWith(TOWNSHIP))
    .map((row) => ({
      id: String(row.id),
      village: String(row.region_code),
      stratum: row.poverty_status === 'NEVER_POOR' ? 'OTHER' : 'REGISTERED',
      groups: row.monitored_type ? ['MONITORED'] : [],
    }))

/** A look-back in the township of the story that is under way: drawn, a team out, every third household seen. */
export async function loadInspections(client: pg.ClientBase, stage: Stage): Promise<void> {
  const { random, today, office, supervisor, households } = stage
  const [id, seed] = [random.uuid(), random.uuid()]
  const frame = frameOf(households)
  const list = draw(seed, frame, RULE)
  const { rows: items } = await client.query<{ code: string; aspect: string }>(
    `SELECT code, aspect FROM inspection_item WHERE applies_to = '' ORDER BY sort_no`,
  )
  const codes = items.map(({ code }) => code)
  const [planned, drawnOn, begun] = [addDays(today, -14), addDays(today, -12), addDays(today, -10)]
  const key = { county_code: COUNTY, region_code: `${COUNTY}000000` }
  await insertRows(client, 'inspection_campaign', [
    {
      ...key,
      id,
      campaign_no: `HT-${today.slice(0, 4)}-0001`,
      title: '春季“两不愁三保障”回头看',
      organiser: '县督查组',
      organiser_level: 'COUNTY',
      begins_on: begun,
      ends_on: addDays(today, 20),
      regions: [`${TOWNSHIP}000`],
      aspects: [...new Set(items.map(({ aspect }) => aspect))],
      items: codes,
      registered_target: RULE.registered,
      others_target: RULE.others,
      must_include: [...RULE.mustInclude],
      status: 'PLANNED',
      rounds: 0,
      conclusion: '',
      planned_by: office.id,
      planned_by_name: office.name,
      last_step_on: planned,
      version: 1,
    },
  ])
  await insertRows(client, 'inspection_draw', [
    {
      ...key,
      campaign_id: id,
      round: 1,
      seed,
      method: METHOD,
      rule: RULE,
      frame_on: drawnOn,
      frame_size: frame.length,
      frame_sha256: frameSum(frame),
      drawn: list.length,
      drawn_at: `${drawnOn}T02:00:00Z`,
      drawn_by: office.id,
      drawn_by_name: office.name,
    },
  ])
  await insertRows(client, 'inspection_drawn', drawnRows(id, list))
  await insertRows(client, 'inspection_team', [
    {
      ...key,
      id: random.uuid(),
      campaign_id: id,
      name: '第一组',
      member_ids: [office.id, supervisor.id],
      member_names: [office.name, supervisor.name],
      companions: '',
      villages: [...new Set(list.map(({ village }) => village))],
    },
  ])
  const steps = [
    ['PLANNED', planned, {}],
    ['SAMPLING_DRAWN', drawnOn, { round: 1, drawn: list.length, frame: frame.length }],
    ['INSPECTING', begun, {}],
  ] as const
  await insertRows(
    client,
    'inspection_step',
    steps.map(([to, on, record], index) => ({
      ...key,
      campaign_id: id,
      step_no: index + 1,
      to_status: to,
      step_on: on,
      recorded_at: `${on}T02:00:00Z`,
      actor_id: office.id,
      actor_name: office.name,
      record,
    })),
  )
  for (const [to, on] of steps.slice(1)) {
    await client.query(
      `UPDATE inspection_campaign SET status = $2::"CampaignStatus", rounds = 1, last_step_on = $3, version = version + 1 WHERE id = $1`,
      [id, to, on],
    )
  }
  const heads = new Map(households.map((row) => [String(row.id), String(row.head_name)]))
  await insertRows(client, 'inspection_form', formRows({ ...stage, id, begun, codes, heads }, list))
  await client.query(`INSERT INTO running_number (county_code, kind, year, last) VALUES ($1, 'HT', $2, 1)`, [
    COUNTY,
    Number(today.slice(0, 4)),
  ])
}

const drawnRows = (id: string, list: readonly Drawn[]) =>
  list.map((each, index) => ({
    county_code: COUNTY,
    campaign_id: id,
    household_id: each.id,
    round: 1,
    region_code: each.village,
    place_no: index + 1,
    stratum: each.stratum,
    reason: each.reason,
  }))

type Seen = Stage & { id: string; begun: string; codes: readonly string[]; heads: ReadonlyMap<string, string> }

function formRows({ random, id, begun, codes, heads, supervisor }: Seen, list: readonly Drawn[]) {
  return list
    .filter((_, index) => index % 3 === 0)
    .map((each, index) => {
      const fixed = index % 4 === 0 ? random.one(FIXED) : null
      const on = addDays(begun, random.int(0, 8))
      return {
        county_code: COUNTY,
        id: random.uuid(),
        campaign_id: id,
        household_id: each.id,
        region_code: each.village,
        round: 1,
        inspected_on: on,
        answers: codes.map((code) =>
          code === fixed?.[0]
            ? { code, answer: 'NO', note: fixed[1], course: 'FIXED', level: 'GENERAL', findingId: null }
            : { code, answer: 'YES' },
        ),
        yes: codes.length - (fixed ? 1 : 0),
        no: fixed ? 1 : 0,
        fixed: fixed ? 1 : 0,
        note: '',
        signer: heads.get(each.id) ?? '户主',
        inspector_id: supervisor.id,
        inspector_name: supervisor.name,
        inspector_unit: '',
        recorded_at: `${on}T02:00:00Z`,
        received_at: `${on}T02:05:00Z`,
      }
    })
}
