import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { screenVisit } from '@/lib/monitoring/commands/screen-visit'
import { getScreening } from '@/lib/monitoring/queries/screening'
import type { VisitFacts } from '@/lib/monitoring/schema'
import type { Actor } from '@/lib/platform/actor'
import { withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import {
  aHousehold,
  anActor,
  anIncome,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { facts } from '../support/facts'
import { layPolicy } from '../support/policy'

let secretary: Actor

beforeAll(async () => {
  await layGround()
  await layPolicy()
  secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
})
afterAll(closeOwner)

async function screened(
  household: BuiltHousehold,
  over: Partial<VisitFacts> = {},
  failed: Parameters<typeof facts>[1] = {},
) {
  const visitId = over.visitId ?? (await aVisit(household, secretary, over.visitedOn ?? '2026-03-01'))
  return withScope(secretary, (ctx) => screenVisit(ctx, facts({ household, ...over, visitId }, failed)))
}

const cluesOf = async (household: BuiltHousehold) =>
  (
    await owner().query<{ status: string; clue_no: string; opened: string; verify: string; identify: string }>(
      `SELECT status, clue_no, opened_on::text AS opened, verify_by::text AS verify, identify_by::text AS identify
       FROM clue WHERE household_id = $1 ORDER BY opened_at`,
      [household.id],
    )
  ).rows
const signalsOf = async (household: BuiltHousehold) =>
  (await owner().query('SELECT rule_id, visit_id FROM clue_signal WHERE household_id = $1', [household.id])).rows

describe('screening a visit', () => {
  it('opens one clue with its number and deadlines when something crossed', async () => {
    const household = await aHousehold()
    await anIncome(household, 2025, 9000)
    const result = await screened(household, { visitedOn: '2026-03-20' }, { WATER: '取水往返约 30 分钟' })
    expect(result.outcome).toBe('OPENED')
    const [clue, ...more] = await cluesOf(household)
    expect(more).toEqual([])
    expect(clue?.clue_no).toMatch(/^XS-2026-\d{4}$/)
    expect(clue).toMatchObject({ status: 'OPEN', opened: '2026-03-26', verify: '2026-03-29', identify: '2026-04-10' })
    expect(await signalsOf(household)).toMatchObject([{ rule_id: 'guarantee.WATER' }])
  })

  it('joins the open clue instead of opening a second', async () => {
    const household = await aHousehold()
    const first = await screened(household, {}, { WATER: '断水' })
    const second = await screened(household, { expectedPerCapitaFen: 100 }, { HOUSING: '房屋开裂' })
    expect(second).toMatchObject({ outcome: 'JOINED', clueId: first.clueId })
    expect(await cluesOf(household)).toHaveLength(1)
    expect(await signalsOf(household)).toHaveLength(3)
  })

  it('keeps what did not cross for the result page and opens nothing', async () => {
    const household = await aHousehold()
    await anIncome(household, 2025, 9000)
    const result = await screened(household)
    expect(result).toMatchObject({ outcome: 'NOTHING', clueId: null })
    expect(await cluesOf(household)).toEqual([])
    const page = await withScope(secretary, (ctx) => getScreening(ctx, result.visitId))
    expect(page.findings).toContainEqual(
      expect.objectContaining({
        ruleId: 'incomeBelowLine',
        outcome: 'CLEAR',
        figures: expect.objectContaining({ fen: 900_000, lineFen: 780_000 }),
      }),
    )
  })

  it('gives the first answer when the same visit is screened again', async () => {
    const household = await aHousehold()
    const first = await screened(household, {}, { FOOD: '口粮不足' })
    const again = await screened(household, { visitId: first.visitId }, { FOOD: '口粮不足', WATER: '断水' })
    expect(again).toEqual(first)
    expect(await signalsOf(household)).toHaveLength(1)
  })

  it('opens one clue when two visits arrive at once', async () => {
    const household = await aHousehold()
    const results = await Promise.all([
      screened(household, {}, { FOOD: '口粮不足' }),
      screened(household, {}, { WATER: '断水' }),
      screened(household, {}, { HOUSING: '房屋开裂' }),
    ])
    expect(results.map((result) => result.outcome).sort()).toEqual(['JOINED', 'JOINED', 'OPENED'])
    expect(await cluesOf(household)).toHaveLength(1)
    expect(await signalsOf(household)).toHaveLength(3)
  })

  it('keeps to one open clue and one signal per visit and rule, whatever arrives in which order', async () => {
    const items = ['FOOD', 'WATER', 'HOUSING'] as const
    const visits = fc.array(fc.record({ failed: fc.subarray([...items]), again: fc.boolean() }), {
      minLength: 1,
      maxLength: 6,
    })
    await fc.assert(
      fc.asyncProperty(visits, fc.boolean(), async (sent, atOnce) => {
        const household = await aHousehold()
        const send = async ({ failed, again }: (typeof sent)[number]) => {
          const reasons = Object.fromEntries(failed.map((item) => [item, '没有达标']))
          const first = await screened(household, {}, reasons)
          if (again) expect(await screened(household, { visitId: first.visitId }, reasons)).toEqual(first)
        }
        if (atOnce) await Promise.all(sent.map(send))
        else for (const visit of sent) await send(visit)
        const expected = sent.flatMap((visit) => visit.failed).length
        expect(await cluesOf(household)).toHaveLength(expected > 0 ? 1 : 0)
        expect(await signalsOf(household)).toHaveLength(expected)
      }),
      { numRuns: 12 },
    )
  })

  it('uses the lines of the visit’s day for a visit that arrives late, and opens the clue on the day it arrives', async () => {
    const household = await aHousehold()
    const late = { visitedOn: '2020-03-26', expectedPerCapitaFen: 562_049 }
    const result = await screened(household, late)
    expect(result.findings).toContainEqual(
      expect.objectContaining({
        ruleId: 'incomeBelowLine',
        outcome: 'CROSSED',
        figures: expect.objectContaining({ lineFen: 562_050, baseFen: 374_700, factor: 1.5 }),
      }),
    )
    expect(await cluesOf(household)).toMatchObject([{ opened: '2026-03-26' }])
  })

  it('adds up self-paid medical cost over the visits of one year', async () => {
    const household = await aHousehold()
    const visits = [await aVisit(household, secretary, '2026-02-01'), await aVisit(household, secretary, '2026-03-01')]
    for (const [index, visitId] of visits.entries()) {
      await owner().query(
        `INSERT INTO visit_shock (county_code, id, region_code, visit_id, household_id, kind, self_paid_fen)
         VALUES ($1, gen_random_uuid(), $2, $3, $4, 'MEDICAL', 900000)`,
        [household.countyCode, household.regionCode, visitId, household.id],
      )
      const shocks = [{ kind: 'MEDICAL' as const, totalFen: null, selfPaidFen: 900_000 }]
      const result = await screened(household, { visitId, visitedOn: `2026-0${index + 2}-01`, shocks })
      const medical = result.findings.find((finding) => finding.ruleId === 'medicalSelfPaid')
      expect(medical).toMatchObject(
        index === 0
          ? { outcome: 'HINT', figures: { fen: 900_000, hintFen: 820_000, lineFen: 1_640_000 } }
          : { outcome: 'CROSSED', figures: { fen: 1_800_000, thisVisitFen: 900_000 } },
      )
    }
  })

  it('opens no clue on a household that is monitored; its findings belong to the case', async () => {
    const household = await aHousehold()
    await owner().query(
      `INSERT INTO monitoring_case (county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, identified_on, plan_by)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, 'UNSTABLE_EXITED', '{ILLNESS}', 'VISIT', '2026-01-01', '2026-01-11')`,
      [household.countyCode, household.regionCode, household.id, `T-${household.id.slice(0, 12)}`],
    )
    const result = await screened(household, {}, { WATER: '断水' })
    expect(result).toMatchObject({ outcome: 'IN_CASE', clueId: null })
    expect(result.caseId).not.toBeNull()
    expect(await cluesOf(household)).toEqual([])
  })

  it('finds nothing outside the actor’s region', async () => {
    const household = await aHousehold(PLACES.otherCountyVillage)
    const result = await withScope(secretary, (ctx) =>
      screenVisit(ctx, facts({ household, visitId: household.id }, { WATER: '断水' })),
    ).catch((error: unknown) => error)
    expect(result).toBeInstanceOf(NotFoundError)
  })
})
