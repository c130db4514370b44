import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getCase } from '@/lib/monitoring/queries/case'
import { listCases } from '@/lib/monitoring/queries/cases'
import { getClue } from '@/lib/monitoring/queries/clue'
import { listClues } from '@/lib/monitoring/queries/clues'
import type { Actor } from '@/lib/platform/actor'
import { withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import {
  aClue,
  aHousehold,
  anActor,
  aPairing,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { layPolicy } from '../support/policy'

let secretary: Actor
let office: Actor
let leader: Actor
let helper: Actor
const made: { household: BuiltHousehold; clueId: string }[] = []

beforeAll(async () => {
  await layGround()
  await layPolicy()
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  leader = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY')
  helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  for (let index = 0; index < 120; index++) {
    const household = await aHousehold(index % 3 === 0 ? PLACES.otherTownshipVillage : PLACES.village)
    const clueId = await aClue(household, secretary)
    await owner().query(
      `UPDATE clue SET verify_by = DATE '2026-03-20' + $2::int, identify_by = DATE '2026-05-01' WHERE id = $1`,
      [clueId, index % 12],
    )
    made.push({ household, clueId })
  }
})
afterAll(closeOwner)

async function all(actor: Actor, over: Partial<Parameters<typeof listClues>[1]> = {}) {
  const ids: string[] = []
  const days: string[] = []
  let after: string | undefined
  do {
    const page = await withScope(actor, (ctx) => listClues(ctx, { tab: 'open', ...over, after }))
    expect(page.clues.length).toBeLessThanOrEqual(50)
    ids.push(...page.clues.map((clue) => clue.id))
    days.push(...page.clues.map((clue) => clue.verifyBy))
    after = page.next ?? undefined
  } while (after)
  return { ids, days }
}

describe('the inbox', () => {
  it('shows every open clue once, most urgent first, over its pages', async () => {
    const { ids, days } = await all(office)
    expect([...ids].sort()).toEqual(made.map((each) => each.clueId).sort())
    expect(days).toEqual([...days].sort())
  })

  it('keeps to the chosen region and to what is overdue', async () => {
    const there = made.filter((each) => each.household.regionCode === PLACES.otherTownshipVillage)
    expect((await all(office, { region: PLACES.otherTownship })).ids.sort()).toEqual(
      there.map((each) => each.clueId).sort(),
    )
    const { days } = await all(office, { tab: 'overdue' })
    expect(days).toHaveLength(60)
    expect(days.every((day) => day < '2026-03-26')).toBe(true)
  })

  it('counts what is open and overdue in the region', async () => {
    const page = await withScope(office, (ctx) => listClues(ctx, { tab: 'decided', region: PLACES.otherTownship }))
    expect(page.counts).toEqual({ open: 40, overdue: 20 })
    expect(page.clues).toEqual([])
  })

  it.each(['130730000000', '130799999000', '13079', 'x'])('does not find the region %s', async (region) => {
    await expect(withScope(office, (ctx) => listClues(ctx, { tab: 'open', region }))).rejects.toBeInstanceOf(
      NotFoundError,
    )
  })

  it('starts at the beginning for a cursor that is none', async () => {
    const page = await withScope(office, (ctx) => listClues(ctx, { tab: 'open', after: "0_2026-99-99_'; --" }))
    expect(page.clues).toHaveLength(50)
  })

  it('shows a paired helper his own households only', async () => {
    const mine = made[1] as (typeof made)[number]
    await aPairing(mine.household, helper)
    expect((await all(helper)).ids).toEqual([mine.clueId])
  })
})

describe('a clue', () => {
  it('is not found outside the region, the same as one that does not exist', async () => {
    const there = made[0] as (typeof made)[number]
    const asked = [there.clueId, '00000000-0000-4000-8000-000000000000'].map((id) =>
      withScope(secretary, (ctx) => getClue(ctx, id)).catch((error: unknown) => error),
    )
    for (const answer of await Promise.all(asked)) expect(answer).toEqual(new NotFoundError())
  })

  it('tells who may decide it', async () => {
    const { clueId } = made[1] as (typeof made)[number]
    const standing = async (actor: Actor) => (await withScope(actor, (ctx) => getClue(ctx, clueId))).standing
    expect(await standing(office)).toBe('MAY')
    expect(await standing(secretary)).toBe('ROLE')
    expect(await standing({ ...office, userId: secretary.userId })).toBe('OWN')
  })

  it('keeps health to those who may read about it', async () => {
    const household = await aHousehold()
    const visitId = await aVisit(household, secretary)
    const clueId = await aClue(household, secretary)
    await owner().query(
      `INSERT INTO clue_signal (county_code, id, region_code, clue_id, household_id, visit_id, rule_id, figures, fired_on)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, 'medicalSelfPaid', '{"say": "medicalOver", "fen": 1320000, "lines": []}', '2026-03-20')`,
      [household.countyCode, household.regionCode, clueId, household.id, visitId],
    )
    const told = async (actor: Actor) =>
      (await withScope(actor, (ctx) => getClue(ctx, clueId))).signals.map((signal) => signal.finding.figures)
    expect(await told(office)).toMatchObject([{ say: 'medicalOver', fen: 1_320_000 }])
    expect(await told(leader)).toEqual([{ say: 'withheld', lines: [] }])
  })
})

describe('the monitored households', () => {
  it('come with those whose plan is due first, each once over the pages', async () => {
    const statuses = ['SUPPORTED', 'MONITORED', 'REMOVAL_PROPOSED'] as const
    const ids: string[] = []
    for (let index = 0; index < 60; index++) {
      const { countyCode, regionCode, id } = await aHousehold()
      const { rows } = await owner().query(
        `INSERT INTO monitoring_case (county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, identified_on, plan_by, status)
         VALUES ($1, gen_random_uuid(), $2, $3, $4, 'SUDDEN_HARDSHIP', '{ILLNESS}', 'VISIT', '2026-01-01', DATE '2026-03-20' + $5::int, $6::"CaseStatus") RETURNING id`,
        [countyCode, regionCode, id, `T-${id.slice(0, 12)}`, index % 9, statuses[index % 3]],
      )
      ids.push(rows[0].id)
    }
    const first = await withScope(office, (ctx) => listCases(ctx, { tab: 'open' }))
    const second = await withScope(office, (ctx) => listCases(ctx, { tab: 'open', after: first.next ?? '' }))
    const shown = [...first.cases, ...second.cases]
    expect(shown.map((each) => each.id).sort()).toEqual([...ids].sort())
    expect(shown.slice(0, 20).every((each) => each.status === 'MONITORED')).toBe(true)
    expect(second.next).toBeNull()
    const foreign = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
    await expect(withScope(foreign, (ctx) => getCase(ctx, ids[0] as string))).rejects.toBeInstanceOf(NotFoundError)
  })
})
