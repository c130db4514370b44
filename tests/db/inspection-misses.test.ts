import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startCampaign, summariseCampaign } from '@/lib/inspections/commands/conclude'
import { drawCampaign } from '@/lib/inspections/commands/draw'
import { missInspection } from '@/lib/inspections/commands/miss'
import { keepTeam, planCampaign } from '@/lib/inspections/commands/plan'
import { recordInspection } from '@/lib/inspections/commands/record'
import { listTurns } from '@/lib/inspections/queries/turns'
import { draw, frameSum } from '@/lib/inspections/rules/draw'
import { isFinal } from '@/lib/inspections/rules/misses'
import { selectFrame } from '@/lib/inspections/sql/frame'
import type { Actor } from '@/lib/platform/actor'
import { sqlStateOf, unscoped, withScope } from '@/lib/platform/db'
import { rangeOf } from '@/lib/regions/rules'
import { aHousehold, anActor, anEvidence, closeOwner, insert, layGround, owner, PLACES } from '../support/builders'
import { aCampaign, aForm, aFormRow, aLetter, aPlanFor, moveTo } from '../support/inspections'
import { tryTo } from '../support/measures'

const VILLAGE = PLACES.otherTownshipVillage
let people: Record<'office' | 'supervisor' | 'cadre', Actor>

beforeAll(async () => {
  await layGround()
  people = {
    office: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'),
    supervisor: await anActor('SUPERVISOR', PLACES.county, 'COUNTY'),
    cadre: await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE'),
  }
  await insert('policy_parameter', {
    id: randomUUID(),
    code: 'inspection.homeTries',
    applies_to: '130799',
    valid_from: '2010-01-01',
    value: 2,
    unit: '次',
    source: 'A',
    certainty: 'LOW',
  })
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const rows = async (text: string, values: unknown[] = []) => (await owner().query(text, values)).rows
const missOf = (campaignId: string, householdId: string, outcome: string, over: object = {}) => ({
  id: randomUUID(),
  campaignId,
  householdId,
  missedOn: '2026-03-26',
  outcome,
  ...over,
})

it('who is not at home stays; who is never there, refuses or moved away is replaced by the next of the same lot, which can be drawn again', async () => {
  for (let n = 0; n < 5; n++) await aHousehold(VILLAGE)
  const id = randomUUID()
  const plan = aPlanFor(id, [VILLAGE], { registeredTarget: 2, othersTarget: 0, mustInclude: [] })
  expect(await tryTo(people.supervisor, planCampaign, plan)).toBe('done')
  expect(await tryTo(people.supervisor, drawCampaign, { campaignId: id, version: 1 })).toBe('done')
  const team = { id: randomUUID(), campaignId: id, name: '一组', members: [people.office.userId], regions: [VILLAGE] }
  expect(await tryTo(people.office, keepTeam, team)).toBe('done')
  const start = { campaignId: id, version: 2, on: '2026-03-26' }
  expect(await tryTo(people.supervisor, startCampaign, start)).toBe('done')
  const drawnNow = () => rows('SELECT * FROM inspection_drawn WHERE campaign_id = $1 ORDER BY round, place_no', [id])
  const [first, second] = await drawnNow()
  const turns = async (tab: 'left' | 'missed') =>
    (await withScope(people.office, (ctx) => listTurns(ctx, id, { tab }))).turns.map(({ householdId }) => householdId)

  const once = missOf(id, first.household_id, 'NOT_HOME')
  expect(await tryTo(people.office, missInspection, once)).toBe('done')
  expect(await drawnNow()).toHaveLength(2)
  expect(await turns('left')).toContain(first.household_id)

  const left = await withScope(people.office, (ctx) =>
    selectFrame(ctx, {
      countyCode: '130799',
      campaignId: id,
      ranges: [rangeOf(VILLAGE)],
      elderlyAge: 60,
      remoteKm: 2,
    }),
  )
  expect(await tryTo(people.office, missInspection, missOf(id, first.household_id, 'NOT_HOME'))).toBe('done')
  const [, , third] = await drawnNow()
  const [kept] = await rows('SELECT * FROM inspection_draw WHERE campaign_id = $1 AND round = 2', [id])
  expect(third).toMatchObject({ round: 2, reason: 'INSTEAD', stratum: first.stratum, region_code: VILLAGE })
  expect(kept.rule).toMatchObject({ registered: 1, others: 0, instead: first.household_id, village: VILLAGE })
  expect(draw(kept.seed, left, kept.rule).map((each) => each.id)).toEqual([third.household_id])
  expect(Buffer.compare(kept.frame_sha256, frameSum(left))).toBe(0)
  expect(await turns('missed')).toEqual([first.household_id])
  expect(await turns('left')).toEqual([second.household_id, third.household_id])

  expect(await tryTo(people.office, missInspection, missOf(id, first.household_id, 'REFUSED'))).toBe(
    'inspections.givenUp',
  )
  const form = (household: string) => ({
    ...aForm(id, { countyCode: '130799', id: household, regionCode: VILLAGE, headId: '' }),
    inspectedOn: '2026-03-26',
  })
  expect(await tryTo(people.office, recordInspection, form(first.household_id))).toBe('inspections.givenUp')
  expect(await tryTo(people.office, missInspection, missOf(id, second.household_id, 'MOVED_AWAY'))).toBe('done')
  expect(await drawnNow()).toHaveLength(4)
  const [campaign] = await rows('SELECT rounds, version, items FROM inspection_campaign WHERE id = $1', [id])
  expect(campaign.rounds).toBe(3)
  const answers = campaign.items.map((code: string) => ({ code, answer: 'YES' }))
  expect(await tryTo(people.office, recordInspection, { ...form(third.household_id), answers })).toBe('done')
  expect(await tryTo(people.office, missInspection, missOf(id, third.household_id, 'REFUSED'))).toBe(
    'inspections.formThere',
  )
  const sum = { campaignId: id, version: campaign.version, on: '2026-03-26', conclusion: 'A' }
  expect(await tryTo(people.supervisor, summariseCampaign, sum)).toBe('done')
  const [step] = await rows(`SELECT record FROM inspection_step WHERE campaign_id = $1 AND to_status = 'SUMMARISED'`, [
    id,
  ])
  expect(step.record).toMatchObject({ drawn: 2, missed: 2, done: 1 })
})

it('gives up who refuses or moved away at once, and nobody at home only by the number in force', () => {
  expect(isFinal('REFUSED', 1, 3)).toBe(true)
  expect(isFinal('MOVED_AWAY', 1, null)).toBe(true)
  expect(isFinal('NOT_HOME', 2, 3)).toBe(false)
  expect(isFinal('NOT_HOME', 3, 3)).toBe(true)
  expect(isFinal('NOT_HOME', 99, null)).toBe(false)
})

it('what was missed is written once, by whom may inspect; it and photos of an inspection are hidden until the letter', async () => {
  const home = await aHousehold()
  const campaign = await aCampaign(home, people.office)
  const says = async (actor: Actor, sql: string) => {
    try {
      return await withScope(actor, ({ db }) => db.$executeRawUnsafe(sql))
    } catch (error) {
      return sqlStateOf(error) ?? (error as Error).message
    }
  }
  const sql = (outcome: string, isFinal: boolean) =>
    `INSERT INTO inspection_miss (county_code, id, campaign_id, household_id, region_code, round, missed_on, outcome, is_final, inspector_id, inspector_name, recorded_at)
     VALUES ('130799', '${randomUUID()}', '${campaign}', '${home.id}', '${home.regionCode}', 1, '2026-03-20', '${outcome}', ${isFinal}, '${people.office.userId}', 'A', now())`
  expect(await says(people.office, sql('REFUSED', false))).toBe('23514')
  expect(await says(people.cadre, sql('NOT_HOME', false))).not.toBe(1)
  expect(await says(people.office, sql('NOT_HOME', false))).toBe(1)
  expect(await says(people.office, `UPDATE inspection_miss SET note = 'B' WHERE campaign_id = '${campaign}'`)).toBe(
    '42501',
  )
  expect(await says(people.office, `DELETE FROM inspection_miss WHERE campaign_id = '${campaign}'`)).toBe('42501')

  const form = await aFormRow(home, people.office, campaign)
  expect(await says(people.office, sql('REFUSED', true))).toBe('23514')
  const photo = await anEvidence(home, people.office, { subject_kind: 'INSPECTION', subject_id: form })
  const sees = (actor: Actor) =>
    withScope(actor, async ({ db }) => [
      await db.evidence.count({ where: { id: photo } }),
      await db.inspectionMiss.count({ where: { campaignId: campaign } }),
    ])
  expect(await sees(people.office)).toEqual([1, 1])
  expect(await sees(people.cadre)).toEqual([0, 0])
  await moveTo(campaign, 'SUMMARISED')
  await aLetter(home, people.office, campaign)
  expect(await sees(people.cadre)).toEqual([1, 1])
})
