import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { decideChange, proposeChange } from '@/lib/supervision/commands/change'
import { derive } from '@/lib/supervision/commands/derive'
import { listPlaces } from '@/lib/supervision/commands/place'
import { holdSession, publishSession } from '@/lib/supervision/commands/session'
import { addWork, endWork } from '@/lib/supervision/commands/works'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { tryTo } from '../support/measures'
import {
  addPersons,
  aListed,
  aPoorHousehold,
  aThreshold,
  found,
  rowOf,
  session,
  supervisors,
} from '../support/supervision'

const DAY = '2026-03-20'
let people: Awaited<ReturnType<typeof supervisors>>

beforeAll(async () => {
  await layGround()
  await aThreshold('130799', 1_000, 15)
  people = await supervisors()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const linesOf = async (runId: string) =>
  (
    await owner().query(
      'SELECT region_code, households, persons, is_matched FROM derivation_line WHERE run_id = $1 ORDER BY 1',
      [runId],
    )
  ).rows
const aDerivation = async (by: Actor, snapshotOn = DAY) => {
  const id = randomUUID()
  expect(await tryTo(by, derive, { id, snapshotOn })).toBe('done')
  return id
}
const openOf = async (runId: string) =>
  (
    await owner().query(
      'SELECT region_code, target_type, area_name FROM listed_place WHERE run_id = $1 ORDER BY 1, 3',
      [runId],
    )
  ).rows
const raw = (who: Actor, sql: string) => withScope(who, (ctx) => ctx.db.$executeRawUnsafe(sql))

describe('the list of places', () => {
  it('has a village of 16 persons, not one of 15; a county of 1,001, not one of 1,000', async () => {
    const large = await aPoorHousehold(PLACES.village, 16)
    await aPoorHousehold(PLACES.siblingVillage, 15)
    const rest = await aPoorHousehold(PLACES.otherTownshipVillage, 969)
    const first = await aDerivation(people.office)
    expect(await linesOf(first)).toEqual([
      { region_code: PLACES.county, households: 3, persons: 1_000, is_matched: false },
      { region_code: PLACES.village, households: 1, persons: 16, is_matched: true },
      { region_code: PLACES.siblingVillage, households: 1, persons: 15, is_matched: false },
      { region_code: PLACES.otherTownshipVillage, households: 1, persons: 969, is_matched: true },
    ])
    await addPersons(rest, 1)
    const second = await aDerivation(people.office)
    expect((await linesOf(second))[0]).toEqual({
      region_code: PLACES.county,
      households: 3,
      persons: 1_001,
      is_matched: true,
    })
    expect((await linesOf(first))[0]).toMatchObject({ persons: 1_000 })
    // Before the households were poor there is nothing to list.
    await owner().query('UPDATE household_state SET valid_from = $2 WHERE household_id = $1', [large.id, '2026-02-01'])
    expect((await linesOf(await aDerivation(people.office, '2026-01-15'))).map((line) => line.persons)).toEqual([
      985, 15, 970,
    ])
  })

  it('takes thresholds of the region and day, is kept once, and is derived by the county office only', async () => {
    expect(await tryTo(people.office, derive, { id: randomUUID(), snapshotOn: '2019-12-31' })).toBe(
      'supervision.noThreshold',
    )
    expect(await tryTo(people.office, derive, { id: randomUUID(), snapshotOn: '2099-01-01' })).toBe('input.inTheFuture')
    expect(await tryTo(people.supervisor, derive, { id: randomUUID(), snapshotOn: DAY })).toBe('forbidden')
    const [input, sending] = [{ id: randomUUID(), snapshotOn: DAY }, randomUUID()]
    expect(await tryTo(people.office, derive, input, sending)).toBe('done')
    expect(await tryTo(people.office, derive, input, sending)).toBe('replayed')
    await aThreshold('130730', 5, 0)
    const other = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
    await aPoorHousehold(PLACES.otherCountyVillage, 1)
    expect(await linesOf(await aDerivation(other))).toEqual([
      { region_code: PLACES.otherCounty, households: 1, persons: 1, is_matched: false },
      { region_code: PLACES.otherCountyVillage, households: 1, persons: 1, is_matched: true },
    ])
  })

  it('what stands in it comes from the register, whoever writes it, and stays', async () => {
    const id = await aDerivation(people.office)
    const run = `INSERT INTO derivation_run SELECT county_code, gen_random_uuid(), region_code, snapshot_on, county_threshold, village_threshold, note, made_by, made_by_name, made_at
      FROM derivation_run WHERE id = '${id}' RETURNING id`
    const copied = (await owner().query(run)).rows[0].id
    const lines = (persons: string, where = 'true') =>
      `INSERT INTO derivation_line SELECT county_code, '${copied}', region_code, households, ${persons}, threshold, ${persons} > threshold FROM derivation_line
       WHERE run_id = '${id}' AND ${where}`
    await expect(raw(people.office, lines('persons + 1'))).rejects.toThrow(/register/)
    await expect(raw(people.office, lines('persons', 'is_matched'))).rejects.toThrow(/register/)
    await expect(raw(people.office, lines('persons').replace('> threshold', '>= threshold'))).rejects.toThrow(
      /derivation_line_matched/,
    )
    await expect(raw(people.office, lines('persons'))).resolves.toBeGreaterThan(0)
    await expect(owner().query(`UPDATE derivation_line SET persons = 0 WHERE run_id = '${id}'`)).rejects.toThrow()
    await expect(raw(people.office, `DELETE FROM derivation_run WHERE id = '${id}'`)).rejects.toThrow(/permission/)
  })

  it('is changed with a reason and by two people of two levels, then listed', async () => {
    const runId = await aDerivation(people.office)
    const change = (over: object) => ({ id: randomUUID(), runId, kind: 'ADD', reason: '深度贫困村', ...over })
    const added = change({ regionCode: PLACES.siblingVillage })
    const area = change({ regionCode: PLACES.county, areaName: '北沟片区', targetType: 'COUNTY_DELISTED' })
    const removed = change({ kind: 'REMOVE', regionCode: PLACES.otherTownshipVillage })
    for (const each of [added, area, removed]) expect(await tryTo(people.office, proposeChange, each)).toBe('done')
    for (const [over, code] of [
      [{ regionCode: PLACES.siblingVillage }, 'supervision.changeThere'],
      [{ regionCode: PLACES.village }, 'supervision.matchedAlready'],
      [{ regionCode: PLACES.township }, 'supervision.otherLevel'],
      [{ regionCode: PLACES.otherCountyVillage }, 'notFound'],
      [{ kind: 'REMOVE', regionCode: '130799101000' }, 'supervision.notMatched'],
      [{ regionCode: PLACES.village, reason: '' }, 'input.required'],
    ] as const)
      expect([code, await tryTo(people.office, proposeChange, change(over))]).toEqual([code, code])
    const verdict = (changeId: string, decision = 'APPROVED') => ({ changeId, decision })
    expect(await tryTo(people.office, decideChange, verdict(added.id))).toBe('forbidden')
    const countyViewer = await anActor('PROVINCE_CITY_VIEWER', PLACES.county, 'COUNTY')
    expect(await tryTo(countyViewer, decideChange, verdict(added.id))).toBe('supervision.oneLevelUp')
    const deputy = { ...people.city, actingFor: { userId: people.office.userId, name: 'A' } }
    expect(await tryTo(deputy, decideChange, verdict(added.id))).toBe('supervision.ownProposal')
    await expect(
      raw(
        people.office,
        `UPDATE listing_change SET decision = 'APPROVED', decided_by_name = 'A', decided_on = now(), decision_note = '' WHERE id = '${added.id}'`,
      ),
    ).rejects.toThrow(/one level up/)
    for (const each of [added, area, removed])
      expect(await tryTo(people.city, decideChange, verdict(each.id))).toBe('done')
    expect(await tryTo(people.city, decideChange, verdict(area.id, 'REFUSED'))).toBe('supervision.decidedAlready')
    expect(await tryTo(people.office, listPlaces, { runId, on: DAY })).toBe('done')
    expect(await openOf(runId)).toEqual([
      { region_code: PLACES.county, target_type: 'COUNTY_REMAINING', area_name: '' },
      { region_code: PLACES.county, target_type: 'COUNTY_DELISTED', area_name: '北沟片区' },
      { region_code: PLACES.village, target_type: 'VILLAGE_REMAINING', area_name: '' },
      { region_code: PLACES.siblingVillage, target_type: 'VILLAGE_REMAINING', area_name: '' },
    ])
    expect(await tryTo(people.office, listPlaces, { runId, on: DAY })).toBe('supervision.nothingToList')
    const insertPlace = (region: string) =>
      `INSERT INTO listed_place (county_code, id, region_code, run_id, target_type, listed_on, listed_by, listed_by_name, last_step_on)
       VALUES ('130799', gen_random_uuid(), '${region}', '${runId}', 'VILLAGE_REMAINING', '${DAY}', gen_random_uuid(), 'A', '${DAY}')`
    await expect(raw(people.office, insertPlace(PLACES.otherTownshipVillage))).rejects.toThrow(/removed from the list/)
    await expect(raw(people.office, insertPlace(PLACES.village))).rejects.toThrow(/Unique|unique/)
  })
})

describe('a session', () => {
  it('keeps what was seen, solved and brought along, and its findings go into the ledger', async () => {
    const place = await aListed(people.office)
    const household = await aPoorHousehold(PLACES.village, 2)
    const input = session(place, {
      means: ['MEETING', 'ON_SITE', 'MEETING'],
      households: [household.id],
      help: [
        { kind: 'SOLVED', content: '当场接通两户供水', amount: '' },
        { kind: 'SUPPORT', content: '协调饲料', amount: '12,000' },
        { kind: 'SUPPORT', content: '' },
      ],
      findings: [found({ householdId: household.id }), found({ title: '' })],
    })
    const sending = randomUUID()
    expect(await tryTo(people.supervisor, holdSession, input, sending)).toBe('done')
    expect(await tryTo(people.supervisor, holdSession, input, sending)).toBe('replayed')
    const row = await rowOf('supervision_session', input.id)
    expect(row).toMatchObject({ means: ['MEETING', 'ON_SITE'], hidden_digits: null, held_by: people.supervisor.userId })
    expect(row.session_no).toMatch(/^DZ-\d{4}-\d{4}$/)
    const { rows } = await owner().query('SELECT kind, amount_fen FROM session_help WHERE session_id = $1 ORDER BY 2', [
      input.id,
    ])
    expect(rows).toEqual([
      { kind: 'SOLVED', amount_fen: '0' },
      { kind: 'SUPPORT', amount_fen: '1200000' },
    ])
    const line = (await owner().query('SELECT * FROM finding WHERE origin_id = $1', [input.id])).rows
    expect(line).toMatchObject([
      { source: 'BATTLE_SUPERVISION', origin_kind: 'SESSION', household_id: household.id, region_code: PLACES.village },
    ])
  })

  it('is refused with households or places of others, without means, and to whoever does not supervise', async () => {
    const place = await aListed(people.office)
    const [elsewhere, foreign] = [
      await aPoorHousehold(PLACES.siblingVillage, 1),
      await aListed(people.office, PLACES.otherCountyVillage),
    ]
    for (const [over, code] of [
      [{ households: [elsewhere.id] }, 'notFound'],
      [{ placeId: foreign }, 'notFound'],
      [{ means: [] }, 'input.required'],
      [{ heldOn: '2026-01-01' }, 'supervision.beforeLast'],
      [{ heldOn: '2099-01-01' }, 'input.inTheFuture'],
    ] as const)
      expect([code, await tryTo(people.supervisor, holdSession, session(place, over))]).toEqual([code, code])
    expect(await tryTo(people.office, holdSession, session(place))).toBe('forbidden')
    const input = session(place)
    await tryTo(people.supervisor, holdSession, input)
    const smuggled = `INSERT INTO session_household VALUES ('130799', '${input.id}', '${elsewhere.id}', '${PLACES.village}')`
    await expect(raw(people.supervisor, smuggled)).rejects.toThrow(/not one of this place/)
    const foreignHelp = `INSERT INTO session_help (county_code, session_id, line_no, region_code, kind, content) VALUES ('130799', '${input.id}', 9, '${PLACES.village}', 'SOLVED', 'A')`
    await expect(raw(people.leader, foreignHelp)).rejects.toThrow(/who held the session/)
    await expect(
      raw(people.supervisor, `UPDATE supervision_session SET published_on = now() WHERE id = '${input.id}'`),
    ).rejects.toThrow(/published once/)
    await expect(
      raw(people.supervisor, `UPDATE supervision_session SET team = 'A' WHERE id = '${input.id}'`),
    ).rejects.toThrow(/permission/)
  })

  it('unannounced, it and what it found are not there for the inspected until published', async () => {
    const place = await aListed(people.office)
    const input = session(place, {
      method: 'UNANNOUNCED',
      help: [{ kind: 'SOLVED', content: 'A' }],
      findings: [found(), found()],
    })
    expect(await tryTo(people.citySupervisor, holdSession, input)).toBe('done')
    const seen = (who: Actor) =>
      withScope(who, async (ctx) =>
        [
          await ctx.db.supervisionSession.count({ where: { id: input.id } }),
          await ctx.db.sessionHelp.count({ where: { sessionId: input.id } }),
          await ctx.db.finding.count({ where: { originId: input.id } }),
        ].join(' '),
      )
    const { office, secretary, clerk, leader, supervisor, city, citySupervisor } = people
    for (const inspected of [office, secretary, clerk, leader]) expect(await seen(inspected)).toBe('0 0 0')
    // A supervisor of the county is below the city that visits unannounced.
    expect(await seen(supervisor)).toBe('0 0 0')
    expect(await seen(city)).toBe('1 1 2')
    expect(await seen(citySupervisor)).toBe('1 1 2')
    const show = `UPDATE supervision_session SET hidden_digits = NULL, published_on = '${DAY}', published_by = gen_random_uuid(), published_by_name = 'A' WHERE id = '${input.id}'`
    expect(await raw(office, show)).toBe(0)
    await expect(raw(citySupervisor, show)).rejects.toThrow(/findings are published/)
    expect(await tryTo(supervisor, publishSession, { sessionId: input.id, on: DAY })).toBe('notFound')
    expect(await tryTo(office, publishSession, { sessionId: input.id, on: DAY })).toBe('forbidden')
    expect(await tryTo(citySupervisor, publishSession, { sessionId: input.id, on: DAY })).toBe('done')
    expect(await tryTo(citySupervisor, publishSession, { sessionId: input.id, on: DAY })).toBe(
      'supervision.publishedAlready',
    )
    for (const inspected of [office, secretary, clerk, leader, supervisor]) expect(await seen(inspected)).toBe('1 1 2')
    const hide = `UPDATE supervision_session SET hidden_digits = 4, published_on = NULL, published_by = NULL, published_by_name = NULL WHERE id = '${input.id}'`
    await expect(raw(citySupervisor, hide)).rejects.toThrow(/published once/)
    const steps = await owner().query(
      `SELECT s.step FROM finding_step s JOIN finding f ON f.id = s.finding_id WHERE f.origin_id = $1 AND s.step = 'publish'`,
      [input.id],
    )
    expect(steps.rows).toHaveLength(2)
  })

  it('cannot be written as announced-looking or as another’s', async () => {
    const place = await aListed(people.office)
    const insertSession = `INSERT INTO supervision_session (county_code, id, region_code, place_id, session_no, held_on, mode, method, means, team, spots, held_by, held_by_name, recorded_at)
      VALUES ('130799', gen_random_uuid(), '${PLACES.village}', '${place}', 'DZ-X', '${DAY}', 'ROUTINE', 'UNANNOUNCED', '{PHONE}', 'A', 'B', gen_random_uuid(), 'A', now()) `
    await expect(raw(people.supervisor, insertSession)).resolves.toBe(1)
    const row = (
      await owner().query(`SELECT held_by, hidden_digits FROM supervision_session WHERE session_no = 'DZ-X'`)
    ).rows
    expect(row).toEqual([{ held_by: people.supervisor.userId, hidden_digits: 6 }])
  })
})

describe('key works', () => {
  it('ship seven with the inferred marked; a county adds its own and ends only those', async () => {
    const { rows } = await owner().query(
      `SELECT count(*)::int AS n, count(*) FILTER (WHERE is_inferred)::int AS inferred FROM key_work WHERE applies_to = ''`,
    )
    expect(rows).toEqual([{ n: 7, inferred: 4 }])
    const work = { nameZh: '人居环境整治', nameEn: 'Living environment' }
    expect(await tryTo(people.office, addWork, work)).toBe('done')
    expect(await tryTo(people.office, addWork, work)).toBe('supervision.workThere')
    expect(await tryTo(people.city, addWork, work)).toBe('forbidden')
    expect(await tryTo(people.office, endWork, { code: 'FINDINGS', endedOn: DAY })).toBe('notFound')
    const foreign = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
    expect(await tryTo(foreign, endWork, { code: '130799-001', endedOn: DAY })).toBe('notFound')
    expect(await tryTo(people.office, endWork, { code: '130799-001', endedOn: DAY })).toBe('done')
  })
})
