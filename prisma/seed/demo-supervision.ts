import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { addDays } from '@/lib/platform/days'
import { insertRows } from './load-rows'
import { inventName } from './names'
import { type Random, random } from './random'

const COUNTY = '130799'
const COUNTY_CODE = '130799000000'
const VILLAGES = 18
const LISTED_BEFORE = 75
const FIGHT_DAYS = 120
const OF_VILLAGE = ['REMAINING_POOR', 'PREVENTION', 'GUARANTEES', 'WORK_AND_NET', 'FINDINGS'] as const
const OF_COUNTY = [...OF_VILLAGE, 'RELOCATION'] as const
const OF_DELISTED = ['CONSOLIDATION', 'PREVENTION', 'GUARANTEES', 'FINDINGS'] as const
const HELP = [
  ['SOLVED', '当场协调通水', 0],
  ['SOLVED', '补录漏报的医保参保', 0],
  ['SUPPORT', '协调饲草料', 360_000],
  ['SUPPORT', '对接用工岗位', 0],
  ['SUPPORT', '争取入户路硬化资金', 4_800_000],
] as const
const MEANS = [
  ['ON_SITE', 'PHONE'],
  ['MEETING', 'PAPERS', 'ON_SITE'],
  ['PAPERS', 'ON_SITE'],
] as const

type Person = { id: string; name: string }
type Stage = {
  today: string
  /** The thresholds of the policy are for a whole county; smaller demos lower them. */
  isFull: boolean
  storyVillage: string
  office: Person
  city: Person
  supervisor: Person
}
type Target = {
  runId: string
  region: string
  type: string
  area: string
  households: number
  persons: number
  changeId: string | null
  /** The township that an area consists of. */
  member?: { code: string; name: string }
}
type Row = Parameters<typeof insertRows>[2][number]

/** Battle supervision of the demo county: a derived list with additions, 18 listed villages, their key works and sessions. As the owner. */
export async function loadSupervision(client: pg.ClientBase, stage: Stage): Promise<void> {
  const chance = random(20_260_612)
  const loader = (await client.query("SELECT current_setting('app.actor') AS id")).rows[0].id as string
  const listedOn = addDays(stage.today, -LISTED_BEFORE)
  const targets = await derive(client, stage, addDays(listedOn, -5), listedOn)
  const quiet = new Set(
    (
      await client.query('SELECT code FROM region WHERE open_findings($1, code) = 0 AND code LIKE $2', [
        COUNTY,
        `${COUNTY}%`,
      ])
    ).rows.map((row) => row.code as string),
  )
  const villages = targets.filter(({ type, region }) => type === 'VILLAGE_REMAINING' && region !== stage.storyVillage)
  const done = villages.filter(({ region }) => quiet.has(region)).slice(0, 3)
  const untouched = villages.at(-1)
  const fought = new Map<string, Key>()
  for (const target of targets) {
    const at = done.indexOf(target)
    const end = at < 0 ? null : at === 2 ? 'DELIST_PROPOSED' : 'DELISTED'
    const key = await fight(client, chance, stage, { target, listedOn, isListedOnly: target === untouched, end })
    if (end === null && target !== untouched && target.area === '') fought.set(target.region, key)
  }
  await holdWhereFound(client, chance, stage, fought)
  await actAs(client, loader)
}

/** A run with its lines, and what was added by hand so that eighteen villages and an area that is no division are listed. */
async function derive(client: pg.ClientBase, stage: Stage, snapshotOn: string, listedOn: string): Promise<Target[]> {
  const counted = (
    await client.query('SELECT * FROM remaining_poor($1, $2) ORDER BY persons DESC, region_code', [COUNTY, snapshotOn])
  ).rows as { region_code: string; households: number; persons: number }[]
  const county = counted.find(({ region_code }) => region_code === COUNTY_CODE)
  const villages = counted.filter(({ region_code }) => region_code !== COUNTY_CODE)
  const next = villages[VILLAGES]?.persons ?? 0
  const thresholds = {
    county: stage.isFull ? 1_000 : Math.floor((county?.persons ?? 0) * 0.8),
    village: stage.isFull ? Math.max(15, next) : next,
  }
  const since = `${Number(snapshotOn.slice(0, 4)) - 1}-01-01`
  await insertRows(
    client,
    'policy_parameter',
    (['county', 'village'] as const).map((level) => ({
      id: randomUUID(),
      code: `supervise.${level}Persons`,
      applies_to: COUNTY,
      valid_from: since,
      valid_to: null,
      value: thresholds[level],
      unit: '人',
      source: '演示值，为虚构的青岭县设定（仅供演示，不是政策数值）',
      certainty: 'DEMO',
    })),
  )
  const runId = randomUUID()
  const key = { county_code: COUNTY, run_id: runId }
  await insertRows(client, 'derivation_run', [
    {
      county_code: COUNTY,
      id: runId,
      region_code: COUNTY_CODE,
      snapshot_on: snapshotOn,
      county_threshold: thresholds.county,
      village_threshold: thresholds.village,
      note: '',
      made_by: stage.office.id,
      made_by_name: stage.office.name,
      made_at: `${snapshotOn}T02:00:00Z`,
    },
  ])
  const thresholdOf = (region: string) => (region === COUNTY_CODE ? thresholds.county : thresholds.village)
  await insertRows(
    client,
    'derivation_line',
    counted.map((line) => ({
      ...key,
      ...line,
      threshold: thresholdOf(line.region_code),
      is_matched: line.persons > thresholdOf(line.region_code),
    })),
  )
  const matched = counted
    .filter(({ region_code, persons }) => persons > thresholdOf(region_code))
    .map(({ region_code: region, households, persons }): Target => {
      const type = region === COUNTY_CODE ? 'COUNTY_REMAINING' : 'VILLAGE_REMAINING'
      return { runId, region, type, area: '', households, persons, changeId: null }
    })
  const there = new Set(matched.map(({ region }) => region))
  const missing = VILLAGES - matched.filter(({ type }) => type === 'VILLAGE_REMAINING').length
  const others = (
    await client.query(
      `SELECT code FROM region WHERE level = 'VILLAGE' AND code LIKE $1 ORDER BY code <> $2, md5(code)`,
      [`${COUNTY}%`, stage.storyVillage],
    )
  ).rows.map((row) => row.code as string)
  const added = others
    .filter((code) => !there.has(code))
    .slice(0, Math.max(0, missing))
    .map((region): Target => {
      const line = counted.find(({ region_code }) => region_code === region)
      const [households, persons] = [line?.households ?? 0, line?.persons ?? 0]
      return { runId, region, type: 'VILLAGE_REMAINING', area: '', households, persons, changeId: randomUUID() }
    })
  const [member] = (
    await client.query(
      `SELECT r.code, r.name FROM region r WHERE r.level = 'TOWNSHIP' AND r.code LIKE $1
       ORDER BY starts_with($2, left(r.code, 9)), (SELECT count(*) FROM household h WHERE starts_with(h.region_code, left(r.code, 9))) DESC, r.code LIMIT 1`,
      [`${COUNTY}%`, stage.storyVillage],
    )
  ).rows as { code: string; name: string }[]
  const area: Target = {
    member,
    runId,
    region: COUNTY_CODE,
    type: 'COUNTY_DELISTED',
    area: '北沟管理区',
    households: 0,
    persons: 0,
    changeId: randomUUID(),
  }
  await insertRows(
    client,
    'listing_change',
    [...added, area].map((target) => ({
      ...key,
      id: target.changeId,
      region_code: target.region,
      kind: 'ADD',
      target_type: target.type,
      area_name: target.area,
      reason: target.area ? '已摘帽片区，巩固提升' : '深度贫困村，纳入督战',
      proposed_by: stage.office.id,
      proposed_by_name: stage.office.name,
      proposed_on: snapshotOn,
      proposed_digits: 6,
      decision: 'APPROVED',
      decided_by: stage.city.id,
      decided_by_name: stage.city.name,
      decided_on: listedOn,
      decision_note: '',
    })),
  )
  return [...matched, ...added, area]
}

type Course = { target: Target; listedOn: string; isListedOnly: boolean; end: 'DELIST_PROPOSED' | 'DELISTED' | null }

/** One place: listed, who fights there, its works with reports, its sessions, and how it ended. */
async function fight(client: pg.ClientBase, chance: Random, stage: Stage, course: Course): Promise<Key> {
  const { target, listedOn, isListedOnly, end } = course
  const id = randomUUID()
  const key = { county_code: COUNTY, region_code: target.region, place_id: id }
  const assignedOn = addDays(listedOn, 4)
  const endedOn = addDays(stage.today, -3)
  await insertRows(client, 'listed_place', [
    {
      county_code: COUNTY,
      id,
      region_code: target.region,
      run_id: target.runId,
      change_id: target.changeId,
      target_type: target.type,
      area_name: target.area,
      poor_households: target.households,
      poor_persons: target.persons,
      listed_on: listedOn,
      listed_by: stage.office.id,
      listed_by_name: stage.office.name,
      leader: isListedOnly ? '' : inventName(chance, 'M', 1972),
      team: isListedOnly ? '' : `第${chance.one(['一', '二', '三', '四'])}督战组`,
      liaison: isListedOnly ? '' : `${inventName(chance, 'F', 1980)}、${inventName(chance, 'M', 1985)}`,
      deadline_on: isListedOnly ? null : addDays(listedOn, FIGHT_DAYS),
      status: isListedOnly ? 'LISTED' : 'IN_BATTLE',
      last_step_on: isListedOnly ? listedOn : assignedOn,
      version: isListedOnly ? 1 : target.member ? 3 : 2,
    },
  ])
  await steps(client, key, stage.office, 1, [['list', 'LISTED', listedOn, '']])
  if (isListedOnly) return key
  if (target.member) await consists(client, chance, stage.office, key, listedOn, target.member)
  await steps(client, key, stage.office, target.member ? 3 : 2, [['assign', 'IN_BATTLE', assignedOn, '']])
  await works(client, chance, stage, key, course)
  await sessions(client, chance, stage, key, listedOn, target.member?.code.slice(0, 9))
  if (end === null) return key
  await steps(client, key, stage.office, 3, [['propose', 'DELIST_PROPOSED', endedOn, '重点工作全部达标，问题全部销号']])
  await actAs(client, stage.office.id)
  await client.query(
    `UPDATE listed_place SET status = 'DELIST_PROPOSED', proposed_by = $2, proposed_by_name = $3, proposed_on = $4, proposed_digits = 6, last_step_on = $4, version = version + 1
     WHERE county_code = $1 AND id = $5`,
    [COUNTY, stage.office.id, stage.office.name, endedOn, id],
  )
  if (end === 'DELIST_PROPOSED') return key
  await steps(client, key, stage.city, 4, [['delist', 'DELISTED', endedOn, '同意摘牌']])
  await actAs(client, stage.city.id)
  await client.query(
    `UPDATE listed_place SET status = 'DELISTED', delisted_by = $2, delisted_by_name = $3, delisted_on = $4, last_step_on = $4, version = version + 1
     WHERE county_code = $1 AND id = $5`,
    [COUNTY, stage.city.id, stage.city.name, endedOn, id],
  )
  return key
}

/** The database notes who proposes and who decides, as it does for the application. */
const actAs = (client: pg.ClientBase, id: string) => client.query("SELECT set_config('app.actor', $1, true)", [id])

type Key = { county_code: string; region_code: string; place_id: string }

async function steps(
  client: pg.ClientBase,
  key: Key,
  by: Person,
  from: number,
  lines: readonly (readonly [string, string, string, string])[],
): Promise<void> {
  await insertRows(
    client,
    'listed_step',
    lines.map(([step, status, on, note], index) => ({
      ...key,
      step_no: from + index,
      step,
      to_status: status,
      step_on: on,
      recorded_at: `${on}T02:00:00Z`,
      actor_id: by.id,
      actor_name: by.name,
      note,
    })),
  )
}

/** The area says from its listing on that it consists of a township. */
async function consists(
  client: pg.ClientBase,
  chance: Random,
  office: Person,
  { county_code, place_id }: Key,
  on: string,
  { code, name }: { code: string; name: string },
): Promise<void> {
  await insertRows(client, 'listed_member', [
    {
      county_code,
      id: chance.uuid(),
      region_code: code,
      place_id,
      valid_from: on,
      set_by: office.id,
      set_by_name: office.name,
      recorded_at: `${on}T02:30:00Z`,
    },
  ])
  await steps(client, { county_code, region_code: COUNTY_CODE, place_id }, office, 2, [['members', 'LISTED', on, name]])
}

async function works(client: pg.ClientBase, chance: Random, stage: Stage, key: Key, { target, listedOn, end }: Course) {
  const codes = target.type === 'VILLAGE_REMAINING' ? OF_VILLAGE : target.area ? OF_DELISTED : OF_COUNTY
  const scale = target.type === 'VILLAGE_REMAINING' ? 1 : 20
  const values = codes.map((code) => {
    switch (code) {
      case 'REMAINING_POOR':
        return { code, direction: 'DOWN', unit: '人', base: Math.max(target.persons, 1), goal: 0 }
      case 'GUARANTEES':
        return { code, direction: 'DOWN', unit: '户', base: chance.int(1, 6) * scale, goal: 0 }
      case 'FINDINGS':
        return { code, direction: 'DOWN', unit: '条', base: chance.int(2, 9) * scale, goal: 0 }
      case 'RELOCATION':
        return { code, direction: 'UP', unit: '户', base: 0, goal: 40 }
      case 'CONSOLIDATION':
        return { code, direction: 'UP', unit: '%', base: 70, goal: 100 }
      default:
        return { code, direction: 'UP', unit: '%', base: chance.int(40, 70), goal: 100 }
    }
  })
  await insertRows(
    client,
    'listed_work',
    values.map(({ code, direction, unit, base, goal }) => ({
      ...key,
      work_code: code,
      direction,
      unit,
      base,
      current: base,
      target: goal,
      reported_on: null,
    })),
  )
  // Some places run ahead of the time that is over, most keep up with it, some fall behind.
  const pace = chance.one([0.7, 0.9, 1, 1.05, 1.15])
  for (const [nth, share] of [0.3, 0.55, end ? 1 : 0.8].entries()) {
    const on = addDays(listedOn, 15 + nth * 22)
    const reports = values.map(({ code, base, goal }): Row => {
      const way = end && share === 1 ? 1 : Math.min(1, share * (pace + (chance.next() - 0.5) * 0.15))
      return {
        ...key,
        id: chance.uuid(),
        work_code: code,
        value: Math.round(base + (goal - base) * way),
        reported_on: on,
        note: '',
        reported_by: stage.office.id,
        reported_by_name: stage.office.name,
        reported_at: `${on}T02:00:00Z`,
      }
    })
    await insertRows(client, 'work_report', reports)
  }
}

async function sessions(
  client: pg.ClientBase,
  chance: Random,
  stage: Stage,
  key: Key,
  listedOn: string,
  prefix = key.region_code === COUNTY_CODE ? COUNTY : key.region_code,
) {
  const households = (
    await client.query(
      `SELECT id FROM household WHERE county_code = $1 AND region_code LIKE $2 AND is_active
       ORDER BY poverty_status NOT IN ('NOT_EXITED', 'RELAPSED'), household_no LIMIT 12`,
      [COUNTY, `${prefix}%`],
    )
  ).rows.map((row) => row.id as string)
  for (let nth = 0; nth < chance.int(1, 3); nth++) {
    const heldOn = addDays(listedOn, 10 + nth * 21 + chance.int(0, 6))
    if (heldOn > stage.today) break
    const id = chance.uuid()
    const mode = nth === 2 ? 'CONCENTRATED' : 'ROUTINE'
    await hold(client, chance, stage, key, { id, heldOn, mode, isUnannounced: nth === 1 })
    await visit(client, key, id, chance.shuffled(households).slice(0, chance.int(2, 5)))
    await help(client, chance, key, id)
  }
}

/** Sessions in which supervisors found what the ledger says that they found: in the village where it is fought for, else in the county. */
async function holdWhereFound(
  client: pg.ClientBase,
  chance: Random,
  stage: Stage,
  fought: ReadonlyMap<string, Key>,
): Promise<void> {
  const { rows } = await client.query<{ session: string; on: string; region: string; household: string | null }>(
    `SELECT origin_id AS session, found_on::text AS on, region_code AS region, household_id AS household FROM finding
     WHERE county_code = $1 AND origin_kind = 'SESSION' ORDER BY found_on, finding_no`,
    [COUNTY],
  )
  for (const { session: id, on: heldOn, region, household } of rows) {
    const key = fought.get(region) ?? fought.get(COUNTY_CODE)
    if (!key) throw new Error(`no listed place covers ${region}`)
    await hold(client, chance, stage, key, { id, heldOn, mode: 'ROUTINE', isUnannounced: false })
    await visit(client, key, id, household ? [household] : [])
    await help(client, chance, key, id)
  }
}

type Held = { id: string; heldOn: string; mode: string; isUnannounced: boolean }

async function hold(
  client: pg.ClientBase,
  chance: Random,
  { supervisor }: Stage,
  key: Key,
  { id, heldOn, mode, isUnannounced }: Held,
): Promise<void> {
  const number = (
    await client.query(
      `INSERT INTO running_number AS held (county_code, kind, year, last) VALUES ($1, 'DZ', $2, 1)
         ON CONFLICT (county_code, kind, year) DO UPDATE SET last = held.last + 1 RETURNING last`,
      [COUNTY, Number(heldOn.slice(0, 4))],
    )
  ).rows[0].last as number
  await insertRows(client, 'supervision_session', [
    {
      ...key,
      id,
      session_no: `DZ-${heldOn.slice(0, 4)}-${String(number).padStart(4, '0')}`,
      held_on: heldOn,
      mode,
      method: isUnannounced ? 'UNANNOUNCED' : 'ANNOUNCED',
      means: chance.one(MEANS),
      team: `${supervisor.name}、${inventName(chance, 'M', 1979)}`,
      spots: chance.one(['村委会、入户', '村卫生室、入户', '产业大棚、入户', '供水站、入户']),
      summary: '',
      held_by: supervisor.id,
      held_by_name: supervisor.name,
      recorded_at: `${heldOn}T08:00:00Z`,
      hidden_digits: null,
      published_on: isUnannounced ? addDays(heldOn, 2) : null,
      published_by: isUnannounced ? supervisor.id : null,
      published_by_name: isUnannounced ? supervisor.name : null,
    },
  ])
}

const partOf = ({ region_code }: Key, session_id: string) => ({ county_code: COUNTY, region_code, session_id })

const visit = (client: pg.ClientBase, key: Key, id: string, households: readonly string[]) =>
  insertRows(
    client,
    'session_household',
    households.map((household) => ({ ...partOf(key, id), household_id: household })),
  )

const help = (client: pg.ClientBase, chance: Random, key: Key, id: string) =>
  insertRows(
    client,
    'session_help',
    chance
      .shuffled(HELP)
      .slice(0, chance.int(1, 2))
      .map(([kind, content, fen], index) => ({
        ...partOf(key, id),
        line_no: index + 1,
        kind,
        content,
        amount_fen: fen,
      })),
  )
