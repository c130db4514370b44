import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dismissClue } from '@/lib/monitoring/commands/dismiss-clue'
import { openClue } from '@/lib/monitoring/commands/open-clue'
import type { Actor } from '@/lib/platform/actor'
import { execute } from '@/lib/platform/command'
import {
  aClue,
  aHousehold,
  anActor,
  type BuiltHousehold,
  closeOwner,
  layGround,
  owner,
  PLACES,
} from '../support/builders'
import { layPolicy } from '../support/policy'
import { aCase, takeUp } from '../support/procedures'

let visitor: Actor
let clerk: Actor
let office: Actor
let household: BuiltHousehold
let clueId: string

beforeAll(async () => {
  await layGround()
  await layPolicy()
  visitor = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
  clerk = await anActor('TOWNSHIP', PLACES.township, 'TOWNSHIP')
  office = await anActor('COUNTY_OFFICE', PLACES.county, 'COUNTY')
})
afterAll(closeOwner)
beforeEach(async () => {
  household = await aHousehold()
  clueId = await aClue(household, visitor)
})

const one = async (sql: string, ...values: unknown[]) => (await owner().query(sql, values)).rows[0]
const begin = (actor: Actor, over: object = {}) => takeUp(actor, clueId, randomUUID(), over)
const dismiss = (actor: Actor, over: object = {}) =>
  execute(actor, dismissClue, { clueId, version: 1, reason: 'NO_RISK', ...over }, { id: randomUUID() })
const signal = (ruleId: string) =>
  owner().query(
    `INSERT INTO clue_signal (county_code, id, region_code, clue_id, household_id, rule_id, figures, fired_on)
     VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, '{}', '2026-03-20')`,
    [household.countyCode, household.regionCode, clueId, household.id, ruleId],
  )

describe('dismissing a clue', () => {
  it('keeps the reason, who and when', async () => {
    expect(await dismiss(office, { reason: 'COVERED' })).toMatchObject({ ok: true })
    expect(
      await one('SELECT status, dismiss_reason, decided_by_name, decided_on::text FROM clue WHERE id = $1', clueId),
    ).toEqual({
      status: 'DISMISSED',
      dismiss_reason: 'COVERED',
      decided_by_name: office.name,
      decided_on: '2026-03-26',
    })
  })

  it('wants words when the reason is another one', async () => {
    expect(await dismiss(office, { reason: 'OTHER', note: '  ' })).toMatchObject({
      errors: { note: { code: 'monitoring.noteNeeded' } },
    })
    expect(await dismiss(office, { reason: 'OTHER', note: '户籍已迁出' })).toMatchObject({ ok: true })
  })

  it.each(['incomeBelowLine', 'guarantee.WATER'])('wants an acknowledgement against the signal %s', async (ruleId) => {
    await signal(ruleId)
    expect(await dismiss(office)).toMatchObject({ code: 'monitoring.acknowledge', field: 'acknowledged' })
    expect(await dismiss(office, { acknowledged: true })).toMatchObject({ ok: true })
  })

  it('wants an acknowledgement while a guarantee is not met', async () => {
    await owner().query(
      `INSERT INTO guarantee_state (county_code, household_id, item, region_code, result, fail_reason, checked_on)
       VALUES ($1, $2, 'HOUSING', $3, 'FAIL', 'C 级', '2026-01-01')`,
      [household.countyCode, household.id, household.regionCode],
    )
    expect(await dismiss(office)).toMatchObject({ code: 'monitoring.acknowledge' })
  })

  it('needs none for a signal about medical cost alone', async () => {
    await signal('medicalSelfPaid')
    expect(await dismiss(office)).toMatchObject({ ok: true })
  })
})

describe('two people deciding at once', () => {
  it('lets one be first and tells the other who it was and when', async () => {
    for (let round = 0; round < 5; round++) {
      household = await aHousehold()
      clueId = await aClue(household, visitor)
      const outcomes = await Promise.all([dismiss(clerk), dismiss(office)])
      const [lost, ...more] = outcomes.filter((outcome) => !outcome.ok)
      expect(more).toEqual([])
      const first = outcomes[0]?.ok ? clerk : office
      expect(lost).toMatchObject({
        code: 'monitoring.dismissedAlready',
        params: { by: first.name, on: '2026-03-26' },
      })
    }
  })

  it('lets one take it up or the other dismiss it, and tells who lost why', async () => {
    for (let round = 0; round < 5; round++) {
      household = await aHousehold()
      clueId = await aClue(household, visitor)
      const [taken, dismissed] = await Promise.all([begin(clerk), dismiss(office)])
      expect([taken?.ok, dismissed?.ok].filter(Boolean)).toHaveLength(1)
      if (taken?.ok) expect(dismissed).toMatchObject({ code: 'monitoring.underWay' })
      else expect(taken).toMatchObject({ code: 'monitoring.dismissedAlready', params: { by: office.name } })
    }
  })

  it('asks to look again when something was added since', async () => {
    await owner().query('UPDATE clue SET version = 2 WHERE id = $1', [clueId])
    expect(await begin(clerk)).toMatchObject({ code: 'monitoring.clueChanged' })
    expect(await dismiss(clerk)).toMatchObject({ code: 'monitoring.clueChanged' })
    expect(await begin(clerk, { version: 2 })).toMatchObject({ ok: true })
  })
})

describe('who may decide', () => {
  it('is not who opened the clue', async () => {
    clueId = await aClue(await aHousehold(), clerk)
    expect(await dismiss(clerk)).toMatchObject({ code: 'monitoring.ownClue' })
    expect(await dismiss(office)).toMatchObject({ ok: true })
  })

  it('is nobody in the village', async () => {
    expect(await dismiss(visitor)).toEqual({ ok: false, kind: 'forbidden' })
  })

  it('finds no clue of another county, the same as one that does not exist', async () => {
    const foreign = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
    expect(await dismiss(foreign)).toEqual(await dismiss(office, { clueId: randomUUID() }))
    expect(await begin(foreign)).toEqual(await takeUp(office, randomUUID(), randomUUID()))
  })
})

describe('opening a clue by hand', () => {
  const open = (actor: Actor, householdId: string) =>
    execute(actor, openClue, { householdId, source: 'HOTLINE', summary: '来电反映断水' }, { id: randomUUID() })

  it('gives it a number and names the open one instead of a second', async () => {
    const other = await aHousehold()
    const first = await open(visitor, other.id)
    expect(first).toMatchObject({ ok: true, data: { clueNo: expect.stringMatching(/^XS-2026-\d{4}$/) } })
    expect(await open(office, other.id)).toMatchObject({
      code: 'monitoring.clueOpen',
      params: { clueNo: first.ok ? first.data.clueNo : '' },
    })
  })

  it('names the open case of a monitored household', async () => {
    const other = await aHousehold()
    const caseId = await aCase(other)
    const { case_no } = await one('SELECT case_no FROM monitoring_case WHERE id = $1', caseId)
    expect(await open(visitor, other.id)).toMatchObject({
      code: 'monitoring.caseOpen',
      params: { caseNo: case_no },
    })
  })
})
