import { createHash, randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/actor'
import { type BuiltHousehold, insert, owner, PLACES, type Row } from './builders'

/** The items that a campaign of one aspect asks for. */
export const ITEMS = ['HOUSE_SAFE', 'CHILDREN_AT_SCHOOL'] as const
const WAY = ['PLANNED', 'SAMPLING_DRAWN', 'INSPECTING', 'SUMMARISED', 'FEEDBACK_ISSUED', 'RECTIFYING', 'CLOSED']

/** A campaign of the county of a household, drawn and led to a status, past the commands; the household is its only one. */
export async function aCampaign(
  household: BuiltHousehold,
  by: Actor,
  status = 'INSPECTING',
  id: string = randomUUID(),
): Promise<string> {
  const { countyCode, regionCode } = household
  const key = { county_code: countyCode, region_code: `${countyCode}000000` }
  await insert('inspection_campaign', {
    ...key,
    id,
    campaign_no: `T-${id.slice(0, 12)}`,
    title: '春季回头看',
    organiser: '县督查组',
    organiser_level: 'COUNTY',
    begins_on: '2026-03-01',
    ends_on: '2026-04-30',
    regions: [regionCode],
    aspects: ['GUARANTEES'],
    items: [...ITEMS],
    registered_target: 1,
    others_target: 0,
    must_include: [],
    planned_by: by.userId,
    planned_by_name: by.name,
    last_step_on: '2026-03-02',
  })
  const at = WAY.indexOf(status)
  if (at >= 1) await aDraw(household, by, id)
  if (at >= 1) await aTeam(household, by, id)
  for (const to of WAY.slice(1, at + 1)) await moveTo(id, to)
  return id
}

/** The campaign one status on, as the owner. */
export const moveTo = (id: string, to: string) =>
  owner().query(
    `UPDATE inspection_campaign SET status = $2::"CampaignStatus", version = version + 1,
       rounds = (SELECT count(*) FROM inspection_draw WHERE campaign_id = $1),
       conclusion = CASE WHEN $2 = 'SUMMARISED' THEN 'A' ELSE conclusion END WHERE id = $1`,
    [id, to],
  )

/** A draw of one household. */
export async function aDraw(household: BuiltHousehold, by: Actor, campaignId: string, round = 1): Promise<void> {
  const { countyCode, regionCode, id } = household
  const draw = [
    countyCode,
    campaignId,
    round,
    `${countyCode}000000`,
    randomUUID(),
    createHash('sha256').update(id).digest(),
    by.userId,
    by.name,
  ]
  const client = await owner().connect()
  try {
    await client.query('BEGIN')
    await client.query(
      `INSERT INTO inspection_draw (county_code, campaign_id, round, region_code, seed, method, rule, frame_on, frame_size, frame_sha256, drawn, drawn_at, drawn_by, drawn_by_name)
       VALUES ($1, $2, $3, $4, $5, 'SHA256_STRATA_1', '{}', '2026-03-02', 1, $6, 1, '2026-03-02T02:00:00Z', $7, $8)`,
      draw,
    )
    await client.query(
      `INSERT INTO inspection_drawn (county_code, campaign_id, household_id, round, region_code, place_no, stratum, reason)
       VALUES ($1, $2, $3, $4, $5, 1, 'REGISTERED', 'RANDOM')`,
      [countyCode, campaignId, id, round, regionCode],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

/** A team of one for the village of a household. */
export async function aTeam(
  { countyCode, regionCode }: BuiltHousehold,
  member: Actor,
  campaignId: string,
): Promise<string> {
  const id = randomUUID()
  await insert('inspection_team', {
    county_code: countyCode,
    id,
    campaign_id: campaignId,
    region_code: `${countyCode}000000`,
    name: id.slice(0, 8),
    member_ids: [member.userId],
    member_names: [member.name],
    villages: [regionCode],
  })
  return id
}

/** What a form says unless a test says otherwise: all in order. */
export const aForm = (campaignId: string, household: BuiltHousehold, over: Row = {}) => ({
  id: randomUUID(),
  campaignId,
  householdId: household.id,
  inspectedOn: '2026-03-20',
  answers: [
    { code: 'HOUSE_SAFE', answer: 'YES' },
    { code: 'CHILDREN_AT_SCHOOL', answer: 'NA' },
  ],
  signer: '王守田',
  ...over,
})

export const aPlanFor = (id: string, regions: readonly string[] = [PLACES.village], over: Row = {}) => ({
  id,
  title: '春季回头看',
  organiser: '县督查组',
  organiserLevel: 'COUNTY',
  beginsOn: '2026-03-01',
  endsOn: '2026-04-30',
  regions: [...regions],
  aspects: ['GUARANTEES'],
  registeredTarget: 2,
  othersTarget: 1,
  mustInclude: ['MONITORED', 'ELDERLY_ALONE'],
  ...over,
})

/** A form of a household with one problem that was put right at once, past the commands. */
export async function aFormRow(
  { countyCode, id: householdId, regionCode }: BuiltHousehold,
  by: Actor,
  campaignId: string,
): Promise<string> {
  const id = randomUUID()
  await insert('inspection_form', {
    county_code: countyCode,
    id,
    campaign_id: campaignId,
    household_id: householdId,
    region_code: regionCode,
    round: 1,
    inspected_on: '2026-03-20',
    answers: JSON.stringify([{ code: 'HOUSE_SAFE', answer: 'NO', note: '墙裂', course: 'FIXED', level: 'GENERAL' }]),
    yes: 0,
    no: 1,
    fixed: 1,
    signer: '王守田',
    inspector_id: by.userId,
    inspector_name: by.name,
    inspector_unit: '',
    recorded_at: '2026-03-20T02:00:00Z',
    received_at: '2026-03-20T02:00:00Z',
  })
  return id
}

/** The letter to the village of a household. */
export async function aLetter(
  { countyCode, regionCode }: BuiltHousehold,
  by: Actor,
  campaignId: string,
): Promise<string> {
  const id = randomUUID()
  await insert('inspection_letter', {
    county_code: countyCode,
    id,
    campaign_id: campaignId,
    campaign_region: `${countyCode}000000`,
    region_code: regionCode,
    letter_no: id.slice(0, 20),
    campaign_title: '春季回头看',
    organiser: '县督查组',
    begins_on: '2026-03-01',
    ends_on: '2026-04-30',
    issued_on: '2026-03-25',
    reply_by: '2026-04-10',
    opinion: '请整改',
    households: 1,
    problems: 1,
    fixed: 1,
    issued_by: by.userId,
    issued_by_name: by.name,
  })
  return id
}
