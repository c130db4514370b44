import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getBulletin } from '@/lib/cockpit/queries/bulletin'
import { getCockpit } from '@/lib/cockpit/queries/cockpit'
import { getRecords } from '@/lib/cockpit/queries/records'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { delistPlace, proposeDelisting } from '@/lib/supervision/commands/delist'
import { derive } from '@/lib/supervision/commands/derive'
import { setMembers } from '@/lib/supervision/commands/members'
import { holdSession } from '@/lib/supervision/commands/session'
import { listListed } from '@/lib/supervision/queries/list'
import { listMemberChoices } from '@/lib/supervision/queries/members'
import { getListed } from '@/lib/supervision/queries/place'
import { getSessionForm } from '@/lib/supervision/queries/session'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aFinding, inspectors } from '../support/findings'
import { tryTo } from '../support/measures'
import {
  aListed,
  aPoorHousehold,
  aThreshold,
  closeAll,
  found,
  freeMembers,
  session,
  supervisors,
} from '../support/supervision'

const DAY = '2026-03-20'
const at = new Date(`${DAY}T02:00:00Z`)
let people: Awaited<ReturnType<typeof supervisors>>
let others: Awaited<ReturnType<typeof inspectors>>

beforeAll(async () => {
  await layGround()
  await aThreshold('130799', 1_000, 15)
  people = await supervisors()
  others = await inspectors()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const scoped = <T>(who: Actor, work: Parameters<typeof withScope<T>>[1]) => withScope(who, work, { at })
const raw = (who: Actor, sql: string) => scoped(who, (ctx) => ctx.db.$executeRawUnsafe(sql))
const aFindingAt = (regionCode: string) => aFinding({ regionCode, by: others.cadre })
const page = (who: Actor, id: string) => scoped(who, (ctx) => getListed(ctx, id))
const count = async (sql: string) => Number((await owner().query(`SELECT count(*) AS n FROM ${sql}`)).rows[0].n)
const step = (placeId: string, version: number, over: object = {}) => ({
  placeId,
  version,
  on: DAY,
  note: '已达标',
  ...over,
})
const name = (placeId: string, version: number, members: string[], over: object = {}) => ({
  placeId,
  version,
  on: DAY,
  members,
  ...over,
})

describe('an area that is no division', () => {
  it('counts only its members, by an SQL of its own: open findings, remaining poor, households visited, the cockpit', async () => {
    const inside = await aPoorHousehold(PLACES.village, 3)
    const outside = await aPoorHousehold(PLACES.otherTownshipVillage, 4)
    const runId = crypto.randomUUID()
    expect(await tryTo(people.office, derive, { id: runId, snapshotOn: DAY })).toBe('done')
    const id = await aListed(people.office, PLACES.county)
    await owner().query('ALTER TABLE listed_place DISABLE TRIGGER USER')
    await owner().query('UPDATE listed_place SET run_id = $2 WHERE id = $1', [id, runId])
    await owner().query('ALTER TABLE listed_place ENABLE TRIGGER USER')
    for (const region of [
      PLACES.village,
      PLACES.siblingVillage,
      PLACES.township,
      PLACES.otherTownshipVillage,
      PLACES.county,
    ])
      await aFindingAt(region)
    const empty = await page(people.office, id)
    expect([empty.isUnjudged, empty.standing, empty.openFindings, empty.persons, empty.findings.length]).toEqual([
      true,
      'open',
      0,
      0,
      0,
    ])
    expect((await scoped(people.office, (ctx) => listListed(ctx, { tab: 'open' }))).places).toMatchObject([
      { isUnjudged: true, standing: 'open', findings: 0, persons: 0 },
    ])
    const before = await scoped(people.office, (ctx) => getCockpit(ctx, undefined))
    expect([before.counts.open, before.counts.behind, before.works.length]).toEqual([0, 0, 0])

    expect(await tryTo(people.office, setMembers, name(id, 1, [PLACES.village]))).toBe('done')
    const held = session(id, { households: [inside.id] })
    expect(await tryTo(people.supervisor, holdSession, held)).toBe('done')
    expect(await tryTo(people.supervisor, holdSession, session(id, { households: [outside.id] }))).toBe('notFound')
    const part = `INSERT INTO session_household VALUES ('130799', '${held.id}', '${outside.id}', '${PLACES.county}')`
    await expect(raw(people.supervisor, part)).rejects.toThrow(/not one of this place/)
    for (const [members, where] of [
      [[PLACES.village], `region_code = '${PLACES.village}'`],
      [[PLACES.township], `region_code LIKE '${PLACES.township.slice(0, 9)}%'`],
      [[PLACES.otherTownshipVillage], `region_code = '${PLACES.otherTownshipVillage}'`],
    ] as const) {
      const { version } = await page(people.office, id)
      expect(await tryTo(people.office, setMembers, name(id, version, [...members]))).toBe('done')
      const open = await count(`finding WHERE county_code = '130799' AND status <> 'CLOSED' AND ${where}`)
      const persons = await count(
        `membership m JOIN household h ON h.id = m.household_id WHERE h.poverty_status = 'NOT_EXITED' AND m.valid_to IS NULL AND h.${where}`,
      )
      const visited = await count(
        `session_household s JOIN household h ON h.id = s.household_id WHERE h.${where} AND s.session_id = '${held.id}'`,
      )
      const seen = await page(people.office, id)
      expect([members, seen.openFindings, seen.findings.length, seen.persons, seen.help.households]).toEqual([
        members,
        open,
        open,
        persons,
        visited,
      ])
      const listed = await scoped(people.office, (ctx) => listListed(ctx, { tab: 'open' }))
      expect(listed.places).toMatchObject([{ isUnjudged: false, findings: open, persons }])
      const { counts, places } = await scoped(people.office, (ctx) => getCockpit(ctx, undefined))
      expect([counts.open, counts.visited, places[0]?.open, places[0]?.persons]).toEqual([open, visited, open, persons])
      expect(await scoped(people.office, (ctx) => getRecords(ctx, 'open', undefined, undefined))).toMatchObject({
        total: open,
      })
      const form = await scoped(people.supervisor, (ctx) => getSessionForm(ctx, id))
      expect(form.households.map(({ value }) => value)).toEqual(
        persons > 0 ? [members[0] === PLACES.otherTownshipVillage ? outside.id : inside.id] : [],
      )
    }
    await owner().query(`UPDATE listed_place SET deadline_on = '2026-02-01', version = version + 1 WHERE id = '${id}'`)
    expect(await page(people.office, id)).toMatchObject({ isUnjudged: false, standing: 'crossed' })
    await closeAll()
    await freeMembers()
    expect(await page(people.office, id)).toMatchObject({ isUnjudged: true, standing: 'open' })
  })

  it('is delisted while only a village outside has an open finding, not while a member has one, never without members', async () => {
    const id = await aListed(people.office, PLACES.county, { current: 0 })
    const propose = `UPDATE listed_place SET status = 'DELIST_PROPOSED', proposed_by_name = 'A', proposed_on = '${DAY}', proposed_by = gen_random_uuid(), proposed_digits = 6,
      version = version + 1 WHERE id = '${id}'`
    expect(await tryTo(people.office, proposeDelisting, step(id, 1))).toBe('supervision.noMembers')
    await expect(raw(people.office, propose)).rejects.toThrow(/without members/)
    expect(await tryTo(people.office, setMembers, name(id, 1, [PLACES.village, PLACES.siblingVillage]))).toBe('done')
    await aFindingAt(PLACES.otherTownshipVillage)
    await aFindingAt(PLACES.siblingVillage)
    expect(await tryTo(people.office, proposeDelisting, step(id, 2))).toBe('supervision.findingsOpen')
    await expect(raw(people.office, propose)).rejects.toThrow(/findings are open/)
    await closeAll()
    await aFindingAt(PLACES.otherTownshipVillage)
    expect(await tryTo(people.office, proposeDelisting, step(id, 2))).toBe('done')
    // What is proposed keeps its members, whoever would take one off.
    expect(await tryTo(people.office, setMembers, name(id, 3, [PLACES.village]))).toBe('supervision.notNow')
    const end = `UPDATE listed_member SET valid_to = '${DAY}', ended_by = gen_random_uuid(), ended_by_name = 'A', ended_at = now() WHERE place_id = '${id}'`
    await expect(raw(people.office, end)).rejects.toThrow(/nothing is set any more/)
    await aFindingAt(PLACES.village)
    expect(await tryTo(people.city, delistPlace, step(id, 3))).toBe('supervision.findingsOpen')
    await closeAll()
    await aFindingAt(PLACES.otherTownshipVillage)
    expect(await tryTo(people.city, delistPlace, step(id, 3))).toBe('done')
    // A delisted area lets its villages go.
    const next = await aListed(people.office, PLACES.county)
    expect(await tryTo(people.office, setMembers, name(next, 1, [PLACES.village]))).toBe('done')
    await freeMembers()
    await closeAll()
  })

  it('keeps its members: within the county, of one area at a time, dated, ended once', async () => {
    const id = await aListed(people.office, PLACES.county)
    const village = await aListed(people.office, PLACES.village)
    const second = await aListed(people.office, PLACES.county)
    const set = (over: object) => tryTo(people.office, setMembers, { ...name(id, 1, [PLACES.township]), ...over })
    expect(await set({ members: [] })).toBe('input.required')
    expect(await set({ members: [PLACES.otherCountyVillage] })).toBe('notFound')
    expect(await set({ members: [PLACES.county] })).toBe('notFound')
    expect(await set({ members: [PLACES.township, PLACES.village] })).toBe('supervision.memberTwice')
    expect(await set({ on: '2099-01-01' })).toBe('input.inTheFuture')
    expect(await set({ on: '2026-01-01' })).toBe('supervision.beforeLast')
    expect(await set({ placeId: village })).toBe('supervision.noArea')
    expect(await tryTo(people.secretary, setMembers, name(id, 1, [PLACES.village]))).toBe('forbidden')
    const elsewhere = await anActor('COUNTY_OFFICE', PLACES.otherCounty, 'COUNTY')
    expect(await tryTo(elsewhere, setMembers, name(id, 1, [PLACES.otherCountyVillage]))).toBe('notFound')
    expect(await set({})).toBe('done')
    expect(await set({})).toBe('supervision.changed')
    for (const members of [[PLACES.township], [PLACES.siblingVillage]])
      expect(await tryTo(people.office, setMembers, name(second, 1, members))).toBe('supervision.memberElsewhere')
    const add = (region: string, place = second, day = DAY) =>
      `INSERT INTO listed_member (county_code, id, region_code, place_id, valid_from, set_by, set_by_name, recorded_at)
       VALUES ('130799', gen_random_uuid(), '${region}', '${place}', '${day}', gen_random_uuid(), 'A', now())`
    await expect(raw(people.office, add(PLACES.village))).rejects.toThrow(/belongs to an area already/)
    await expect(raw(people.office, add(PLACES.otherTownshipVillage, village))).rejects.toThrow(/only an area/)
    await expect(raw(people.office, add(PLACES.county))).rejects.toThrow(/below_the_county/)
    await expect(raw(people.office, add(PLACES.otherCountyVillage))).rejects.toThrow()
    await expect(raw(people.office, add(PLACES.otherTownshipVillage, second, '2026-01-01'))).rejects.toThrow(
      /while the area/,
    )
    await expect(raw(people.office, add(PLACES.otherTownshipVillage, second, '2099-01-01'))).rejects.toThrow(
      /while the area/,
    )
    await expect(raw(people.secretary, add(PLACES.village))).rejects.toThrow(/only an area/)
    await expect(raw(people.office, `DELETE FROM listed_member`)).rejects.toThrow(/permission/)
    await expect(raw(people.office, `UPDATE listed_member SET valid_from = '2026-03-01'`)).rejects.toThrow(/permission/)
    await expect(owner().query(`DELETE FROM listed_member WHERE place_id = $1`, [id])).rejects.toThrow()
    // Left out from a day on: the other area may have it from that day.
    expect(await tryTo(people.office, setMembers, name(id, 2, [PLACES.siblingVillage]))).toBe('done')
    expect(await tryTo(people.office, setMembers, name(second, 1, [PLACES.village]))).toBe('done')
    const seen = await page(people.office, id)
    expect(seen.members.map(({ code, from, to }) => [code, from, to])).toEqual([
      [PLACES.township, DAY, DAY],
      [PLACES.siblingVillage, DAY, null],
    ])
    expect(seen.record.at(-1)).toMatchObject({ step: 'members', by: people.office.name })
    const { rows } = await owner().query(
      'SELECT DISTINCT set_by, ended_by FROM listed_member WHERE place_id = $1 AND valid_to IS NOT NULL',
      [id],
    )
    expect(rows).toEqual([{ set_by: people.office.userId, ended_by: people.office.userId }])
    await expect(
      owner().query(
        `UPDATE listed_member SET valid_to = NULL, ended_by = NULL, ended_by_name = NULL, ended_at = NULL WHERE place_id = $1 AND valid_to IS NOT NULL`,
        [id],
      ),
    ).rejects.toThrow(/ended once/)
    // Of two who name the same village at the same moment, one is refused.
    const [third, fourth] = [await aListed(people.office, PLACES.county), await aListed(people.office, PLACES.county)]
    const both = await Promise.all(
      [third, fourth].map((each) => tryTo(people.office, setMembers, name(each, 1, [PLACES.otherTownshipVillage]))),
    )
    expect(both.sort()).toEqual(['done', 'supervision.memberElsewhere'])
    const choices = (who: Actor) => scoped(who, async (ctx) => listMemberChoices(ctx, await getListed(ctx, id)))
    expect((await choices(people.office)).map(({ code }) => code)).toContain(PLACES.otherTownship)
    expect(await choices(people.city)).toEqual([])
    await freeMembers()
  })

  it('stands in the bulletin of a week with the members that were recorded by its end', async () => {
    const id = await aListed(people.office, PLACES.county)
    await owner().query(
      `INSERT INTO listed_step (county_code, place_id, step_no, region_code, step, to_status, step_on, recorded_at, actor_id, actor_name)
       SELECT '130799', $1, n, $2, (ARRAY['list', 'assign'])[n], (ARRAY['LISTED', 'IN_BATTLE'])[n]::"ListedStatus", '2026-01-05', '2026-01-05T02:00:00Z', $3, 'A' FROM generate_series(1, 2) n`,
      [id, PLACES.county, people.office.userId],
    )
    for (const region of [PLACES.village, PLACES.otherTownshipVillage]) {
      const line = await aFinding({ regionCode: region, by: others.cadre, over: { found_on: '2026-03-02' } })
      await owner().query(
        `INSERT INTO finding_step (county_code, region_code, finding_id, step_no, step, to_status, step_on, recorded_at, actor_id, actor_name, actor_unit, record)
         VALUES ('130799', $2, $1, 1, 'register', 'REGISTERED', '2026-03-02', '2026-03-02T02:00:00Z', $3, 'A', 'A', '{}') ON CONFLICT DO NOTHING`,
        [line, region, people.office.userId],
      )
    }
    await owner().query(
      `INSERT INTO listed_member (county_code, id, region_code, place_id, valid_from, set_by, set_by_name, recorded_at)
       VALUES ('130799', gen_random_uuid(), $2, $1, '2026-03-24', $3, 'A', '2026-03-24T02:00:00Z')`,
      [id, PLACES.village, people.office.userId],
    )
    const later = { at: new Date('2026-04-02T02:00:00Z') }
    const of = async (week: string) =>
      (await withScope(people.office, (ctx) => getBulletin(ctx, undefined, week), later)).counts
    expect(await of('2026-03-18')).toMatchObject({ open: 0 })
    // What was put aside in between was put aside after that week.
    const then = await count(
      `finding f WHERE region_code = '${PLACES.village}' AND EXISTS (SELECT FROM finding_step s WHERE s.finding_id = f.id AND s.recorded_at < '2026-03-30')`,
    )
    expect(then).toBeGreaterThan(0)
    expect(await of('2026-03-25')).toMatchObject({ open: then })
    await closeAll()
    await freeMembers()
  })

  it('puts what its sessions find where it lies, within its members', async () => {
    const id = await aListed(people.office, PLACES.county)
    expect(await tryTo(people.office, setMembers, name(id, 1, [PLACES.village]))).toBe('done')
    const hold = (over: object) => tryTo(people.supervisor, holdSession, session(id, { findings: [found(over)] }))
    expect(await hold({})).toBe('supervision.whereInArea')
    expect(await hold({ regionCode: PLACES.siblingVillage })).toBe('supervision.whereInArea')
    expect(await hold({ regionCode: PLACES.village })).toBe('done')
    expect(await page(people.office, id)).toMatchObject({ openFindings: 1, findings: [{ status: 'REGISTERED' }] })
    await closeAll()
    await freeMembers()
  })
})
