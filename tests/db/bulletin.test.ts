import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getBulletin, printBulletin } from '@/lib/cockpit/queries/bulletin'
import { mondayOf, weekOf } from '@/lib/cockpit/rules/week'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { closeOwner, insert, layGround, owner, PLACES, type Row } from '../support/builders'
import { aFinding, inspectors } from '../support/findings'
import { aListed, supervisors } from '../support/supervision'

const WEEK = '2026-03-11'
const LATER = new Date('2026-06-20T02:00:00Z')
let people: Awaited<ReturnType<typeof supervisors>>
let others: Awaited<ReturnType<typeof inspectors>>
let placeId: string

const bulletin = (who: Actor, week = WEEK, region?: string) =>
  withScope(who, (ctx) => getBulletin(ctx, region, week), { at: LATER })

let next = 20
const KEY = { county_code: '130799', region_code: PLACES.village }
/** A step of a line, recorded at an instant. */
const step = (id: string, name: string, to: string, at: string, record: object = {}) =>
  insert('finding_step', {
    ...KEY,
    finding_id: id,
    step_no: next++,
    step: name,
    to_status: to,
    step_on: at.slice(0, 10),
    recorded_at: at,
    actor_id: randomUUID(),
    actor_name: 'A',
    actor_unit: 'A',
    record: JSON.stringify(record),
  })
const report = (value: number, on: string, at: string) =>
  insert('work_report', {
    ...KEY,
    id: randomUUID(),
    place_id: placeId,
    work_code: 'REMAINING_POOR',
    value,
    reported_on: on,
    reported_by: people.office.userId,
    reported_by_name: 'A',
    reported_at: at,
  })
const placeStep = (no: number, name: string, to: string, at: string) =>
  insert('listed_step', {
    ...KEY,
    place_id: placeId,
    step_no: no,
    step: name,
    to_status: to,
    step_on: at.slice(0, 10),
    recorded_at: at,
    actor_id: people.office.userId,
    actor_name: 'A',
  })

/** A line whose steps are only those told here. */
async function aLine(status: 'RECTIFYING' | 'CLOSED', over: Row = {}): Promise<string> {
  const id = await aFinding({ by: others.cadre, status, over })
  const client = await owner().connect()
  await client.query('BEGIN')
  await client.query('ALTER TABLE finding_step DISABLE TRIGGER USER')
  await client.query('DELETE FROM finding_step WHERE finding_id = $1', [id])
  await client.query('ALTER TABLE finding_step ENABLE TRIGGER USER')
  await client.query('COMMIT')
  client.release()
  return id
}

beforeAll(async () => {
  await layGround()
  people = await supervisors()
  others = await inspectors()
  placeId = await aListed(people.office, PLACES.village)
  await placeStep(1, 'list', 'LISTED', '2026-01-05T02:00:00Z')
  await placeStep(2, 'assign', 'IN_BATTLE', '2026-01-06T02:00:00Z')
  await report(8, '2026-03-06', '2026-03-06T02:00:00Z')
  await report(7, '2026-03-13', '2026-03-13T02:00:00Z')
  await report(2, '2026-03-14', '2026-03-17T02:00:00Z')
  // Found in the week, open at its end, closed after it.
  const first = await aLine('CLOSED', { found_on: '2026-03-10', closed_at: '2026-03-20T02:00:00Z' })
  await step(first, 'register', 'REGISTERED', '2026-03-10T02:00:00Z')
  await step(first, 'assign', 'ASSIGNED', '2026-03-11T02:00:00Z', { unit: '一镇政府', dueOn: '2026-03-12' })
  await step(first, 'extend', 'RECTIFYING', '2026-03-17T02:00:00Z', { dueOn: '2026-04-12' })
  await step(first, 'close', 'CLOSED', '2026-03-20T02:00:00Z')
  // Closed in the week, reopened after it.
  const second = await aLine('RECTIFYING', { found_on: '2026-02-10', reopened: 1 })
  await step(second, 'register', 'REGISTERED', '2026-02-10T02:00:00Z')
  await step(second, 'close', 'CLOSED', '2026-03-12T02:00:00Z')
  await step(second, 'reopen', 'RECTIFYING', '2026-03-18T02:00:00Z', { dueOn: '2026-05-01' })
  // Found by an unannounced visit in the week and published a week later.
  const third = await aLine('RECTIFYING', { found_on: '2026-03-10' })
  await step(third, 'register', 'REGISTERED', '2026-03-10T02:00:00Z')
  await step(third, 'publish', 'REGISTERED', '2026-03-19T02:00:00Z')
  // Never published.
  const fourth = await aLine('RECTIFYING', { found_on: '2026-03-10', hidden_digits: 6 })
  await step(fourth, 'register', 'REGISTERED', '2026-03-10T02:00:00Z')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

describe('the weekly bulletin', () => {
  it('begins on Mondays, and a week to come is the present one', () => {
    expect(['2026-03-09', '2026-03-15', '2026-03-16', '2017-12-31'].map(mondayOf)).toEqual([
      '2026-03-09',
      '2026-03-09',
      '2026-03-16',
      '2017-12-25',
    ])
    expect(weekOf('2026-03-15', '2026-03-20')).toEqual({
      from: '2026-03-09',
      to: '2026-03-15',
      begins: '2026-03-09T00:00:00+08:00',
      ends: '2026-03-16T00:00:00+08:00',
    })
    for (const wrong of ['2026-03-21', 'x', undefined]) expect(weekOf(wrong, '2026-03-20').from).toBe('2026-03-16')
  })

  it('tells a past week as it was recorded then: values, open and overdue lines, moves', async () => {
    const { counts, works, oldest, behind } = await bulletin(people.supervisor)
    expect(counts).toMatchObject({
      places: 1,
      villages: 1,
      listed: 0,
      delisted: 0,
      found: 1,
      closed: 1,
      reopened: 0,
      open: 1,
      overdue: 1,
    })
    expect(works[0]).toMatchObject({ base: 10, before: 8, current: 7, target: 0 })
    expect(oldest).toMatchObject([{ unit: '一镇政府', dueOn: '2026-03-12' }])
    expect(behind).toEqual([])
    const after = await bulletin(people.supervisor, '2026-03-20')
    expect(after.counts).toMatchObject({ found: 1, closed: 1, reopened: 1, open: 2, overdue: 0 })
    expect(after.works[0]).toMatchObject({ before: 7, current: 2 })
  })

  it('is the same for whoever inspects and whoever is inspected', async () => {
    const [a, b] = [await bulletin(people.supervisor), await bulletin(people.secretary)]
    expect(b.counts).toEqual(a.counts)
    await expect(bulletin(people.secretary, WEEK, PLACES.siblingVillage)).rejects.toThrow(NotFoundError)
  })

  it('does not judge by targets that were changed since', async () => {
    await placeStep(3, 'edit', 'IN_BATTLE', '2026-03-18T02:00:00Z')
    const { works, changed, counts } = await bulletin(people.supervisor)
    expect([works, changed.map(({ id }) => id), counts.places]).toEqual([[], [placeId], 1])
    expect((await bulletin(people.supervisor, '2026-03-20')).works).toHaveLength(1)
  })

  it('says who printed it, and writes it down', async () => {
    const { printed } = await withScope(people.office, (ctx) => printBulletin(ctx, undefined, WEEK), { at: LATER })
    const { rows } = await owner().query(
      `SELECT actor_id FROM access_log WHERE kind = 'PRINT' AND field = 'supervision.bulletin'`,
    )
    expect(printed).toMatchObject({ by: people.office.name, serial: expect.stringMatching(/^[0-9A-F]{8}$/) })
    expect(rows).toEqual([{ actor_id: people.office.userId }])
  })
})
