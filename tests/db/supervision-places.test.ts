import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { delistPlace, proposeDelisting, returnPlace } from '@/lib/supervision/commands/delist'
import { assignPlace, reportWork } from '@/lib/supervision/commands/place'
import { holdSession } from '@/lib/supervision/commands/session'
import { anActor, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { tryTo } from '../support/measures'
import { aListed, closeAll, found, rowOf, session, supervisors } from '../support/supervision'

const DAY = '2026-03-20'
let people: Awaited<ReturnType<typeof supervisors>>

beforeAll(async () => {
  await layGround()
  people = await supervisors()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const raw = (who: Actor, sql: string) => withScope(who, (ctx) => ctx.db.$executeRawUnsafe(sql))

describe('a listed place', () => {
  const works = [
    { workCode: 'REMAINING_POOR', direction: 'DOWN', unit: '人', base: 16, target: 0 },
    { workCode: 'WORK_AND_NET', direction: 'UP', unit: '%', base: 60, target: 100 },
  ]
  const assign = (placeId: string, version: number, over: object = {}) => ({
    placeId,
    version,
    on: DAY,
    leader: '王强',
    team: '第一督战组',
    liaison: '赵敏',
    deadlineOn: '2026-12-31',
    works,
    ...over,
  })
  const report = (placeId: string, workCode: string, value: number, on = DAY) => ({
    id: randomUUID(),
    placeId,
    workCode,
    value,
    on,
  })
  const step = (placeId: string, version: number, over: object = {}) => ({
    placeId,
    version,
    on: DAY,
    note: '已达标',
    ...over,
  })

  it('is fought for with leader, targets and deadline, and delisted when all is reached, one level up', async () => {
    const id = await aListed(people.office, PLACES.village, { status: 'LISTED' })
    for (const [over, code] of [
      [{ leader: '' }, 'input.required'],
      [{ deadlineOn: '2026-01-05' }, 'supervision.deadlineBeforeListing'],
      [{ works: [{ ...works[0], target: 20 }] }, 'supervision.wrongWay'],
      [{ works: [{ ...works[0], workCode: 'NONE' }] }, 'supervision.workUnknown'],
      [{ version: 9 }, 'supervision.changed'],
    ] as const)
      expect([code, await tryTo(people.office, assignPlace, assign(id, 1, over))]).toEqual([code, code])
    expect(await tryTo(people.office, assignPlace, assign(id, 1))).toBe('done')
    expect(await tryTo(people.office, proposeDelisting, step(id, 2))).toBe('supervision.worksOpen')
    expect(await tryTo(people.office, reportWork, report(id, 'REMAINING_POOR', 0))).toBe('done')
    expect(await tryTo(people.office, reportWork, report(id, 'REMAINING_POOR', 1, '2026-03-01'))).toBe(
      'supervision.beforeLast',
    )
    expect(await tryTo(people.secretary, reportWork, report(id, 'WORK_AND_NET', 100))).toBe('forbidden')
    expect(await tryTo(people.office, reportWork, report(id, 'WORK_AND_NET', 100))).toBe('done')
    expect(await tryTo(people.office, proposeDelisting, step(id, 2))).toBe('done')
    expect(await tryTo(people.office, reportWork, report(id, 'WORK_AND_NET', 90))).toBe('supervision.notNow')
    expect(await tryTo(people.office, delistPlace, step(id, 3))).toBe('forbidden')
    const deputy = { ...people.city, actingFor: { userId: people.office.userId, name: 'A' } }
    expect(await tryTo(deputy, delistPlace, step(id, 3))).toBe('supervision.ownProposal')
    const countyViewer = await anActor('PROVINCE_CITY_VIEWER', PLACES.county, 'COUNTY')
    expect(await tryTo(countyViewer, delistPlace, step(id, 3))).toBe('supervision.oneLevelUp')
    expect(await tryTo(people.city, returnPlace, step(id, 3, { note: '请补充' }))).toBe('done')
    expect(await tryTo(people.office, proposeDelisting, step(id, 4))).toBe('done')
    expect(await tryTo(people.city, delistPlace, step(id, 5))).toBe('done')
    expect(await rowOf('listed_place', id)).toMatchObject({
      status: 'DELISTED',
      proposed_by: people.office.userId,
      delisted_by: people.city.userId,
    })
    const { rows } = await owner().query('SELECT step FROM listed_step WHERE place_id = $1 ORDER BY step_no', [id])
    expect(rows.map((row) => row.step).join(' ')).toBe('assign propose return propose delist')
    await expect(owner().query('UPDATE listed_place SET version = 7 WHERE id = $1', [id])).rejects.toThrow(/delisted/)
    await expect(owner().query('DELETE FROM listed_step WHERE place_id = $1', [id])).rejects.toThrow()
  })

  it('of two who decide at the same moment one is too late', async () => {
    const id = await aListed(people.office, PLACES.siblingVillage, { status: 'DELIST_PROPOSED', current: 0 })
    const second = await anActor('PROVINCE_CITY_VIEWER', PLACES.province, 'PROVINCE')
    const both = await Promise.all([
      tryTo(people.city, delistPlace, step(id, 2)),
      tryTo(second, returnPlace, step(id, 2)),
    ])
    expect(both.sort()).toEqual(['done', 'supervision.changed'])
  })

  it('is not delisted over an open finding, by command or by SQL; a long-term one is open too', async () => {
    const id = await aListed(people.office, PLACES.village, { current: 0 })
    const input = session(id, { findings: [found()] })
    expect(await tryTo(people.supervisor, holdSession, input)).toBe('done')
    expect(await tryTo(people.office, proposeDelisting, step(id, 1))).toBe('supervision.findingsOpen')
    const propose = `UPDATE listed_place SET status = 'DELIST_PROPOSED', proposed_by_name = 'A', proposed_on = '${DAY}', proposed_by = gen_random_uuid(), proposed_digits = 9,
      version = version + 1 WHERE id = '${id}'`
    await expect(raw(people.office, propose)).rejects.toThrow(/findings are open/)
    await closeAll('LONG_TERM')
    await expect(raw(people.office, propose)).rejects.toThrow(/findings are open/)
    await closeAll()
    await expect(raw(people.office, propose)).resolves.toBe(1)
    // Whoever proposes and from which level is the database's to say.
    expect(await rowOf('listed_place', id)).toMatchObject({ proposed_by: people.office.userId, proposed_digits: 6 })
    const delist = `UPDATE listed_place SET status = 'DELISTED', delisted_by = gen_random_uuid(), delisted_by_name = 'A', delisted_on = '${DAY}', version = version + 1
      WHERE id = '${id}'`
    await expect(raw(people.office, delist)).rejects.toThrow(/one level up|four_eyes/)
    // Found meanwhile, and not yet published: nobody below knows, and it still stands in the way.
    const hidden = session(id, { method: 'UNANNOUNCED', findings: [found()] })
    expect(await tryTo(people.citySupervisor, holdSession, hidden)).toBe('done')
    expect(await tryTo(people.city, delistPlace, step(id, 2))).toBe('supervision.findingsOpen')
    await expect(raw(people.city, delist)).rejects.toThrow(/findings are open/)
    const provincial = await anActor('SUPERVISOR', PLACES.province, 'PROVINCE')
    await closeAll()
    expect(await tryTo(provincial, holdSession, { ...session(id), method: 'UNANNOUNCED', findings: [found()] })).toBe(
      'done',
    )
    expect(await tryTo(people.city, delistPlace, step(id, 2))).toBe('supervision.notCleared')
    await closeAll()
    expect(await tryTo(people.city, delistPlace, step(id, 2))).toBe('done')
    expect(await tryTo(people.supervisor, holdSession, session(id))).toBe('supervision.delisted')
  })

  it('keeps its reports: values are only reported, never written', async () => {
    const id = await aListed(people.office)
    await expect(raw(people.office, `UPDATE listed_work SET current = 0 WHERE place_id = '${id}'`)).rejects.toThrow(
      /permission/,
    )
    expect(await tryTo(people.office, reportWork, report(id, 'REMAINING_POOR', 4))).toBe('done')
    expect(await tryTo(people.office, reportWork, report(id, 'REMAINING_POOR', 6))).toBe('done')
    const { rows } = await owner().query(
      'SELECT w.current::int, (SELECT count(*)::int FROM work_report r WHERE r.place_id = w.place_id) AS reports FROM listed_work w WHERE w.place_id = $1',
      [id],
    )
    expect(rows).toEqual([{ current: 6, reports: 2 }])
    await expect(owner().query('UPDATE work_report SET value = 0 WHERE place_id = $1', [id])).rejects.toThrow()
  })
})
