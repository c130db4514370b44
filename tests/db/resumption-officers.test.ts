import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { planDifficulty, raiseDifficulty } from '@/lib/resumption/commands/difficulty'
import { assignOfficer } from '@/lib/resumption/commands/officer'
import { visitEnterprise, withdrawVisit } from '@/lib/resumption/commands/visit'
import { getEnterprise } from '@/lib/resumption/queries/enterprise'
import { closeOwner, layGround, owner, PLACES } from '../support/builders'
import { anEnterprise, anOfficer, enterpriseRow, resumers } from '../support/enterprises'
import { tryTo } from '../support/measures'

let people: Awaited<ReturnType<typeof resumers>>

beforeAll(async () => {
  await layGround()
  people = await resumers()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const sql = (actor: Actor, statement: string) =>
  withScope(actor, ({ db }) => db.$executeRawUnsafe(statement)).then(
    (n) => `changed ${n}`,
    () => 'refused',
  )

describe('the chief service officer', () => {
  it('is a county leader or a head of the township, one at a time, and alone raises difficulties', async () => {
    const id = await anEnterprise()
    const assign = (userId: string | undefined, on: string) => ({ id: randomUUID(), enterpriseId: id, userId, on })
    expect(await tryTo(people.office, assignOfficer, assign(people.cadre.userId, '2026-02-01'))).toBe(
      'resumption.noSuchOfficer',
    )
    expect(await tryTo(people.office, assignOfficer, assign(people.head.userId, '2026-02-01'))).toBe('done')
    const raise = (over: object = {}) => ({
      id: randomUUID(),
      enterpriseId: id,
      on: '2026-02-20',
      title: '原料运不进来',
      aspect: 'OTHER_FEEDBACK',
      measure: '开通行证',
      department: '交通局',
      dueOn: '2026-03-01',
      ...over,
    })
    const aspect = (await owner().query('SELECT code FROM finding_aspect ORDER BY sort_no LIMIT 1')).rows[0].code
    expect(await tryTo(people.clerk, raiseDifficulty, raise({ aspect }))).toBe('resumption.notItsOfficer')
    const input = raise({ aspect })
    expect(await tryTo(people.head, raiseDifficulty, input)).toBe('done')
    const line = (await owner().query('SELECT * FROM finding WHERE id = $1', [input.id])).rows[0]
    expect(line).toMatchObject({
      source: 'ENTERPRISE_SERVICE',
      origin_kind: 'ENTERPRISE',
      origin_id: id,
      region_code: PLACES.township,
      found_by: people.head.userId,
      status: 'REGISTERED',
    })
    const plan = { difficultyId: input.id, version: 1, measure: '专车接运', department: '商务局' }
    expect(await tryTo(people.head, planDifficulty, plan)).toBe('done')
    expect(await tryTo(people.head, planDifficulty, plan)).toBe('resumption.changed')
    expect(await tryTo(people.office, assignOfficer, assign(people.leader.userId, '2026-01-31'))).toBe(
      'resumption.beforeLast',
    )
    expect(await tryTo(people.office, assignOfficer, assign(people.leader.userId, '2026-03-01'))).toBe('done')
    expect(await tryTo(people.head, raiseDifficulty, raise({ aspect }))).toBe('resumption.notItsOfficer')
    const view = await withScope(people.office, (ctx) => getEnterprise(ctx, id))
    expect(view.officers.map(({ name, to }) => [name, to])).toEqual([
      ['COUNTY_LEADER', null],
      ['TOWNSHIP', '2026-03-01'],
    ])
    expect(view.difficulties).toMatchObject([{ measure: '专车接运', line: { status: 'REGISTERED' } }])
  })

  it('visits, and a visit that was recorded wrongly is withdrawn once', async () => {
    const id = await anEnterprise()
    const visit = (over: object) => ({
      id: randomUUID(),
      enterpriseId: id,
      on: '2026-02-20',
      leaderKind: 'MAIN',
      leaderName: '县长',
      raised: 3,
      solved: 2,
      ...over,
    })
    expect(await tryTo(people.head, visitEnterprise, visit({ solved: 4 }))).toBe('resumption.solvedAboveRaised')
    const input = visit({})
    expect(await tryTo(people.head, visitEnterprise, input)).toBe('done')
    const withdraw = { visitId: input.id, reason: '记错了企业' }
    expect(await tryTo(people.head, withdrawVisit, withdraw)).toBe('done')
    expect(await tryTo(people.head, withdrawVisit, withdraw)).toBe('resumption.withdrawnAlready')
  })
})

describe('by SQL, as the application', () => {
  it('nobody skips a step, checks his own application, writes a step, or takes anything away', async () => {
    const id = await anEnterprise({ status: 'APPLIED', by: people.office.userId })
    await anOfficer(id, people.head)
    const set = (what: string) =>
      sql(people.office, `UPDATE enterprise SET ${what}, version = version + 1 WHERE id = '${id}'`)
    const one = `step_no = step_no + 1, last_step_on = '2026-03-01'`
    const attempts: [string, Promise<string>][] = [
      ['his own check', set(`${one}, last_step = 'check', status = 'ON_SITE_CHECKED'`)],
      ['a step skipped', set(`${one}, last_step = 'resume', status = 'RESUMED'`)],
      ['a status without a step', set(`status = 'RESUMED'`)],
      ['another applicant', set(`applied_by = gen_random_uuid()`)],
      ['an earlier day', set(`last_step_on = '2026-01-01'`)],
      ['no version', sql(people.office, `UPDATE enterprise SET name = 'A' WHERE id = '${id}'`)],
      ['deleting', sql(people.office, `DELETE FROM enterprise WHERE id = '${id}'`)],
      [
        'a step',
        sql(
          people.office,
          `INSERT INTO enterprise_step SELECT county_code, id, 9, region_code, 'resume', 'RESUMED', '2026-02-01', now(), id, '' FROM enterprise WHERE id = '${id}'`,
        ),
      ],
      ['a step rewritten', sql(people.office, `UPDATE enterprise_step SET note = 'A' WHERE enterprise_id = '${id}'`)],
      [
        'an officer rewritten',
        sql(people.office, `UPDATE enterprise_officer SET user_id = gen_random_uuid() WHERE enterprise_id = '${id}'`),
      ],
      [
        'an officer who is none',
        sql(
          people.office,
          `INSERT INTO enterprise_officer (county_code, id, enterprise_id, region_code, user_id, name, valid_from, assigned_by)
        VALUES ('130799', gen_random_uuid(), '${id}', '${PLACES.township}', '${people.cadre.userId}', '', '2026-03-01', '${id}')`,
        ),
      ],
      [
        'edition two first',
        sql(
          people.head,
          `INSERT INTO enterprise_figure (county_code, id, enterprise_id, day, edition, region_code, staff_total, staff_returned, poor_returned, reason, reported_by, reported_by_name, reported_at)
        VALUES ('130799', gen_random_uuid(), '${id}', '2026-03-01', 2, '${PLACES.township}', 1, 1, 1, 'A', '${id}', '', now())`,
        ),
      ],
      [
        'poor above returned',
        sql(
          people.head,
          `INSERT INTO enterprise_figure (county_code, id, enterprise_id, day, edition, region_code, staff_total, staff_returned, poor_returned, reported_by, reported_by_name, reported_at)
        VALUES ('130799', gen_random_uuid(), '${id}', '2026-03-01', 1, '${PLACES.township}', 9, 1, 2, '${id}', '', now())`,
        ),
      ],
      [
        'a difficulty beside the ledger',
        sql(
          people.head,
          `INSERT INTO enterprise_difficulty (county_code, id, enterprise_id, region_code, title, raised_on, raised_by, raised_by_name)
        VALUES ('130799', gen_random_uuid(), '${id}', '${PLACES.township}', 'A', '2026-03-01', '${id}', '')`,
        ),
      ],
      [
        'figures of others',
        sql(
          people.neighbour,
          `INSERT INTO enterprise_figure (county_code, id, enterprise_id, day, edition, region_code, staff_total, staff_returned, poor_returned, reported_by, reported_by_name, reported_at)
        VALUES ('130799', gen_random_uuid(), '${id}', '2026-03-01', 1, '${PLACES.otherTownship}', 1, 1, 1, '${id}', '', now())`,
        ),
      ],
    ]
    for (const [what, attempt] of attempts) expect([what, await attempt]).toEqual([what, 'refused'])
    expect((await enterpriseRow(id)).status).toBe('APPLIED')
    expect(
      await sql(
        people.leader,
        `UPDATE enterprise SET ${one}, last_step = 'check', status = 'ON_SITE_CHECKED', version = version + 1 WHERE id = '${id}'`,
      ),
    ).toBe('changed 1')
    expect(
      (await owner().query('SELECT actor_id FROM enterprise_step WHERE enterprise_id = $1 AND step_no = 2', [id]))
        .rows[0].actor_id,
    ).toBe(people.leader.userId)
  })
})
