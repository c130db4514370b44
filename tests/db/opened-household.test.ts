import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logReading } from '@/lib/audit/readings'
import { getOpenedHousehold } from '@/lib/dossier/queries/opened'
import { mergeHousehold } from '@/lib/duplicates/commands/merge-household'
import { listEvidence } from '@/lib/evidence/queries/list'
import { listHouseholdFindings } from '@/lib/findings/queries/household'
import { findWhereNow } from '@/lib/households/queries/as-of'
import { getHousehold } from '@/lib/households/queries/record'
import { getWholeHousehold } from '@/lib/households/queries/whole'
import { getStatusHistory } from '@/lib/identification/queries/history'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { type Ctx, type Db, unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { blindIndex, seal } from '@/lib/platform/fields'
import { may } from '@/lib/platform/permissions'
import { getHouseholdQuality } from '@/lib/quality/queries/household'
import { listHouseholdRelief } from '@/lib/relief/queries/household'
import { getHouseholdSupport } from '@/lib/support/queries/household'
import {
  aClue,
  aHousehold,
  anActor,
  anEvidence,
  anIncome,
  aPairing,
  aPromise,
  aVisit,
  type BuiltHousehold,
  closeOwner,
  insert,
  owner,
  PLACES,
} from '../support/builders'
import { aReview } from '../support/duplicate-builders'
import { aFinding, aProof, someFinding } from '../support/findings'
import { aCase, aField, aMeasure, aPlan } from '../support/measures'
import { aMember } from '../support/members'
import { anExplanation, checkQuality, openIssue } from '../support/quality'
import { layRelief, someRelief } from '../support/relief'

type Reader =
  | 'office'
  | 'township'
  | 'secretary'
  | 'cadre'
  | 'helper'
  | 'supervisor'
  | 'leader'
  | 'auditor'
  | 'viewer'
  | 'department'
  | 'stranger'
type Home = 'plain' | 'full' | 'kept' | 'dropped' | 'ended' | 'unpaired' | 'foreign'

const PAPER = { kind: 'PAPER', mime: 'application/pdf', width: null, height: null, look_hash: null }

const readers = {} as Record<Reader, Actor>
const homes = {} as Record<Home, BuiltHousehold>

beforeAll(async () => {
  await layRelief()
  readers.office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
  readers.township = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  readers.secretary = await anActor('FIRST_SECRETARY', PLACES.village, 'VILLAGE')
  readers.cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  readers.helper = await anActor('PAIRED_HELPER', PLACES.village, 'VILLAGE')
  readers.supervisor = await anActor('SUPERVISOR', PLACES.county, 'COUNTY')
  readers.leader = await anActor('COUNTY_LEADER', PLACES.county, 'COUNTY')
  readers.auditor = await anActor('AUDITOR', PLACES.county, 'COUNTY')
  readers.viewer = await anActor('PROVINCE_CITY_VIEWER', PLACES.city, 'CITY')
  readers.department = await anActor('LINE_DEPARTMENT', PLACES.county, 'COUNTY')
  readers.stranger = await anActor('VILLAGE_CADRE', PLACES.siblingVillage, 'VILLAGE')
  await aField(readers.department, ['INDUSTRY', 'HEALTH'])
  homes.plain = await aHousehold()
  homes.full = await aHousehold()
  homes.unpaired = await aHousehold()
  homes.foreign = await aHousehold(PLACES.otherCountyVillage)
  await aPairing(homes.plain, readers.helper)
  await filled(homes.full)
  await merged()
  homes.ended = await aHousehold()
  await owner().query(
    `UPDATE household SET is_active = false, left_on = '2026-03-10', left_reason = 'MOVED_AWAY' WHERE id = $1`,
    [homes.ended.id],
  )
  while ((await checkQuality(readers.office)) > 0);
  await anExplanation(homes.full, await openIssue(homes.full, 'R21'), readers.cadre, await figuresOf(homes.full, 'R21'))
  while ((await checkQuality(readers.office)) > 0);
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const change = (text: string, ...values: unknown[]) => owner().query(text, values)

async function figuresOf({ id }: BuiltHousehold, rule: string) {
  const { rows } = await change('SELECT figures FROM quality_issue WHERE household_id = $1 AND rule_id = $2', id, rule)
  return { figures: JSON.stringify(rows[0].figures) }
}

/** A household of which something of everything is known. */
async function filled(home: BuiltHousehold): Promise<void> {
  const { cadre, helper, supervisor } = readers
  await change(
    `UPDATE household SET phone_enc = $2, phone_bidx = $3, address = '村西', natural_village = '东沟', main_cause = 'ILLNESS', is_relocated = true WHERE id = $1`,
    home.id,
    seal('household', 'phone', home.id, '13812345678'),
    blindIndex('phone', '13812345678'),
  )
  await change(
    `UPDATE person SET id_number_enc = $2, id_number_bidx = $3, health = '{CHRONIC}', labour = 'WEAK', education = 'PRIMARY', schooling = 'PRIMARY' WHERE id = $1`,
    home.headId,
    seal('person', 'id_number', home.headId, '990799195403120017'),
    blindIndex('idNumber', '990799195403120017'),
  )
  const wife = await aMember(home, 'SPOUSE', {
    name: '李桂兰',
    birth_date: '1956-02-03',
    labour: 'LOST',
    health: '{HEALTHY}',
    education: 'PRIMARY',
  })
  for (const year of [2023, 2024, 2025, 2026]) await anIncome(home, year, 6_000 + year)
  for (const year of [2025, 2026])
    await change(
      `INSERT INTO living_condition (county_code, household_id, year, region_code, arable_mu, road_km, house_grade, appraised_on, has_broadband, source)
       VALUES ($1, $2, $3, $4, 12.50, 0.35, 'B', '2025-05-01', false, 'FORM')`,
      home.countyCode,
      home.id,
      year,
      home.regionCode,
    )
  await aPairing(home, helper)
  await aPairing(home, cadre, '2018-01-01', '2019-12-31')
  for (let day = 1; day <= 14; day++) await aVisit(home, cadre, `2026-02-${String(day).padStart(2, '0')}`)
  await aPromise(home, await aVisit(home, helper), helper)
  await aClue(home, cadre)
  const caseId = await aCase(home)
  const planId = await aPlan(home, cadre, { case_id: caseId })
  await aMeasure(home, cadre, 'PLANNED', { case_id: caseId, plan_id: planId })
  await aMeasure(home, cadre, 'CONFIRMED_BY_HOUSEHOLD', { person_id: wife, effect: '见效' })
  await aMeasure(home, cadre, 'CANCELLED')
  await someRelief(home, cadre)
  await someFinding(home, supervisor)
  await aFinding({ household: home, by: supervisor, status: 'CLOSED' })
  const place = { county_code: home.countyCode, region_code: home.regionCode, household_id: home.id }
  const line = await aFinding({ household: home, by: supervisor, status: 'RECTIFYING', category: 'HOUSING' })
  const subject = { subject_kind: 'FINDING', subject_id: line }
  for (const withdrawn of [null, '2026-03-21T02:00:00Z']) {
    const evidence_id = await anEvidence(home, cadre, subject)
    await aProof(line, cadre, 'PHOTO', { ...place, evidence_id })
    if (withdrawn)
      await change(
        `UPDATE evidence SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_by_name = 'A', withdrawn_reason = '拍错了' WHERE id = $1`,
        evidence_id,
        withdrawn,
        cadre.userId,
      )
  }
  await anEvidence(home, cadre, { ...PAPER, caption: '病历', taken_at: '2026-03-19T02:00:00.250Z' })
  await anEvidence(home, cadre, { shows_minor: true, received_at: '2026-03-22T02:00:00.125Z' })
  await anEvidence(home, cadre, { seen_distance: 0, received_at: '2026-03-22T02:00:00.125Z' })
  await insert('guarantee_state', {
    ...place,
    item: 'MEDICAL',
    result: 'FAIL',
    fail_reason: '没有参保',
    checked_on: '2026-03-01',
  })
}

/** A household recorded twice, of whose lost record what was final stays. */
async function merged(): Promise<void> {
  const { cadre, office, helper, supervisor } = readers
  homes.kept = await aHousehold()
  homes.dropped = await aHousehold()
  const { kept, dropped } = homes
  await aPairing(kept, helper)
  await aPairing(dropped, helper, '2021-01-01')
  await someRelief(dropped, cadre)
  await aMeasure(dropped, cadre, 'CONFIRMED_BY_HOUSEHOLD')
  await aVisit(dropped, cadre)
  await anEvidence(dropped, cadre)
  await aFinding({ household: dropped, by: supervisor, status: 'CLOSED' })
  const input = {
    reviewId: await aReview('HOUSEHOLD', kept, kept.id, dropped.id),
    version: 1,
    keep: kept.id < dropped.id ? 'left' : 'right',
    members: [{ dropped: dropped.headId, kept: kept.headId }],
    choose: {},
  }
  expect(await execute(office, mergeHousehold, input, { id: randomUUID() })).toMatchObject({ ok: true })
}

/** What the page shows, read part by part. */
async function partByPart(ctx: Ctx, id: string, from: string, only: unknown) {
  const record = await getHousehold(ctx, id, from, only)
  const { id: householdId, countyCode } = record.household
  return {
    record,
    whole: await getWholeHousehold(ctx, countyCode, householdId),
    evidence: await listEvidence(ctx, { householdId: id, take: 4 }),
    history: await getStatusHistory(ctx, id),
    relief: await listHouseholdRelief(ctx, householdId),
    quality: from ? null : await getHouseholdQuality(ctx, householdId),
    support: from ? null : await getHouseholdSupport(ctx, householdId),
    findings:
      from || !may(ctx.actor.role, 'finding:read')
        ? null
        : await listHouseholdFindings(ctx, { countyCode, householdId }),
  }
}

/** As the page reads it. */
async function opened(ctx: Ctx, id: string, from = '', only?: unknown) {
  const { household: place } = await findWhereNow(ctx, id)
  if (!place) throw new NotFoundError()
  return getOpenedHousehold(ctx, { id, place, from, only })
}

/** The answer, or that there is none. */
const answered = <R>(asked: Promise<R>) =>
  asked.catch((error: unknown) => {
    if (error instanceof NotFoundError) return 'missing' as const
    throw error
  })

const names = <K extends string>(record: Record<K, unknown>) => Object.keys(record) as K[]

describe('what a household’s page reads at once', () => {
  test('is what its parts say one by one, to every reader and of every household', async () => {
    const missing: string[] = []
    for (const reader of names(readers)) {
      for (const home of names(homes)) {
        const { id } = homes[home]
        await withScope(readers[reader], async (ctx) => {
          const atOnce = await answered(opened(ctx, id))
          expect(atOnce, `${home} for ${reader}`).toEqual(await answered(partByPart(ctx, id, '', undefined)))
          if (atOnce === 'missing') missing.push(`${reader} ${home}`)
        })
      }
    }
    const sees = (reader: Reader) => names(homes).filter((home) => !missing.includes(`${reader} ${home}`))
    expect(sees('office')).toEqual(['plain', 'full', 'unpaired', 'kept', 'dropped'])
    expect(sees('secretary')).toEqual(sees('office'))
    expect(sees('helper')).toEqual(['plain', 'full', 'kept'])
    expect(sees('viewer')).toEqual(['plain', 'full', 'unpaired', 'foreign', 'kept', 'dropped'])
    expect(sees('stranger')).toEqual([])
  })

  test('is something of everything where something of everything is known', async () => {
    const page = await withScope(readers.office, (ctx) => opened(ctx, homes.full.id))
    expect(page).toMatchObject({
      whole: { file: { naturalVillage: '东沟' }, livings: [{ year: 2026 }, { year: 2025 }] },
      evidence: { total: 5 },
      relief: { filialFen: 100_000, bonusFen: 10_000 },
      support: { monitored: { risks: ['ILLNESS', 'UNSTABLE_EMPLOYMENT'] }, plans: [{ year: 2026 }] },
      quality: { householdId: homes.full.id },
    })
    expect(page.evidence.older).not.toBeNull()
    expect(page.whole.file.phone).toMatch(/\|138\*{4}5678$/)
    expect(page.record.earlier).not.toBeNull()
    expect(page.relief.events[0]?.staircase.stairs[0]).toMatchObject({ paidFen: 100 })
    expect(page.support?.measures.map(({ person }) => person)).toContain('李桂兰')
    expect(page.findings?.map(({ status }) => status)).toEqual(['RECTIFYING', 'RECTIFYING', 'CLOSED'])
    expect(page.quality?.issues.some(({ explanation }) => explanation !== null)).toBe(true)
    const kept = await withScope(readers.office, (ctx) => opened(ctx, homes.kept.id))
    expect([kept.findings?.length, kept.support?.measures.length]).toEqual([1, 1])
  })

  test('is less where the timeline goes on, and the same part by part', async () => {
    const { id } = homes.full
    await withScope(readers.secretary, async (ctx) => {
      const from = (await opened(ctx, id)).record.earlier ?? ''
      for (const only of [undefined, 'visits']) {
        const later = await opened(ctx, id, from, only)
        expect(later).toEqual(await partByPart(ctx, id, from, only))
        expect([later.quality, later.support, later.findings]).toEqual([null, null, null])
      }
    })
  })

  test('is nothing of a household that has ended but its last day', async () => {
    const now = (reader: Actor, id: string) => withScope(reader, (ctx) => findWhereNow(ctx, id))
    expect(await now(readers.office, homes.ended.id)).toEqual({ lastDay: '2026-03-09', household: null })
    expect(await now(readers.stranger, homes.ended.id)).toEqual({ lastDay: null, household: null })
    expect(await now(readers.office, homes.dropped.id)).toMatchObject({
      lastDay: null,
      household: { id: homes.kept.id },
    })
    for (const id of ['', 'x', randomUUID()])
      expect(await now(readers.office, id)).toEqual({ lastDay: null, household: null })
  })

  test('is checked for quality first where its village was changed since', async () => {
    const read = () => withScope(readers.cadre, (ctx) => opened(ctx, homes.unpaired.id))
    const rules = async () => (await read()).quality?.issues.map(({ ruleId }) => ruleId)
    const before = await rules()
    await change(
      `UPDATE person SET labour = 'LOST', health = '{HEALTHY}', education = 'PRIMARY' WHERE id = $1`,
      homes.unpaired.headId,
    )
    expect(before).not.toContain('R21')
    expect(await rules()).toContain('R21')
  })

  test('takes one statement after the one that finds it, and with the line of the access log at most three', async () => {
    for (const home of ['plain', 'full', 'dropped'] as const) {
      const { id } = homes[home]
      // The first reading of a day writes its line.
      await withScope(readers.secretary, (ctx) => page(ctx, id))
      const sent = await withScope(readers.secretary, async (ctx) => {
        const { counted, statements } = counting(ctx)
        await page(counted, id)
        return statements
      })
      expect(sent.map((text) => text.trim().slice(0, 6))).toEqual(['SELECT', 'SELECT', 'SELECT'])
    }
  })
})

async function page(ctx: Ctx, id: string): Promise<void> {
  const { record } = await opened(ctx, id)
  await logReading(ctx, { householdId: record.household.id, regionCode: record.household.regionCode })
}

/** The same context, with what it asks of the database; only tagged statements are one each. */
function counting(ctx: Ctx) {
  const statements: string[] = []
  const db = new Proxy(ctx.db, {
    get(target, name) {
      if (name !== '$queryRaw') throw new Error(`asked for ${String(name)}`)
      return (first: { sql?: string; join?: unknown } & readonly string[], ...values: unknown[]) => {
        statements.push(first.sql ?? first.join('?'))
        return (target as Db).$queryRaw(first as never, ...(values as never[]))
      }
    },
  })
  return { counted: { ...ctx, db } as Ctx, statements }
}
