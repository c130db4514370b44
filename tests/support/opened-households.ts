import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { mergeHousehold } from '@/lib/duplicates/commands/merge-household'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import { blindIndex, seal } from '@/lib/platform/fields'
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
  insert,
  owner,
  PLACES,
} from './builders'
import { aReview } from './duplicate-builders'
import { aFinding, aProof, someFinding } from './findings'
import { aCase, aField, aMeasure, aPlan } from './measures'
import { aMember } from './members'
import { anExplanation, checkQuality, openIssue } from './quality'
import { layRelief, someRelief } from './relief'

export type Reader =
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
export type Home = 'plain' | 'full' | 'kept' | 'dropped' | 'ended' | 'unpaired' | 'foreign'

const PAPER = { kind: 'PAPER', mime: 'application/pdf', width: null, height: null, look_hash: null }

const change = (text: string, ...values: unknown[]) => owner().query(text, values)

/** Households of every kind that a page may be opened of, and readers of every role. */
export async function openedHouseholds() {
  const readers = {} as Record<Reader, Actor>
  const homes = {} as Record<Home, BuiltHousehold>
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
  await filled(homes.full, readers)
  Object.assign(homes, await merged(readers))
  homes.ended = await aHousehold()
  await owner().query(
    `UPDATE household SET is_active = false, left_on = '2026-03-10', left_reason = 'MOVED_AWAY' WHERE id = $1`,
    [homes.ended.id],
  )
  while ((await checkQuality(readers.office)) > 0);
  await anExplanation(homes.full, await openIssue(homes.full, 'R21'), readers.cadre, await figuresOf(homes.full, 'R21'))
  while ((await checkQuality(readers.office)) > 0);
  return { readers, homes }
}

async function figuresOf({ id }: BuiltHousehold, rule: string) {
  const { rows } = await change('SELECT figures FROM quality_issue WHERE household_id = $1 AND rule_id = $2', id, rule)
  return { figures: JSON.stringify(rows[0].figures) }
}

/** A household of which something of everything is known. */
async function filled(home: BuiltHousehold, { cadre, helper, supervisor }: Record<Reader, Actor>): Promise<void> {
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
async function merged({ cadre, office, helper, supervisor }: Record<Reader, Actor>) {
  const [kept, dropped] = [await aHousehold(), await aHousehold()]
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
  return { kept, dropped }
}
