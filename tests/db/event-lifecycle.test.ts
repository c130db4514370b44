import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EVENT_STEPS } from '@/lib/events/lifecycle'
import { EVENT_STATUSES, type EventStatus } from '@/lib/events/schema'
import { aHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { aMember } from '../support/members'

beforeAll(layGround)
afterAll(closeOwner)

const [proposer, checker, answerer] = [randomUUID(), randomUUID(), randomUUID()]

/** The columns that a status asks for. */
function columns(status: EventStatus): Record<string, unknown> {
  const isChecked = !['PROPOSED', 'RETURNED', 'WITHDRAWN'].includes(status)
  const isApplied = ['APPLIED', 'UNDONE'].includes(status)
  return {
    status,
    reason: ['RETURNED', 'REFUSED'].includes(status) ? 'x' : '',
    checked_by: isChecked ? checker : null,
    checked_at: isChecked ? '2026-03-11' : null,
    answered_by: status === 'REFUSED' ? answerer : null,
    accept_by: status === 'OFFERED' ? '2026-03-30' : null,
    other_region_code: status === 'OFFERED' ? PLACES.siblingVillage : null,
    journal_id: isApplied ? checker : null,
    applied_at: isApplied ? '2026-03-11' : null,
    undone_by: status === 'UNDONE' ? checker : null,
    undone_at: status === 'UNDONE' ? '2026-03-12' : null,
  }
}

async function anEvent(status: EventStatus, over: Record<string, unknown> = {}): Promise<string> {
  const { id, countyCode, regionCode } = await aHousehold()
  const row = {
    ...{
      county_code: countyCode,
      id: randomUUID(),
      region_code: regionCode,
      household_id: id,
      kind: 'MOVE',
      effective_on: '2026-03-10',
    },
    ...{ details: '{}', proposed_by: proposer, proposed_by_name: 'x', proposed_at: '2026-03-10T08:00:00Z' },
    ...columns(status),
    ...over,
  }
  const keys = Object.keys(row)
  const { rows } = await owner().query(
    `INSERT INTO household_event (${keys.join(', ')}) VALUES (${keys.map((_, at) => `$${at + 1}`).join(', ')}) RETURNING id`,
    Object.values(row),
  )
  return rows[0].id
}

async function obeys(id: string, values: Record<string, unknown>): Promise<boolean> {
  const keys = Object.keys(values)
  try {
    await owner().query(
      `UPDATE household_event SET ${keys.map((key, at) => `${key} = $${at + 2}`).join(', ')} WHERE id = $1`,
      [id, ...Object.values(values)],
    )
    return true
  } catch (error) {
    expect((error as { code: string }).code).toBe('23514')
    return false
  }
}

describe('the database takes the same steps as the code', () => {
  for (const from of EVENT_STATUSES) {
    for (const to of EVENT_STATUSES) {
      if (from === to) continue
      const may = (EVENT_STEPS[from] as readonly string[]).includes(to)
      it(`an event ${may ? 'may' : 'may not'} go from ${from} to ${to}`, async () => {
        expect(await obeys(await anEvent(from), columns(to))).toBe(may)
      })
    }
  }

  it('what was proposed is not exchanged, and what is decided never changes', async () => {
    expect(await obeys(await anEvent('PROPOSED'), { details: '{"kind": "DEATH"}' })).toBe(false)
    expect(await obeys(await anEvent('OFFERED'), { effective_on: '2026-03-09' })).toBe(false)
    expect(await obeys(await anEvent('WITHDRAWN'), { effects: '[]' })).toBe(false)
    expect(await obeys(await anEvent('APPLIED'), { answered_by_name: 'y' })).toBe(false)
    expect(await obeys(await anEvent('RETURNED'), { ...columns('PROPOSED'), details: '{"kind": "DEATH"}' })).toBe(true)
  })

  it('two pairs of eyes are a promise of the table', async () => {
    const refused = (over: Record<string, unknown>) =>
      expect(anEvent('CHECKED', over)).rejects.toMatchObject({ code: '23514' })
    await refused({ checked_by: proposer })
    await refused({ answered_by: checker })
    await refused({ answered_by: proposer })
    await refused({ effective_on: '2026-03-11' })
  })

  it('a person has one open event at a time', async () => {
    const [one, other] = [await anEvent('PROPOSED'), await anEvent('PROPOSED')]
    const claim = (event: string) =>
      owner().query(`INSERT INTO household_event_subject VALUES ('130799', $1, $2, $3, true)`, [
        event,
        proposer,
        PLACES.village,
      ])
    await claim(one)
    await expect(claim(other)).rejects.toMatchObject({ code: '23505' })
    await obeys(one, columns('WITHDRAWN'))
    await claim(other)
  })
})

describe('an active household has one head on every day', () => {
  const change = async (statements: string[]) => {
    const client = await owner().connect()
    try {
      await client.query(['BEGIN', ...statements, 'COMMIT'].join('; '))
      return 'done'
    } catch (error) {
      await client.query('ROLLBACK')
      return (error as { constraint?: string }).constraint
    } finally {
      client.release()
    }
  }

  it('no day without, no gap between two, and the change itself is judged as a whole', async () => {
    const household = await aHousehold()
    const wife = await aMember(household, 'SPOUSE')
    const of = (person: string) => `household_id = '${household.id}' AND person_id = '${person}'`
    const promise = 'household_one_head_every_day'
    expect(await change([`UPDATE membership SET valid_to = '2026-03-01' WHERE ${of(household.headId)}`])).toBe(promise)
    expect(await change([`UPDATE membership SET relation = 'OTHER' WHERE ${of(household.headId)}`])).toBe(promise)
    expect(await change([`DELETE FROM membership WHERE ${of(household.headId)}`])).toBe(promise)
    const successor = (from: string) =>
      `INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from) VALUES ('130799', gen_random_uuid(), '${PLACES.village}', '${household.id}', '${wife}', 'HEAD', '${from}')`
    const goes = `UPDATE membership SET valid_to = '2026-03-01' WHERE household_id = '${household.id}'`
    expect(await change([goes, successor('2026-03-05')])).toBe(promise)
    expect(await change([goes, successor('2026-03-01')])).toBe('done')
  })

  it('whoever has gone needs no head, and does not come back without one', async () => {
    const household = await aHousehold()
    const end = [
      `UPDATE membership SET valid_to = '2026-03-01' WHERE household_id = '${household.id}'`,
      `UPDATE household SET is_active = false, left_on = '2026-03-01', left_reason = 'NO_MEMBERS' WHERE id = '${household.id}'`,
    ]
    expect(await change(end)).toBe('done')
    expect(
      await change([
        `UPDATE household SET is_active = true, left_on = NULL, left_reason = NULL WHERE id = '${household.id}'`,
      ]),
    ).toBe('household_one_head_every_day')
  })
})
