import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  closeCampaign,
  issueFeedback,
  startCampaign,
  startRectifying,
  summariseCampaign,
} from '@/lib/inspections/commands/conclude'
import { drawCampaign } from '@/lib/inspections/commands/draw'
import { keepTeam, planCampaign } from '@/lib/inspections/commands/plan'
import { recordInspection } from '@/lib/inspections/commands/record'
import { draw, frameSum } from '@/lib/inspections/rules/draw'
import { selectFrame } from '@/lib/inspections/sql/frame'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { rangeOf } from '@/lib/regions/rules'
import { aHousehold, anActor, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aCampaign, aForm, aPlanFor } from '../support/inspections'
import { aCase, tryTo } from '../support/measures'
import { layPolicy } from '../support/policy'

let people: Record<'office' | 'supervisor' | 'clerk' | 'cadre' | 'outsider', Actor>

beforeAll(async () => {
  await layGround()
  await layPolicy()
  people = {
    office: await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY'),
    supervisor: await anActor('SUPERVISOR', PLACES.county, 'COUNTY'),
    clerk: await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP'),
    cadre: await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE'),
    outsider: await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY'),
  }
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const rows = async (text: string, values: unknown[] = []) => (await owner().query(text, values)).rows
const campaignRow = async (id: string) => (await rows('SELECT * FROM inspection_campaign WHERE id = $1', [id]))[0]
const step = async (who: Actor, command: unknown, id: string, over: object = {}) =>
  tryTo(who, command, { campaignId: id, version: (await campaignRow(id)).version, on: '2026-03-25', ...over })
const findingsOf = (id: string) => rows('SELECT * FROM finding WHERE origin_id = $1 ORDER BY finding_no', [id])
const answersWith = (over: object) => [
  { code: 'HOUSE_SAFE', answer: 'NO', note: '西屋墙体开裂', ...over },
  { code: 'CHILDREN_AT_SCHOOL', answer: 'NA' },
]

describe('a campaign', () => {
  it('is planned, drawn, inspected, summed up, answered by letters and closed when its findings are', async () => {
    const home = await aHousehold(PLACES.otherTownshipVillage)
    const id = randomUUID()
    expect(await tryTo(people.supervisor, planCampaign, aPlanFor(id, [PLACES.otherTownshipVillage]))).toBe('done')
    const planned = await campaignRow(id)
    expect(planned).toMatchObject({ status: 'PLANNED', campaign_no: expect.stringMatching(/^HT-2026-\d{4}$/) })
    expect(planned.items).toContain('WATER_SAFE')
    expect(await step(people.office, startCampaign, id)).toBe('inspections.notNow')
    expect(await step(people.supervisor, drawCampaign, id)).toBe('done')
    expect(await step(people.supervisor, startCampaign, id, { on: '2026-03-26' })).toBe('inspections.noTeam')
    const team = {
      id: randomUUID(),
      campaignId: id,
      name: '一组',
      members: [people.office.userId],
      regions: [PLACES.otherTownship],
    }
    expect(await tryTo(people.office, keepTeam, { ...team, members: [people.clerk.userId] })).toBe(
      'inspections.noInspector',
    )
    expect(await tryTo(people.office, keepTeam, { ...team, regions: [PLACES.village] })).toBe('inspections.noVillage')
    expect(await tryTo(people.office, keepTeam, team)).toBe('done')
    expect(await step(people.supervisor, startCampaign, id, { on: '2026-03-26' })).toBe('done')
    expect(await step(people.supervisor, summariseCampaign, id, { on: '2026-03-26', conclusion: 'A' })).toBe(
      'inspections.nothingSeen',
    )
    const answers = planned.items.map((code: string) =>
      code === 'WATER_SAFE' ? { code, answer: 'NO', note: '水管冻裂', level: 'SERIOUS' } : { code, answer: 'YES' },
    )
    const form = aForm(id, home, { inspectedOn: '2026-03-26', answers })
    expect(await tryTo(people.office, recordInspection, form)).toBe('done')
    const [finding] = await findingsOf(id)
    expect(finding).toMatchObject({
      source: 'LOOK_BACK',
      origin_kind: 'CAMPAIGN',
      aspect: 'GUARANTEES',
      category: 'WATER',
      level: 'SERIOUS',
      title: '水管冻裂',
      status: 'REGISTERED',
      household_id: home.id,
    })
    const on = { on: '2026-03-26' }
    expect(await step(people.supervisor, summariseCampaign, id, { ...on, conclusion: '总体较好' })).toBe('done')
    expect(await tryTo(people.office, recordInspection, { ...form, id: randomUUID() })).toBe('inspections.formThere')
    expect(await step(people.supervisor, issueFeedback, id, { ...on, replyBy: '2026-03-20', opinion: 'A' })).toBe(
      'inspections.replyTooEarly',
    )
    expect(await step(people.supervisor, issueFeedback, id, { ...on, replyBy: '2026-04-10', opinion: '请整改' })).toBe(
      'done',
    )
    const [letter] = await rows('SELECT * FROM inspection_letter WHERE campaign_id = $1', [id])
    expect(letter).toMatchObject({
      region_code: PLACES.otherTownshipVillage,
      letter_no: `${planned.campaign_no}-001`,
      households: 1,
      problems: 1,
    })
    expect(await step(people.supervisor, startRectifying, id, on)).toBe('done')
    expect(await step(people.supervisor, closeCampaign, id, on)).toBe('inspections.findingsOpen')
    const { rows: steps } = await owner().query(
      'SELECT to_status FROM inspection_step WHERE campaign_id = $1 ORDER BY step_no',
      [id],
    )
    expect(steps.map((each) => each.to_status).join(' ')).toBe(
      'PLANNED SAMPLING_DRAWN INSPECTING SUMMARISED FEEDBACK_ISSUED RECTIFYING',
    )
  })

  it('without a finding is closed', async () => {
    const id = await aCampaign(await aHousehold(), people.office, 'RECTIFYING')
    expect(await step(people.supervisor, closeCampaign, id)).toBe('done')
    await expect(
      owner().query('UPDATE inspection_campaign SET version = version + 1 WHERE id = $1', [id]),
    ).rejects.toThrow(/closed campaign/)
  })

  it.each([
    ['regions of two counties', { regions: [PLACES.village, PLACES.otherCountyVillage] }, 'notFound'],
    ['a region of others', { regions: [PLACES.otherCounty] }, 'notFound'],
    ['an unknown aspect', { aspects: ['NOTHING'] }, 'inspections.noAspect'],
    ['an end before its beginning', { endsOn: '2026-02-01' }, 'inspections.endsBeforeBegin'],
    ['no aspect', { aspects: [] }, 'input.required'],
  ])('refuses %s', async (_what, over, code) => {
    expect(await tryTo(people.office, planCampaign, aPlanFor(randomUUID(), [PLACES.village], over))).toBe(code)
  })

  it('is planned once when sent twice, and by no township', async () => {
    const [plan, sending] = [aPlanFor(randomUUID()), randomUUID()]
    expect(await tryTo(people.office, planCampaign, plan, sending)).toBe('done')
    expect(await tryTo(people.office, planCampaign, plan, sending)).toBe('replayed')
    expect(await tryTo(people.clerk, planCampaign, aPlanFor(randomUUID()))).toBe('forbidden')
  })
})

describe('a draw', () => {
  it('takes whole groups and a least number, repeats nobody in a later round, and can be made again', async () => {
    const village = PLACES.siblingVillage
    const homes: BuiltHousehold[] = []
    for (let n = 0; n < 6; n++) homes.push(await aHousehold(village, { member_count: 2 }))
    const general = await aHousehold(village, {
      household_type: 'GENERAL_RURAL',
      poverty_status: 'NEVER_POOR',
      exit_year: null,
      member_count: 3,
    })
    await aCase(homes[0] as BuiltHousehold)
    const alone = await aHousehold(village, { member_count: 1 })
    await owner().query(`UPDATE person SET birth_date = '1940-01-01' WHERE id = $1`, [alone.headId])
    const id = randomUUID()
    await tryTo(people.office, planCampaign, aPlanFor(id, [village], { registeredTarget: 4 }))
    const ranges = [rangeOf(village)]
    const asked = { countyCode: '130799', campaignId: id, ranges, elderlyAge: 60, remoteKm: 2 }
    const frame = await withScope(people.office, (ctx) => selectFrame(ctx, asked))
    expect(await step(people.office, drawCampaign, id)).toBe('done')
    const [kept] = await rows('SELECT * FROM inspection_draw WHERE campaign_id = $1', [id])
    const list = await rows('SELECT * FROM inspection_drawn WHERE campaign_id = $1 AND round = 1 ORDER BY place_no', [
      id,
    ])
    expect(kept).toMatchObject({ frame_size: frame.length, drawn: list.length, method: 'SHA256_STRATA_1' })
    expect(kept.frame_sha256.equals(frameSum(frame))).toBe(true)
    const again = draw(kept.seed, [...frame].reverse(), kept.rule)
    expect(again.map((each) => [each.id, each.reason])).toEqual(list.map((each) => [each.household_id, each.reason]))
    const reasonOf = (home: BuiltHousehold) => list.find((each) => each.household_id === home.id)?.reason
    expect(reasonOf(homes[0] as BuiltHousehold)).toBe('MONITORED')
    expect(reasonOf(alone)).toBe('ELDERLY_ALONE')
    expect(reasonOf(general)).toBe('RANDOM')
    expect(await step(people.office, drawCampaign, id)).toBe('done')
    const second = await rows('SELECT household_id FROM inspection_drawn WHERE campaign_id = $1 AND round = 2', [id])
    expect(second.length).toBeGreaterThan(0)
    const first = new Set(list.map((each) => each.household_id))
    expect(second.filter((each) => first.has(each.household_id))).toEqual([])
    expect((await campaignRow(id)).rounds).toBe(2)
  })

  it('of two who draw at the same moment one is too late', async () => {
    await aHousehold()
    const id = randomUUID()
    await tryTo(people.office, planCampaign, aPlanFor(id))
    const wish = { campaignId: id, version: 1 }
    const both = await Promise.all([
      tryTo(people.office, drawCampaign, wish),
      tryTo(people.supervisor, drawCampaign, wish),
    ])
    expect(both.sort()).toEqual(['done', 'inspections.changed'])
  })
})

describe('a form', () => {
  it('is taken once however often it is sent, and of two inspectors the second is told who was there', async () => {
    const home = await aHousehold()
    const id = await aCampaign(home, people.office)
    const form = aForm(id, home, { answers: answersWith({}) })
    expect(await tryTo(people.office, recordInspection, form)).toBe('done')
    expect(await tryTo(people.office, recordInspection, form)).toBe('done')
    expect(await findingsOf(id)).toHaveLength(1)
    expect(await tryTo(people.supervisor, recordInspection, aForm(id, home))).toBe('inspections.formThere')
    expect(await rows('SELECT id FROM inspection_form WHERE campaign_id = $1', [id])).toHaveLength(1)
  })

  it('of many who hand in at the same moment one is taken, with its problem once in the ledger', async () => {
    const home = await aHousehold()
    const id = await aCampaign(home, people.office)
    const many = Array.from({ length: 8 }, (_, n) =>
      tryTo(n % 2 ? people.office : people.supervisor, recordInspection, aForm(id, home, { answers: answersWith({}) })),
    )
    const told = await Promise.all(many)
    expect(told.filter((each) => each === 'done')).toHaveLength(1)
    expect(new Set(told)).toEqual(new Set(['done', 'inspections.formThere']))
    expect(await findingsOf(id)).toHaveLength(1)
  })

  it('what was put right at once stays out of the ledger', async () => {
    const home = await aHousehold()
    const id = await aCampaign(home, people.office)
    expect(
      await tryTo(people.supervisor, recordInspection, aForm(id, home, { answers: answersWith({ course: 'FIXED' }) })),
    ).toBe('done')
    expect(await findingsOf(id)).toEqual([])
    expect((await rows('SELECT yes, no, fixed FROM inspection_form WHERE campaign_id = $1', [id]))[0]).toEqual({
      yes: 0,
      no: 1,
      fixed: 1,
    })
  })

  it.each([
    ['a problem without words', { answers: answersWith({ note: '' }) }, 'inspections.problemNeeded'],
    ['an item that is not asked', { answers: [{ code: 'WATER_SAFE', answer: 'YES' }] }, 'input.wrong'],
    ['what always applies as not applying', { answers: [{ code: 'HOUSE_SAFE', answer: 'NA' }] }, 'input.wrong'],
    ['an item left out', { answers: [{ code: 'HOUSE_SAFE', answer: 'YES' }] }, 'inspections.unanswered'],
    ['a day before the campaign', { inspectedOn: '2026-02-01' }, 'inspections.beforeBegin'],
    ['a day to come', { inspectedOn: '2027-02-01' }, 'input.inTheFuture'],
    ['no signature', { signer: '' }, 'input.required'],
  ])('refuses %s', async (_what, over, code) => {
    const home = await aHousehold()
    const id = await aCampaign(home, people.office)
    expect(await tryTo(people.office, recordInspection, aForm(id, home, over))).toBe(code)
  })

  it('is taken from members and inspectors only, from nobody who works there, and only while the campaign inspects', async () => {
    const home = await aHousehold()
    const id = await aCampaign(home, people.supervisor)
    expect(await tryTo(people.office, recordInspection, aForm(id, home))).toBe('inspections.notInTeam')
    expect(await tryTo(people.clerk, recordInspection, aForm(id, home))).toBe('forbidden')
    expect(await tryTo(people.outsider, recordInspection, aForm(id, home))).toBe('notFound')
    const seconded = await anActor('SUPERVISOR', PLACES.county, 'COUNTY')
    await owner().query(
      `INSERT INTO posting (county_code, id, user_id, role, region_code, valid_from) VALUES ('130799', $1, $2, 'TOWNSHIP', $3, '2015-01-01')`,
      [randomUUID(), seconded.userId, PLACES.township],
    )
    expect(await tryTo(seconded, recordInspection, aForm(id, home))).toBe('inspections.ownPlace')
    const other = await aHousehold(PLACES.otherTownshipVillage)
    const elsewhere = await aCampaign(other, people.office)
    expect(await tryTo(seconded, recordInspection, aForm(elsewhere, other))).toBe('done')
    const late = await aCampaign(await aHousehold(), people.office, 'SAMPLING_DRAWN')
    const [turn] = await rows('SELECT household_id AS id FROM inspection_drawn WHERE campaign_id = $1', [late])
    expect(await tryTo(people.supervisor, recordInspection, aForm(late, turn))).toBe('inspections.notInspecting')
    const undrawn = await aHousehold()
    expect(await tryTo(people.supervisor, recordInspection, aForm(id, undrawn))).toBe('notFound')
  })
})
