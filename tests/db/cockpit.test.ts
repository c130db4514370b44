import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getCockpit } from '@/lib/cockpit/queries/cockpit'
import { getRecords, needOf } from '@/lib/cockpit/queries/records'
import { FIGURES, type Figure } from '@/lib/cockpit/schema'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { may } from '@/lib/platform/permissions'
import { reportWork } from '@/lib/supervision/commands/place'
import { holdSession, publishSession } from '@/lib/supervision/commands/session'
import { aHousehold, closeOwner, insert, layGround, owner, PLACES } from '../support/builders'
import { aFinding, inspectors } from '../support/findings'
import { tryTo } from '../support/measures'
import { aListed, found, session, supervisors } from '../support/supervision'

const at = new Date('2026-03-20T02:00:00Z')
let people: Awaited<ReturnType<typeof supervisors>>
let others: Awaited<ReturnType<typeof inspectors>>
let placeId: string
let hidden: string
let burdened: string

const scoped = <T>(who: Actor, work: Parameters<typeof withScope<T>>[1]) => withScope(who, work, { at })
const cockpit = (who: Actor, region?: string) => scoped(who, (ctx) => getCockpit(ctx, region))
const count = async (sql: string) => Number((await owner().query(`SELECT count(*) AS n FROM ${sql}`)).rows[0].n)

/** Every record behind a figure, page by page. */
async function all(who: Actor, figure: Figure, region?: string): Promise<unknown[]> {
  const rows: unknown[] = []
  for (let after: string | undefined; ; ) {
    const page = await scoped(who, (ctx) => getRecords(ctx, figure, region, after))
    const found = Object.entries(page).find(([key]) =>
      ['places', 'lines', 'sessions', 'help', 'moved', 'households'].includes(key),
    )
    rows.push(...((found?.[1] ?? []) as unknown[]))
    if (!page.next) return rows
    after = page.next
  }
}

beforeAll(async () => {
  await layGround()
  people = await supervisors()
  others = await inspectors()
  await owner().query(
    `INSERT INTO policy_parameter (id, code, applies_to, valid_from, value, unit, source, certainty)
     SELECT gen_random_uuid(), v.code, '', '2010-01-01', v.value, 'A', 'A', 'DEMO' FROM (VALUES ('supervise.burdenDays', 30), ('inspection.monthlyLimit', 3),
       ('wall.behindPoints', 0), ('wall.farBehindPoints', 10)) v(code, value)
     WHERE NOT EXISTS (SELECT FROM policy_parameter p WHERE p.code = v.code AND p.applies_to = '')`,
  )
  placeId = await aListed(people.office, PLACES.village)
  await aListed(people.office, PLACES.siblingVillage, { status: 'LISTED' })
  await aListed(people.office, PLACES.otherTownshipVillage, { current: 0 })
  await aListed(people.office, PLACES.otherCountyVillage)
  const household = await aHousehold(PLACES.village)
  burdened = household.id
  for (let n = 0; n < 55; n++)
    await aFinding({ by: others.cadre, over: { found_on: '2026-03-18', title: `问题 ${n}` } })
  await aFinding({ by: others.cadre, status: 'RECTIFYING', over: { due_on: '2026-03-10', found_on: '2026-02-01' } })
  await aFinding({ by: others.cadre, regionCode: PLACES.otherCountyVillage })
  const closed = await aFinding({ by: others.cadre, status: 'CLOSED', over: { found_on: '2026-02-01' } })
  const again = await aFinding({
    by: others.cadre,
    status: 'RECTIFYING',
    over: { reopened: 1, found_on: '2026-02-02' },
  })
  for (const [id, step, to] of [
    [closed, 'close', 'CLOSED'],
    [again, 'reopen', 'RECTIFYING'],
  ] as const)
    await insert('finding_step', {
      county_code: '130799',
      finding_id: id,
      step_no: 90,
      region_code: PLACES.village,
      step,
      to_status: to,
      step_on: '2026-03-19',
      recorded_at: at,
      actor_id: randomUUID(),
      actor_name: 'A',
      actor_unit: 'A',
      record: '{}',
    })
  const help = [
    { kind: 'SOLVED', content: '当场通水', amount: '' },
    { kind: 'SUPPORT', content: '协调饲草料', amount: '3600' },
  ]
  for (const heldOn of ['2026-03-10', '2026-03-18', '2026-03-19'])
    expect(
      await tryTo(
        people.supervisor,
        holdSession,
        session(placeId, { heldOn, help, households: [household.id], findings: [found()] }),
      ),
    ).toBe('done')
  hidden = randomUUID()
  expect(
    await tryTo(
      people.supervisor,
      holdSession,
      session(placeId, { id: hidden, method: 'UNANNOUNCED', households: [household.id], findings: [found()] }),
    ),
  ).toBe('done')
  const report = (value: number, on: string) => ({ id: randomUUID(), placeId, workCode: 'REMAINING_POOR', value, on })
  expect(await tryTo(people.office, reportWork, report(9, '2026-03-01'))).toBe('done')
  expect(await tryTo(people.office, reportWork, report(7, '2026-03-18'))).toBe('done')
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

describe('the cockpit', () => {
  it('counts what its lists hold, for everybody who may look', async () => {
    for (const who of [
      people.city,
      people.supervisor,
      people.office,
      people.clerk,
      people.secretary,
      others.department,
    ]) {
      const { counts } = await cockpit(who)
      for (const figure of FIGURES) {
        const need = needOf(figure)
        if (need && !may(who.role, need)) {
          await expect(all(who, figure)).rejects.toThrow(NotFoundError)
          continue
        }
        expect([who.role, figure, (await all(who, figure)).length]).toEqual([who.role, figure, counts[figure]])
      }
    }
  })

  it('counts what stands in the tables', async () => {
    const { counts, amountFen } = await cockpit(people.supervisor)
    const here = `f.county_code = '130799' AND f.region_code IN (SELECT region_code FROM listed_place WHERE status <> 'DELISTED')`
    expect(counts).toMatchObject({
      places: 3,
      listed: 0,
      open: await count(`finding f WHERE ${here} AND status <> 'CLOSED'`),
      overdue: await count(
        `finding f WHERE ${here} AND status <> 'CLOSED' AND NOT is_long_term AND due_on < '2026-03-20'`,
      ),
      found: await count(`finding f WHERE ${here} AND found_on BETWEEN '2026-03-14' AND '2026-03-20'`),
      closed: 1,
      reopened: 1,
      sessions: 3,
      sessionFound: 4,
      sessionAssigned: 0,
      solved: 3,
      supported: 3,
      visited: 1,
      moved: 1,
      burdened: 1,
    })
    expect(counts.open).toBeGreaterThan(55)
    expect(amountFen).toBe(3 * 360_000)
  })

  it('says what is behind by the time that is over, and how far', async () => {
    const { places, works, counts } = await cockpit(people.supervisor)
    // Listed on 2026-01-05 until 2026-12-31: 74 of 360 days are over, so 7.94 of 10 persons are expected.
    const [first] = places
    expect(first).toMatchObject({ id: placeId, sessions: 4, solved: 3, standing: 'doing', above: expect.any(String) })
    expect(first?.works[0]).toMatchObject({ current: 7, expected: 7.94, gap: -0.94 })
    expect(places.map(({ standing }) => standing).sort()).toEqual(['doing', 'held', 'open'])
    expect(works[0]).toMatchObject({ places: 3, base: 30, current: 17, target: 0, expected: null, standing: 'open' })
    expect(counts.behind).toBe(0)
    const later = await withScope(people.supervisor, (ctx) => getCockpit(ctx, PLACES.village), {
      at: new Date('2026-08-20T02:00:00Z'),
    })
    expect(later.counts.behind).toBe(1)
    expect(later.places[0]).toMatchObject({ standing: 'crossed' })
    expect(later.works[0]).toMatchObject({ standing: 'crossed', behind: 1, current: 7 })
  })

  it('shows the inspected nothing of a hidden session, until it is published', async () => {
    const seen = async () => {
      const { counts, places } = await cockpit(people.secretary)
      return [counts.sessions, counts.sessionFound, counts.burdened, places[0]?.sessions]
    }
    expect(await seen()).toEqual([2, 3, 0, 3])
    expect(await tryTo(people.supervisor, publishSession, { sessionId: hidden, on: '2026-03-20' })).toBe('done')
    expect(await seen()).toEqual([3, 4, 1, 4])
  })

  it('counts every kind of inspection of a household, each kind once a day', async () => {
    const times = async () => {
      const page = await scoped(people.supervisor, (ctx) => getRecords(ctx, 'burdened', PLACES.village, undefined))
      return page.kind === 'HOUSEHOLDS' ? page.households.map((row) => [row.id, row.times]) : []
    }
    expect(await times()).toEqual([[burdened, 4]])
    const other = await aHousehold(PLACES.village)
    const line = await aFinding({ household: other, by: others.cadre })
    for (let n = 1; n <= 5; n++)
      await insert('finding_step', {
        county_code: '130799',
        finding_id: line,
        step_no: 90 + n,
        region_code: PLACES.village,
        household_id: other.id,
        step: 'verify',
        to_status: 'VERIFIED',
        step_on: n < 5 ? '2026-03-15' : '2026-03-16',
        recorded_at: at,
        actor_id: randomUUID(),
        actor_name: 'A',
        actor_unit: 'A',
        record: '{}',
      })
    expect(await times()).toEqual([[burdened, 4]])
  })

  it('ends at the region of whoever looks: beyond is missing', async () => {
    expect((await cockpit(people.city)).counts.places).toBe(4)
    expect((await cockpit(people.city, PLACES.otherCounty)).counts).toMatchObject({ places: 1, open: 1 })
    expect((await cockpit(people.clerk)).counts.places).toBe(2)
    for (const region of [PLACES.otherCounty, PLACES.city, PLACES.otherCountyVillage, '139999000000', 'x'])
      await expect(cockpit(people.office, region)).rejects.toThrow(NotFoundError)
    await expect(all(people.secretary, 'open', PLACES.siblingVillage)).rejects.toThrow(NotFoundError)
    const { tiles, period } = await cockpit(people.office)
    expect(tiles.map(({ code, places }) => [code, places])).toEqual([
      [PLACES.township, 2],
      [PLACES.otherTownship, 1],
    ])
    expect(period).toMatchObject({ from: '2026-01-05', to: '2026-12-31' })
  })

  it('counts a finding once where a county and its villages are listed', async () => {
    await owner().query(
      `INSERT INTO listed_place SELECT county_code, gen_random_uuid(), $1, run_id, change_id, 'COUNTY_REMAINING', '', 0, 0, listed_on, listed_by, listed_by_name,
         leader, team, liaison, deadline_on, status, NULL, NULL, NULL, NULL, NULL, NULL, NULL, last_step_on, 1 FROM listed_place WHERE id = $2`,
      [PLACES.county, placeId],
    )
    const { counts, places } = await cockpit(people.office)
    const open = await count(`finding f WHERE county_code = '130799' AND status <> 'CLOSED'`)
    expect(counts.open).toBe(open)
    expect(places.find(({ regionCode }) => regionCode === PLACES.county)?.open).toBe(open)
    expect(await all(people.office, 'open')).toHaveLength(open)
  })
})
