import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STEPS } from '@/lib/findings/lifecycle'
import { FINDING_STATUSES, type FindingStatus } from '@/lib/findings/schema'
import type { Actor } from '@/lib/platform/actor'
import { unscoped, withScope } from '@/lib/platform/db'
import { aHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aFinding, aProof, inspectors } from '../support/findings'

let people: Awaited<ReturnType<typeof inspectors>>

beforeAll(async () => {
  await layGround()
  people = await inspectors()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

/** What the database says to a statement of the application, past its commands: how many rows, or the reason why not. */
const tries = (actor: Actor, statement: string, ...values: unknown[]) =>
  withScope(actor, (ctx) => ctx.db.$executeRawUnsafe(statement, ...values)).then(
    (count) => String(count),
    (error: Error) =>
      /(finding\w*: [^\n]*|violates [^\n]*|permission denied[^\n]*)/.exec(error.message)?.[0] ?? error.message,
  )

describe('the database takes the same steps of a line as the code', () => {
  it.each(FINDING_STATUSES)('from %s', async (from) => {
    const wrong: string[] = []
    for (const to of FINDING_STATUSES) {
      if (to === from) continue
      const set = await whole(from, to)
      const taken = await owner()
        .query(`UPDATE finding SET status = $2::"FindingStatus", version = version + 1, ${set.assign} WHERE id = $1`, [
          set.id,
          to,
        ])
        .then(
          () => true,
          (error: { code: string }) => {
            expect(error.code).toBe('23514')
            return false
          },
        )
      const known =
        STEPS.some((step) => step.from.includes(from) && step.to === to) || (from === 'CLOSED' && to === 'RECTIFYING')
      if (taken !== known) wrong.push(`${from} > ${to}: ${taken}`)
    }
    expect(wrong).toEqual([])
  })
})

/** A line with its proofs, and whatever a row of the other status needs beside it, so that only the step itself can be refused. */
async function whole(from: FindingStatus, to: FindingStatus) {
  const id = await aFinding({ by: people.cadre, status: from })
  if (!['REGISTERED', 'ASSIGNED', 'CLOSED'].includes(from)) await aProof(id, people.cadre, 'DOCUMENT')
  const given = await owner().query('SELECT * FROM finding WHERE id = $1', [
    await aFinding({ by: people.cadre, status: to }),
  ])
  const held = given.rows[0]
  const at = (value: unknown) =>
    value === null ? 'NULL' : value instanceof Date ? `'${value.toISOString()}'` : `'${String(value)}'`
  const names = [
    'issued_digits',
    'issued_by',
    'issued_on',
    'unit',
    'leader',
    'person',
    'due_on',
    'goal',
    'measures',
    'submitted_by',
    'submitted_unit',
    'submitted_on',
    'similar_found',
    'similar_fixed',
    'reviewed_by',
    'verified_by',
    'verified_unit',
    'closed_by',
    'closed_unit',
    'closed_on',
    'closed_at',
  ]
  const reopened = from === 'CLOSED' ? ', reopened = reopened + 1' : ''
  // A line that goes back keeps what was planned for it.
  const kept =
    from === 'CLOSED' ? ['goal', 'measures', 'issued_by', 'issued_on', 'issued_digits', 'unit', 'leader', 'person'] : []
  return {
    id,
    assign:
      names
        .filter((name) => !kept.includes(name))
        .map((name) => `${name} = ${at(held[name])}`)
        .join(', ') + reopened,
  }
}

describe('what no door changes', () => {
  it.each([
    ['its words', `title = 'B'`, 'what was found is not rewritten'],
    ['its number', `finding_no = 'B'`, 'what was found is not rewritten'],
    ['its household', `household_id = gen_random_uuid()`, 'what was found is not rewritten'],
    ['its unit', `unit = 'B'`, 'a closed line is only reopened'],
    ['how often it was reopened', `reopened = 5`, 'a closed line is only reopened'],
    [
      'the count of its reopening',
      `status = 'RECTIFYING', closed_by = NULL, closed_unit = NULL, closed_on = NULL, closed_at = NULL`,
      'reopening is counted',
    ],
    ['who closed it', `closed_by = gen_random_uuid()`, 'a closed line is only reopened'],
    ['nothing but its version', `pressed = 0`, 'a closed line is only reopened'],
  ])('a closed line keeps %s, even from the owner', async (_, set, why) => {
    const id = await aFinding({ by: people.cadre, status: 'CLOSED' })
    const change = `UPDATE finding SET ${set}, version = version + 1 WHERE id = $1`
    expect(await tries(people.office, `${change}::uuid`, id)).toContain(why)
    await expect(owner().query(change, [id])).rejects.toThrow(why)
  })

  it('a line, its record, its proofs and its draws are never deleted or rewritten', async () => {
    const id = await aFinding({ by: people.cadre, status: 'RECTIFYING' })
    await aProof(id, people.cadre, 'DOCUMENT')
    for (const table of ['finding_step', 'finding_proof']) {
      expect(await tries(people.office, `DELETE FROM ${table} WHERE finding_id = $1::uuid`, id)).toContain(
        'permission denied',
      )
      expect(
        await tries(people.office, `UPDATE ${table} SET household_id = NULL WHERE finding_id = $1::uuid`, id),
      ).toContain('permission denied')
      await expect(owner().query(`DELETE FROM ${table} WHERE finding_id = $1`, [id])).rejects.toThrow()
    }
    expect(await tries(people.office, 'DELETE FROM finding WHERE id = $1::uuid', id)).toContain('permission denied')
    await expect(owner().query('DELETE FROM finding WHERE id = $1', [id])).rejects.toThrow()
  })

  it('nobody writes another’s name under a step: the database puts who asks', async () => {
    const id = await aFinding({ by: people.cadre, status: 'VERIFIED' })
    await aProof(id, people.cadre, 'DOCUMENT')
    const close = `UPDATE finding SET status = 'CLOSED', closed_by = $2::uuid, closed_unit = '县督查室', closed_on = '2026-03-25', closed_at = now(),
      version = version + 1 WHERE id = $1::uuid`
    // Who reported it done writes the supervisor's name; the database writes his own, and refuses.
    expect(await tries(people.cadre, close, id, people.supervisor.userId)).toMatch(
      /only the level|four_eyes|other_unit/,
    )
    const own = await aFinding({ by: people.office, status: 'VERIFIED' })
    await aProof(own, people.office, 'DOCUMENT')
    expect(await tries(people.office, close, own, people.supervisor.userId)).toContain('finding_four_eyes')
    expect(await tries(people.colleague, close, own, people.supervisor.userId)).toContain('finding_other_unit')
    expect(
      await tries(
        { ...people.leader, actingFor: { userId: people.office.userId, name: 'A' } },
        close,
        own,
        people.leader.userId,
      ),
    ).toContain('has the eyes')
    expect(await tries(people.leader, close, own, people.office.userId)).toBe('1')
    const { rows } = await owner().query('SELECT closed_by, closed_unit FROM finding WHERE id = $1', [own])
    expect(rows[0]).toEqual({ closed_by: people.leader.userId, closed_unit: '县委' })
  })

  it('no line is born closed, nor about a household of another village', async () => {
    const born = `INSERT INTO finding (county_code, id, region_code, finding_no, source, source_year, aspect, category, level, reach, needs, title, found_on, found_by,
      found_by_name, found_unit, status, last_step_on, household_id) VALUES ('130799', gen_random_uuid(), '${PLACES.village}', $1, 'AUDIT', 2026, 'POLICIES', 'FILES', 'GENERAL',
      'POINT', '{DOCUMENT}', 'A', '2026-03-01', $2::uuid, 'A', 'A', $3::"FindingStatus", '2026-03-01', $4::uuid)`
    const by = people.office.userId
    const elsewhere = await aHousehold(PLACES.siblingVillage)
    expect(await tries(people.office, born, 'X-1', by, 'CLOSED', null)).toContain('begins as registered')
    expect(await tries(people.office, born, 'X-2', by, 'REGISTERED', elsewhere.id)).toContain('not one of this village')
    expect(await tries(people.neighbour, born, 'X-3', by, 'REGISTERED', null)).toContain('row-level security')
    expect(await tries(people.office, born, 'X-4', randomUUID(), 'REGISTERED', null)).toBe('1')
    const { rows } = await owner().query(`SELECT found_by, found_unit FROM finding WHERE finding_no = 'X-4'`)
    expect(rows[0]).toEqual({ found_by: by, found_unit: '县扶贫办' })
  })

  it('closing without its proofs fails, and a proof of another round is none', async () => {
    const id = await aFinding({ by: people.cadre, status: 'VERIFIED' })
    const close = `UPDATE finding SET status = 'CLOSED', closed_by = gen_random_uuid(), closed_unit = 'A', closed_on = '2026-03-25', closed_at = now(),
      version = version + 1 WHERE id = $1::uuid`
    expect(await tries(people.leader, close, id)).toContain('a proof of kind DOCUMENT is missing')
    const prove = (kind: string, round: number, evidenceId: string | null) =>
      tries(
        people.cadre,
        `INSERT INTO finding_proof (county_code, id, finding_id, region_code, round, kind, reference, evidence_id, added_on, added_by, added_by_name)
         VALUES ('130799', gen_random_uuid(), $1::uuid, '${PLACES.village}', $2, $3, 'A', $4::uuid, '2026-03-20', $1::uuid, 'A')`,
        id,
        round,
        kind,
        evidenceId,
      )
    expect(await prove('DOCUMENT', 1, null)).toContain('nothing is proven of this line now')
    expect(await prove('PHOTO', 0, randomUUID())).toContain('not one of this line')
    expect(await prove('DOCUMENT', 0, null)).toBe('1')
  })

  it('what is hidden is hidden from statements too, with its record', async () => {
    const id = await aFinding({ by: people.cityTeam, over: { hidden_digits: 4 } })
    const seen = (actor: Actor, table: string, key: string) =>
      withScope(actor, (ctx) =>
        ctx.db.$queryRawUnsafe<unknown[]>(`SELECT 1 FROM ${table} WHERE ${key} = $1::uuid`, id),
      ).then((rows) => rows.length)
    for (const actor of [people.cadre, people.office, people.supervisor, people.department])
      expect([actor.role, await seen(actor, 'finding', 'id'), await seen(actor, 'finding_step', 'finding_id')]).toEqual(
        [actor.role, 0, 0],
      )
    expect([
      await seen(people.cityTeam, 'finding', 'id'),
      await seen(people.cityTeam, 'finding_step', 'finding_id'),
    ]).toEqual([1, 1])
    expect(
      await tries(
        people.office,
        'UPDATE finding SET hidden_digits = NULL, version = version + 1 WHERE id = $1::uuid',
        id,
      ),
    ).toBe('0')
  })
})
